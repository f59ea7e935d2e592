"""Compensating credits (Delibera 1/2025, art. 2): surpluses of any triennio against the debts of the past ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book


@dataclass(frozen=True, slots=True)
class Transfer:
    """Credits that a surplus gives to a debt (units)."""

    giver: Triennio
    taker: Triennio
    amount: int


@dataclass(frozen=True, slots=True)
class Compensation:
    """Balances as they are, their sum as the act counts it, what is still needed, who becomes certifiable."""

    balances: Mapping[Triennio, int]
    total: int
    needed: int
    certifiable: Mapping[Triennio, bool]
    transfers: tuple[Transfer, ...]


def compensate(balances: Mapping[Triennio, int], book: Book) -> Compensation:
    """Apply COMP-1 to COMP-6 to balances in units (recognised less due).

    Surpluses of the listed trienni fill the debts from the newest, newest surplus first; a triennio whose own
    extension is still running (2023-25, 2026-28) gives its surplus and never takes.
    """
    debtors = {Triennio.parse(name) for name in book.compensation["debts"]}
    givers = {Triennio.parse(name) for name in book.compensation["surpluses"]}
    counted = {t: b if t in debtors else max(b, 0) for t, b in balances.items() if t in givers | debtors}
    total = sum(counted.values())
    left = {t: b for t, b in sorted(counted.items(), reverse=True) if b > 0 and t in givers}
    transfers: list[Transfer] = []
    certifiable: dict[Triennio, bool] = {}
    for debtor in sorted((t for t in counted if t in debtors), reverse=True):
        debt = max(-counted[debtor], 0)
        for giver in left:
            amount = min(left[giver], debt)
            if amount:
                transfers.append(Transfer(giver, debtor, amount))
                left[giver] -= amount
                debt -= amount
        certifiable[debtor] = debt == 0
    return Compensation(
        dict(balances), total, max(-total, 0), dict(sorted(certifiable.items())), tuple(transfers)
    )
