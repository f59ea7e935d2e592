"""What a triennio took from others and gave to them: the fold, told in lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import italian, shown
from triennio.rules.book import Book
from triennio.rules.ecm.fold import Career, Period


def carried(period: Period, found: Career, book: Book, auto: int) -> list[dict[str, Any]]:
    """Each line: `direction` (`took`, `gave`), the other triennio, credits, rule, one sentence in Italian."""
    return [
        *_reductions_taken(period),
        *_reductions_given(period, found),
        *_moves(period, found),
        *_auto(period, auto),
    ]


def _line(direction: str, other: Triennio, credits: int, rule: str, reason: str) -> dict[str, Any]:
    return {
        "direction": direction,
        "other": str(other),
        "credits": shown(credits),
        "rule": rule,
        "reason": reason,
    }


def _previous_reduction(period: Period) -> int:
    return period.units("reduction_previous") - period.units("reduction_previous_lost")


def _reductions_taken(period: Period) -> Iterator[dict[str, Any]]:
    before = period.triennio.previous
    less = _previous_reduction(period)
    if less:
        rule = period.params.origin["previous_table"].rule
        earned = italian(period.units("previous_credits"))
        reason = f"I {earned} crediti del {before} tolgono {italian(less)} all'obbligo."
        yield _line("took", before, less, rule, reason)
    if period.units("dossier_done"):
        less = period.units("dossier_done")
        yield _line(
            "took",
            before,
            less,
            "DOS-DONE",
            f"Il dossier realizzato nel {before} toglie {italian(less)} all'obbligo.",
        )


def _reductions_given(period: Period, found: Career) -> Iterator[dict[str, Any]]:
    after = found.periods.get(period.triennio.next)
    if after is None:
        return
    for line in _reductions_taken(after):
        reason = line["reason"].replace("all'obbligo", f"all'obbligo del {after.triennio}")
        yield {**line, "direction": "gave", "other": str(after.triennio), "reason": reason}


def _moves(period: Period, found: Career) -> Iterator[dict[str, Any]]:
    for row, placed in enumerate(period.placed):
        amount = period.frame.rows["recorded"][row]
        if placed.moved_in:
            reason = f"Il credito {placed.credit.id} arriva dal {period.triennio.next}."
            yield _line("took", period.triennio.next, amount, "REC-1", reason)
        if placed.moved_out:
            reason = f"Il credito {placed.credit.id} è andato al {period.triennio.previous}."
            yield _line("gave", period.triennio.previous, amount, "REC-2", reason)


def _auto(period: Period, auto: int) -> Iterator[dict[str, Any]]:
    if not auto:
        return
    if period.triennio == Triennio(2014):
        yield _line("took", Triennio(2017), auto, "REC-5", "L'eccedenza del 2017-2019 copre il debito.")
    if period.triennio == Triennio(2017):
        yield _line("gave", Triennio(2014), auto, "REC-5", "L'eccedenza copre il debito del 2014-2016.")
