"""Who may do what: the written table, enforced here and nowhere else.

A permission names the roles that hold it and how far each reaches: `OWN` things of the person's account, `OURS` rows of
an organisation in which the account has the role, `ALL` the whole installation, `ANYONE` also without signing in.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from django.db.models import Q

from triennio.people.models import Account, Assignment, Role
from triennio.platform import clock
from triennio.platform.permissions import Actor, Scope


class Reach(Enum):
    OWN = "propri"
    OURS = "della propria organizzazione"
    ALL = "tutti"
    ANYONE = "chiunque"


OWN, OURS, ALL, ANYONE = Reach.OWN, Reach.OURS, Reach.ALL, Reach.ANYONE
_ORDER = {Role.ORDER_CLERK: OURS, Role.ORDER_PRESIDENT: OURS}

# permission → role → reach. The words of a permission are `thing.act`.
TABLE: Mapping[str, Mapping[Role, Reach]] = {
    # people
    "account.own": {Role.PERSON: OWN},
    "application.submit": {Role.PERSON: OWN},
    "application.decide": {**_ORDER, Role.EVENT_ORGANISER: OURS, Role.APPROVER: OURS, Role.OPERATOR: ALL},
    "account.suspend": {Role.ORDER_PRESIDENT: OURS, Role.APPROVER: OURS, Role.OPERATOR: ALL},
    "account.erase": {Role.OPERATOR: ALL},
    "account.find": {**_ORDER, Role.APPROVER: OURS, Role.SUPPORT: ALL, Role.OPERATOR: ALL},
    "terms.publish": {Role.OPERATOR: ALL},
    "assignment.give": {Role.ORDER_PRESIDENT: OURS, Role.OPERATOR: ALL},
    "organisation.create": {Role.OPERATOR: ALL},
    "organisation.change": {Role.ORDER_PRESIDENT: OURS, Role.OPERATOR: ALL},
    # register
    "position.see": {Role.PERSON: OWN, **_ORDER},
    "position.employer": {Role.TRAINING_OFFICE: OURS},
    "members.see": {**_ORDER},
    "register.change": {**_ORDER},
    "register.import": {**_ORDER, Role.PROVIDER_SECRETARY: OURS},
    "calendar.own": {Role.PERSON: OWN},
    "archive.own": {Role.PERSON: OWN},
    "credits.declare": {Role.PERSON: OWN},
    "credits.move": {Role.PERSON: OWN},
    "proofs.own": {Role.PERSON: OWN},
    "request.own": {Role.PERSON: OWN},
    "request.decide": {**_ORDER},
    "request.reason": {Role.PERSON: OWN, **_ORDER},
    "proof.deliver": {Role.PERSON: ANYONE},  # the right is the token of the one-time link
    "dossier.own": {Role.PERSON: OWN},
    "dossier.group": {Role.TRAINING_OFFICE: OURS, Role.ORDER_CLERK: OURS, Role.PROVIDER_SECRETARY: OURS},
    "dossier.enable": {Role.OPERATOR: ALL},
    "needs.see": {Role.PROVIDER_SECRETARY: ALL, Role.OPERATOR: ALL},
    # installation
    "journal.see": {Role.AUDITOR: ALL, Role.OPERATOR: ALL},
    "installation.see": {Role.OPERATOR: ALL, Role.AUDITOR: ALL, Role.SUPPORT: ALL},
}


class Table:
    """The policy that the platform asks."""

    def known(self) -> frozenset[str]:
        """Every permission of the table."""
        return frozenset(TABLE)

    def allows(self, actor: Actor, permission: str, scope: Scope) -> bool:
        """Whether a role of the account reaches the scope. An account that is not active reaches nothing, except
        its own application and its own account."""
        reaches = TABLE[permission]
        if ANYONE in reaches.values():
            return True
        if actor.account is None:
            return False
        state = Account.objects.filter(pk=actor.account).values_list("state", flat=True).first()
        if state is None or state in (Account.State.SUSPENDED, Account.State.DELETED):
            return False
        if state != Account.State.ACTIVE and permission not in ("account.own", "application.submit"):
            return False
        if reaches.get(Role.PERSON) is OWN and scope.owner == actor.account:
            return True
        wider = {role: reach for role, reach in reaches.items() if reach in (OURS, ALL)}
        if not wider:
            return False
        return any(
            wider[Role(role)] is ALL or organisation in scope.organisations
            for role, organisation in roles_of(actor.account)
            if Role(role) in wider
        )


def roles_of(account: int) -> list[tuple[str, int]]:
    """(role, organisation id) held now; none where the account is not active."""
    now = clock.now()
    held = Assignment.objects.filter(
        Q(until=None) | Q(until__gt=now), account_id=account, account__state=Account.State.ACTIVE
    )
    return list(held.values_list("role", "organisation_id"))


def organisations_with(account: int, permission: str) -> frozenset[int]:
    """The organisations over whose rows the account holds the permission as `OURS`."""
    reaches = TABLE[permission]
    return frozenset(
        organisation for role, organisation in roles_of(account) if reaches.get(Role(role)) is OURS
    )


def reaches_all(account: int, permission: str) -> bool:
    """Whether the account holds the permission over the whole installation."""
    reaches = TABLE[permission]
    return any(reaches.get(Role(role)) is ALL for role, _organisation in roles_of(account))
