"""Whose things of a professional are: the person's own, and those of the Orders in whose registers they stand."""

from __future__ import annotations

from triennio.people.models import Account, Application, Assignment, Employment, Professional, Registration
from triennio.platform import clock
from triennio.platform.permissions import Scope


def of_professional(professional: Professional) -> Scope:
    """The scope of a professional's position, credits and requests."""
    orders = Registration.objects.filter(professional=professional).values_list("order_id", flat=True)
    return Scope.of(*orders, owner=professional.account_id)


def of_staff(professional: Professional) -> Scope:
    """The scope of what an employer may know: only the firms where the person works today."""
    today = clock.today()
    firms = Employment.objects.filter(professional=professional, start__lte=today)
    now = firms.exclude(end__lt=today)
    return Scope.of(*now.values_list("firm_id", flat=True))


def of_account(account: Account) -> Scope:
    """The scope of an account: its owner, its Orders, and the offices that it asked or in which it has a role."""
    registered = Registration.objects.filter(professional__account=account).values_list("order_id", flat=True)
    asked = Application.objects.filter(account=account).exclude(state=Application.State.REFUSED)
    roles = Assignment.objects.filter(account=account, until=None)
    offices = [
        *asked.values_list("organisation_id", flat=True),
        *roles.values_list("organisation_id", flat=True),
    ]
    return Scope.of(*registered, *offices, owner=account.pk)
