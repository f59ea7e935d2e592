"""The engine's answer as the page shows it. Everything is computed here; templates only place it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from triennio.calculator.domain.absences import unsaid_years
from triennio.calculator.domain.answers import Answers
from triennio.calculator.domain.case import duty_from
from triennio.calculator.domain.credits import kinds_of
from triennio.calculator.domain.notices import Notice, notices
from triennio.calculator.domain.periods import as_of
from triennio.pictures.domain.limits import Limit, limits
from triennio.pictures.domain.shares import Shares, shares
from triennio.pictures.domain.verdict import Verdict, verdict
from triennio.pictures.domain.waterfall import Waterfall, waterfall
from triennio.pictures.domain.years import Year, bands

OPTIONAL = ("RAD-1",)  # the question on radiation protection may be left empty


@dataclass(frozen=True, slots=True)
class Result:
    """The pictures are None when the duty had not begun: there is nothing to draw."""

    period: str
    as_of: date
    verdict: Verdict
    waterfall: Waterfall | None
    shares: Shares | None
    limits: Sequence[Limit]
    years: Sequence[Year]
    notices: Sequence[Notice]

    @property
    def rules(self) -> set[str]:
        """Every rule the page names."""
        found = {limit.rule for limit in self.limits}
        found |= {notice.rule for notice in self.notices if notice.rule}
        if self.waterfall:
            found |= {row.rule for row in self.waterfall.rows} | {self.waterfall.standard_rule}
        if self.shares:
            found |= {cut.rule for share in self.shares.rows for cut in share.cuts if cut.rule}
        return found


def result(output: Mapping[str, Any], answers: Answers, today: date, disputed: Container[str] = ()) -> Result:
    """`output` is the engine's answer to the case of `answers` built for `today`."""
    period = answers.triennio
    found = next((t for t in output["trienni"] if t["triennio"] == str(period)), None)
    said_verdict = verdict(found, period, today, duty_from(answers))
    shown = found if found and said_verdict.code != "not_bound" else None
    by_kind = shares(shown, kinds_of(shown)) if shown else None
    return Result(
        period=str(period),
        as_of=as_of(period, today),
        verdict=said_verdict,
        waterfall=waterfall(shown, unsaid_years(period, answers.absences)) if shown else None,
        shares=by_kind,
        limits=limits(shown, by_kind.scale, OPTIONAL)
        if shown and by_kind and Decimal(shown["obligation"])
        else [],
        years=bands(shown) if shown else [],
        notices=notices(output, shown, answers, disputed),
    )
