"""From the standard amount to the person's own: one row a step, each with its bar and its explanation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from triennio.pictures.domain.numbers import percent, said

ABSENCES = ("EXO-", "EXE-")


@dataclass(frozen=True, slots=True)
class Row:
    """One step. `kept` is the bar that stays, `cut_from` and `cut` the bar that goes (or comes, if
    `adds`).
    """

    rule: str
    label: str
    base: str
    amount: str
    result: str
    source: str
    confidence: str
    note: str | None
    kept: str
    cut_from: str
    cut: str
    adds: bool
    away: int | None


@dataclass(frozen=True, slots=True)
class Waterfall:
    standard: str
    standard_rule: str
    standard_source: str
    standard_bar: str
    rows: Sequence[Row]
    obligation: str
    obligation_bar: str


def waterfall(triennio: Mapping[str, Any], unsaid: Collection[int] = ()) -> Waterfall:
    """`unsaid` are the years away of which no reason was told."""
    standard, obligation = Decimal(triennio["standard"]), Decimal(triennio["obligation"])
    steps = triennio["steps"]
    scale = max([standard, obligation, *(Decimal(step["result"]) for step in steps)])
    return Waterfall(
        standard=said(standard),
        standard_rule=triennio.get("standard_rule", "OBL-1"),
        standard_source=triennio.get("standard_source") or "",
        standard_bar=percent(standard, scale),
        rows=[_row(step, scale, unsaid) for step in steps],
        obligation=said(obligation),
        obligation_bar=percent(obligation, scale),
    )


def _row(step: Mapping[str, Any], scale: Decimal, unsaid: Collection[int]) -> Row:
    amount, result = Decimal(step["amount"]), Decimal(step["result"])
    low = min(result, result - amount)
    return Row(
        rule=step["rule"],
        label=step["label"],
        base=said(step["base"]),
        amount=said(amount),
        result=said(result),
        source=step["source"],
        confidence=step.get("confidence") or "",
        note=step.get("note"),
        kept=percent(low, scale),
        cut_from=percent(low, scale),
        cut=percent(abs(amount), scale),
        adds=amount > 0,
        away=_year_away(step, unsaid),
    )


def _year_away(step: Mapping[str, Any], unsaid: Collection[int]) -> int | None:
    """The engine's labels of absences end with their year and name nothing else."""
    if not step["rule"].startswith(ABSENCES):
        return None
    year = step["label"].rpartition(" ")[2]
    return int(year) if year.isdecimal() and int(year) in unsaid else None
