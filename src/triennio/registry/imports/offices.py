"""Which organisations have a register of members."""

from __future__ import annotations

from triennio.people.models import Organisation

ORDERS = (Organisation.Kind.ORDER, Organisation.Kind.BAR)


def refuse_unless_order(organisation: int) -> str:
    """Why an organisation has no register of members; empty for an Order."""
    kind = Organisation.objects.filter(pk=organisation).values_list("kind", flat=True).first()
    return "" if kind in ORDERS else "Solo un Ordine ha un albo in cui importare."
