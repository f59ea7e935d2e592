"""Accounts: as an office finds them, and as their owner sees them."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from triennio.kernel.refusal import OutOfSight
from triennio.people.models import Account, Application, Assignment
from triennio.people.permissions import organisations_with, reaches_all
from triennio.people.scopes import of_account
from triennio.platform import permissions
from triennio.platform.permissions import Actor, Scope


@dataclass(frozen=True, slots=True)
class Ways:
    """How an account signs in. `sessions` are open ones."""

    password: bool
    totp: bool
    passkeys: int
    recovery_codes: int
    identities: tuple[str, ...]
    sessions: int


def ways_of(viewer: Actor, account: Account) -> Ways:
    """The account's own ways of signing in."""
    permissions.require(viewer, "account.own", Scope(owner=account.pk))
    kinds = Authenticator.objects.filter(user=account)
    recovery = kinds.filter(type=Authenticator.Type.RECOVERY_CODES).first()
    return Ways(
        password=account.has_usable_password(),
        totp=kinds.filter(type=Authenticator.Type.TOTP).exists(),
        passkeys=kinds.filter(type=Authenticator.Type.WEBAUTHN).count(),
        recovery_codes=len(recovery.wrap().get_unused_codes()) if recovery else 0,
        identities=tuple(
            SocialAccount.objects.filter(user=account).order_by("pk").values_list("provider", flat=True)
        ),
        sessions=UserSession.objects.filter(user=account).count(),
    )


def found(viewer: Actor, text: str = "") -> QuerySet[Account]:
    """The accounts of the viewer's offices whose name or address holds the text, by name."""
    rows = Account.objects.exclude(state=Account.State.DELETED).order_by("last_name", "first_name", "pk")
    if viewer.account is None:
        return rows.none()
    if not reaches_all(viewer.account, "account.find"):
        offices = organisations_with(viewer.account, "account.find")
        asked = Application.objects.filter(organisation_id__in=offices)
        asked = asked.exclude(state=Application.State.REFUSED)
        mine = Q(professional__registrations__order__in=offices) | Q(applications__in=asked)
        held = Assignment.objects.filter(organisation_id__in=offices, until=None)
        rows = rows.filter(mine | Q(assignments__in=held)).distinct()
    if text.strip():
        rows = rows.filter(
            Q(last_name__icontains=text.strip())
            | Q(first_name__icontains=text.strip())
            | Q(email__icontains=text.strip())
        )
    return rows


def one(viewer: Actor, code: str) -> Account:
    """An account of the viewer's offices. Raises OutOfSight."""
    account = Account.objects.filter(code=code).first()
    if account is None:
        raise OutOfSight("account.find")
    permissions.require(viewer, "account.find", of_account(account))
    return account


def asked_to_end(viewer: Actor) -> QuerySet[Account]:
    """Accounts of the viewer's offices whose owners asked for deletion, oldest request first."""
    return found(viewer).exclude(deletion_asked=None).order_by("deletion_asked")
