"""Which roles make sense in which kind of organisation, and which of them the presidency of an Order may give."""

from __future__ import annotations

from collections.abc import Mapping

# kind of organisation → roles that may be held there; the words are those of the tables
ROLES_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "order": ("order_clerk", "order_president", "approver", "event_organiser", "wallet_manager", "accounts"),
    "bar": ("order_clerk", "order_president", "approver", "event_organiser", "wallet_manager", "accounts"),
    "provider": ("provider_secretary", "event_organiser", "approver", "wallet_manager", "accounts"),
    "firm": ("training_office", "wallet_manager", "accounts"),
    "operator": ("operator", "auditor", "support"),
}
GIVEN_BY_PRESIDENT = ("order_clerk", "approver", "event_organiser")
# Organisations that admit people: an Order its members, a bar its lawyers, a provider those it trains.
ADMITTING = ("order", "bar", "provider")


def possible(kind: str, role: str) -> bool:
    """Whether somebody can have this role in an organisation of this kind."""
    return role in ROLES_OF_KIND.get(kind, ())
