"""Whose things of a professional are: the person's own, and those of the Orders in whose registers they stand."""

from __future__ import annotations

from triennio.people.models import Employment, Professional, Registration
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
