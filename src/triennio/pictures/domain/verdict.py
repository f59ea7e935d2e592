"""The one sentence of the page, as a code and its numbers; the words are in the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any, Literal

from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.numbers import said

LEARNER_QUOTA = "CAP-1"
Code = Literal["not_bound", "nothing_owed", "missing", "missing_learner", "reached"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`missing_learner`: the total is there, the part that must be earned as a learner is not."""

    code: Code
    period: str
    ended: bool
    deadline: date
    duty_from: date
    obligation: str
    recognised: str
    missing: str
    surplus: str
    as_learner: str
    """How much of what is missing must be earned as a learner; empty when nothing."""
    per_month: str
    """What is missing, spread over the months left, one decimal; empty once the period is over."""

    @property
    def good(self) -> bool:
        return self.code not in ("missing", "missing_learner")

    @property
    def begins_later(self) -> bool:
        """The duty had not begun when the period did: who is not bound may still become so."""
        return self.duty_from > date(self.deadline.year - 2, 1, 1)

    @property
    def one(self) -> bool:
        """Exactly one credit is missing: the verb is singular."""
        return self.missing == "1"

    @property
    def has_surplus(self) -> bool:
        return self.surplus != "0"


def verdict(triennio: Mapping[str, Any] | None, period: Triennio, today: date, duty_from: date) -> Verdict:
    """`triennio` is None when the engine does not list the period: the duty had not begun."""
    position = triennio or {}
    amounts = {
        name: Decimal(position.get(name, 0)) for name in ("obligation", "recognised", "missing", "surplus")
    }
    return Verdict(
        code=_code(position, amounts),
        period=str(period),
        ended=today > period.end,
        deadline=period.end,
        duty_from=duty_from,
        as_learner=_as_learner(position),
        per_month=_per_month(amounts["missing"], today, period),
        **{name: said(amount) for name, amount in amounts.items()},
    )


def _code(position: Mapping[str, Any], amounts: Mapping[str, Decimal]) -> Code:
    if not position or position["years_due"] == 0:
        return "not_bound"
    if amounts["missing"] > 0:
        return "missing" if amounts["recognised"] < amounts["obligation"] else "missing_learner"
    return "nothing_owed" if amounts["obligation"] == 0 else "reached"


def _as_learner(position: Mapping[str, Any]) -> str:
    for quota in position.get("quotas", ()):
        if quota["rule"] == LEARNER_QUOTA and not quota["met"]:
            return said(Decimal(quota["minimum"]) - Decimal(quota["reached"]))
    return ""


def _per_month(missing: Decimal, today: date, period: Triennio) -> str:
    if today > period.end or missing <= 0:
        return ""
    months = (period.last - today.year) * 12 + 13 - today.month
    pace = (missing / months).quantize(Decimal("0.1"), rounding=ROUND_CEILING)
    return said(f"{pace:.2f}")
