"""The one thing to do next, out of everything that could be done: the most urgent that this person can act on.

In order: an answer that an office waits for; a credit whose provider is late; a window that is closing on a debt; the
last months for a dossier; an old debt that can still be covered; a triennio that falls short at this pace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from triennio.kernel.triennio import Triennio

MOVE_SOON: Final = 120
"""Days before the end of a window from which it comes before everything but what is already late."""
DOSSIER_SOON: Final = 180
"""Days before the end of the building of a dossier from which it is worth saying."""

Code = Literal[
    "answer", "missing_credits", "move_soon", "dossier", "move", "plan", "arriving", "later", "nothing"
]


@dataclass(frozen=True, slots=True)
class Late:
    """A participation that the provider should have reported by `due`."""

    code: str
    title: str
    due: date


@dataclass(frozen=True, slots=True)
class Debt:
    """A past triennio that lacks credits and that nothing covers. `until` is the last day to move, None when the
    window is shut; `movable` how many participations could go there.
    """

    period: Triennio
    missing: str
    until: date | None
    movable: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides. `begins` is the first day of a duty still to come; `missing` what the triennio lacks, in Italian,
    "" when nothing; `slow` that at this pace it stays short; `on_arrival` what it would lack once the credits
    that are on their way have arrived.
    """

    today: date
    asked: Sequence[str] = ()
    late: Sequence[Late] = ()
    debts: Sequence[Debt] = ()
    dossier_until: date | None = None
    begins: date | None = None
    missing: str = ""
    on_arrival: str = ""
    slow: bool = False


@dataclass(frozen=True, slots=True)
class NextAction:
    """`target` is the code or the triennio that the page opens; `about` a title; `until` a term; `amount` credits."""

    code: Code
    target: str = ""
    about: str = ""
    until: date | None = None
    amount: str = ""


def next_action(now: Situation) -> NextAction:
    """The most urgent one; `nothing` when there is nothing to do."""
    if now.asked:
        return NextAction("answer", target=now.asked[0])
    if now.late:
        first = min(now.late, key=lambda each: (each.due, each.code))
        return NextAction("missing_credits", first.code, first.title, first.due)
    debt = _movable(now)
    if debt and debt.until and (debt.until - now.today).days <= MOVE_SOON:
        return _move("move_soon", debt)
    if now.dossier_until and 0 <= (now.dossier_until - now.today).days <= DOSSIER_SOON:
        return NextAction("dossier", until=now.dossier_until)
    if debt:
        return _move("move", debt)
    return _this_triennio(now)


def _this_triennio(now: Situation) -> NextAction:
    if now.begins and now.begins > now.today:
        return NextAction("later", until=now.begins)
    if now.missing and now.on_arrival == "0":
        return NextAction("arriving")
    if now.missing and now.slow:
        return NextAction("plan", amount=now.missing)
    return NextAction("nothing")


def _movable(now: Situation) -> Debt | None:
    """The debt whose window closes first, among those to which something can be moved."""
    open_ones = [each for each in now.debts if each.until and each.until >= now.today and each.movable]
    return min(open_ones, key=lambda each: (each.until or date.max, each.period), default=None)


def _move(code: Code, debt: Debt) -> NextAction:
    return NextAction(code, str(debt.period), until=debt.until, amount=debt.missing)
