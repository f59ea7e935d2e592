"""The credits of a period one by one, each with its verdict and the sentence that explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from triennio.pictures.domain.numbers import percent, said

VerdictCode = Literal["counts", "partly", "does_not_count"]


@dataclass(frozen=True, slots=True)
class CreditRow:
    """`width` is what was recorded on the scale of the largest credit, `counted_width` the part that counts;
    the `exact_*` amounts are for the pictures that add them up.

    `day` is None and `kind` empty for a credit that the case does not hold (a correction of the register).
    """

    id: str
    name: str
    kind: str
    day: date | None
    recorded: str
    counted: str
    lost: str
    verdict: VerdictCode
    rule: str
    reason: str
    width: str
    counted_width: str
    exact_recorded: Decimal
    exact_counted: Decimal


def credit_rows(
    triennio: Mapping[str, Any],
    kinds: Mapping[str, str],
    days: Mapping[str, date],
    names: Mapping[str, str],
) -> Sequence[CreditRow]:
    """Newest first. `names`: id of a credit → title of its event, where the page knows one."""
    listed = triennio["credits"]
    scale = max((Decimal(credit["recorded"]) for credit in listed), default=Decimal(0))
    rows = [_row(credit, scale, kinds, days, names) for credit in listed]
    return sorted(rows, key=lambda row: (row.day or date.min, row.id), reverse=True)


def _row(
    credit: Mapping[str, Any],
    scale: Decimal,
    kinds: Mapping[str, str],
    days: Mapping[str, date],
    names: Mapping[str, str],
) -> CreditRow:
    recorded, counted = Decimal(credit["recorded"]), Decimal(credit["counted"])
    return CreditRow(
        id=credit["id"],
        name=names.get(credit["id"], ""),
        kind=kinds.get(credit["id"], ""),
        day=days.get(credit["id"]),
        recorded=said(recorded),
        counted=said(counted),
        lost=said(recorded - counted),
        verdict=credit["verdict"],
        rule=credit["rule"] or "",
        reason=credit["reason"] or "",
        width=percent(recorded, scale),
        counted_width=percent(counted, scale),
        exact_recorded=recorded,
        exact_counted=counted,
    )
