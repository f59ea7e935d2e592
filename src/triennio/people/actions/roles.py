"""Giving a role and ending it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.domain.roles import GIVEN_BY_PRESIDENT, possible
from triennio.people.models import Account, Assignment, Organisation, Role
from triennio.people.news import RoleChanged
from triennio.people.permissions import roles_of
from triennio.people.scopes import of_account
from triennio.platform.actions import Act, Answer, Key, action, locked
from triennio.platform.permissions import Actor, Scope

OPERATOR = N_("Chi gestisce la piattaforma")


@action("assignment.give", permission="assignment.give", key=Key.REQUIRED)
def give(act: Act, *, organisation: str, email: str, role: str) -> Answer:
    """Give a role to the active account with this address. A presidency gives the roles of its own office only.

    Refuses: ROLE_NOT_HERE, ROLE_OF_OPERATOR, ACCOUNT_UNKNOWN, ROLE_HELD.
    """
    body = locked(Organisation.objects.filter(code=organisation)).first()
    if body is None:
        raise OutOfSight("assignment.give")
    act.permit(Scope.of(body.pk))
    if not possible(body.kind, role):
        raise Refusal("ROLE_NOT_HERE", _("Questo ruolo non esiste in questa organizzazione."), field="role")
    everywhere = acts_everywhere(act.actor)
    if not everywhere and role not in GIVEN_BY_PRESIDENT:
        raise Refusal(
            "ROLE_OF_OPERATOR", _("Questo ruolo non si dà da qui."), decides=_(OPERATOR), field="role"
        )
    account = Account.objects.filter(email__iexact=email.strip(), state=Account.State.ACTIVE).first()
    # A presidency learns nothing of accounts that have nothing to do with its Order.
    if account is None or not (everywhere or body.pk in of_account(account).organisations):
        raise Refusal(
            "ACCOUNT_UNKNOWN",
            _("Qui non c’è un account attivo con questo indirizzo."),
            next_step=_(
                "La persona si registra e chiede l’accesso; approvata la domanda, le si dà il ruolo."
            ),
            field="email",
        )
    if Assignment.objects.filter(account=account, organisation=body, role=role, until=None).exists():
        raise Refusal("ROLE_HELD", _("Ha già questo ruolo."), field="role")
    made = Assignment.objects.create(account=account, organisation=body, role=role, given=act.now)
    _said(act, made, given=True)
    return {"assignment": made.pk}


@action("assignment.end", permission="assignment.give")
def end(act: Act, *, assignment: int) -> Answer:
    """End a role now. Refuses: ROLE_OF_OPERATOR, LAST_OPERATOR. Ending an ended one changes nothing."""
    found = locked(Assignment.objects.filter(pk=assignment)).select_related("account").first()
    if found is None:
        raise OutOfSight("assignment.give")
    act.permit(Scope.of(found.organisation_id))
    if found.until is not None:
        act.nothing_changed()
        return {"assignment": found.pk}
    if not acts_everywhere(act.actor) and found.role not in GIVEN_BY_PRESIDENT:
        raise Refusal("ROLE_OF_OPERATOR", _("Questo ruolo non si toglie da qui."), decides=_(OPERATOR))
    others = Assignment.objects.filter(
        role=Role.OPERATOR, until=None, account__state=Account.State.ACTIVE
    ).exclude(pk=found.pk)
    if found.role == Role.OPERATOR and not others.exists():
        raise Refusal(
            "LAST_OPERATOR",
            _("È l’ultima persona che gestisce la piattaforma."),
            next_step=_("Dare prima il ruolo a un’altra."),
        )
    found.until = act.now
    found.save(update_fields=["until"])
    _said(act, found, given=False)
    return {"assignment": found.pk}


def acts_everywhere(actor: Actor) -> bool:
    """Whether the actor gives roles in every organisation: the operator, and the system itself."""
    if actor.account is None:
        return actor.is_system
    return any(role == Role.OPERATOR for role, _organisation in roles_of(actor.account))


def _said(act: Act, row: Assignment, *, given: bool) -> None:
    act.journal(
        f"account:{row.account.code}",
        {"role": row.role, "organisation": row.organisation_id, "given": given},
        organisation=row.organisation_id,
    )
    act.publish(RoleChanged(row.pk, given=given))
