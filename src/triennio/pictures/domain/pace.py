"""The pace of a triennio: what was acquired month by month against what was due, and where that leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any, Final, Literal

from triennio.kernel.intervals import Days, add_months, minus, total_days
from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.credits import CreditRow
from triennio.pictures.domain.frame import ONE_DAY, Frame, Tick
from triennio.pictures.domain.numbers import said

LEAST_DAYS: Final = 60  # with fewer days behind, a pace is a guess
PLOT: Final = 160  # height of the drawing in pixels

Code = Literal["reached", "learner", "arrives", "falls_short"]
LineKind = Literal["now", "booked", "plan"]
Step = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Line:
    """One forecast. `points` are for a drawing of 100 by 100; `day` is the arrival, None when there is none."""

    kind: LineKind
    code: Code
    points: str
    day: date | None
    total: str
    end_y: str


@dataclass(frozen=True, slots=True)
class Month:
    """The end of a month: what would have been due, what was acquired (empty for months to come)."""

    end: date
    required: str
    acquired: str
    running: bool


@dataclass(frozen=True, slots=True)
class Pace:
    """`required` and `acquired` are points for a drawing of 100 by 100, with the ground at 100."""

    period: str
    obligation: str
    recognised: str
    ticks: Sequence[Tick]
    required: str
    acquired: str
    lines: Sequence[Line]
    months: Sequence[Month]
    today: date
    today_x: str
    today_y: str
    obligation_y: str
    as_learner: str
    height: int = PLOT

    @property
    def now(self) -> Line:
        return self.lines[0]


def pace(
    triennio: Mapping[str, Any],
    period: Triennio,
    today: date,
    credits: Sequence[CreditRow],
    start: date,
    voids: Iterable[Days] = (),
    booked: Sequence[Step] = (),
    planned: Sequence[Step] = (),
) -> Pace | None:
    """None where there is nothing to foresee: period over, nothing due, fewer than `LEAST_DAYS` days behind.

    `start` is the first day of the duty. Days whose credits do not count are left out, behind and ahead. `booked` and
    `planned` are (day, credits) taken to count in full: the page says so.
    """
    frame, obligation = Frame.of(period), Decimal(triennio["obligation"])
    empty = list(voids)
    behind = total_days(minus([(start, today)], empty)) if start <= today else 0
    if today not in frame or today == period.end or not obligation or behind < LEAST_DAYS:
        return None
    have = Decimal(triennio["recognised"])
    steps = _acquired(credits, max(start, frame.start), today)
    ahead = minus([(today + ONE_DAY, period.end)], empty)
    more = _later(booked, today, period.end)
    lines = [(_now(have, behind, ahead, obligation, triennio), "now")]
    if more:
        lines.append((_stairs(have, more, obligation, triennio), "booked"))
    if plan := _later(planned, today, period.end):
        lines.append((_stairs(have, sorted([*more, *plan]), obligation, triennio), "plan"))
    scale = max([obligation, have, *(way.total for way, _ in lines)]) * Decimal("1.05")
    drawing = _Drawing(frame, scale)
    return Pace(
        period=str(period),
        obligation=said(obligation),
        recognised=said(have),
        ticks=frame.ticks(),
        required=drawing.points([(start, Decimal(0)), (period.end + ONE_DAY, obligation)]),
        acquired=drawing.points(_as_stairs(steps, start, today, have)),
        lines=[_line(way, kind, drawing, today, have, period.end) for way, kind in lines],
        months=list(_months(period, start, today, steps, obligation)),
        today=today,
        today_x=frame.x(today),
        today_y=drawing.pixel(have),
        obligation_y=drawing.pixel(obligation),
        as_learner=_as_learner(triennio),
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """A forecast before it is drawn: (day, total) after today, with the day of arrival."""

    code: Code
    steps: Sequence[Step]
    total: Decimal
    day: date | None
    stairs: bool


@dataclass(frozen=True, slots=True)
class _Drawing:
    frame: Frame
    scale: Decimal

    def points(self, steps: Iterable[Step]) -> str:
        places = ((self.frame.part(day), self._high(amount)) for day, amount in steps)
        return " ".join(f"{(x * 100).quantize(Decimal('0.01'))},{y}" for x, y in places)

    def pixel(self, amount: Decimal) -> str:
        return str((self._high(amount) * PLOT / 100).quantize(Decimal("0.1")))

    def _high(self, amount: Decimal) -> Decimal:
        share = min(max(amount / self.scale, Decimal(0)), Decimal(1))
        return (100 - share * 100).quantize(Decimal("0.01"))


def _acquired(credits: Sequence[CreditRow], start: date, today: date) -> list[Step]:
    """Counted credits by day; one that was moved here from another period stands on the first or the last day."""
    days = [(min(max(row.day, start), today), row.exact_counted) for row in credits if row.day]
    return sorted(step for step in days if step[1])


def _later(steps: Sequence[Step], today: date, end: date) -> list[Step]:
    return sorted(step for step in steps if today < step[0] <= end)


def _code(have: Decimal, obligation: Decimal, triennio: Mapping[str, Any], *, arrives: bool) -> Code:
    if have >= obligation:
        return "learner" if Decimal(triennio["missing"]) > 0 else "reached"
    return "arrives" if arrives else "falls_short"


def _now(
    have: Decimal, behind: int, ahead: Sequence[Days], obligation: Decimal, triennio: Mapping[str, Any]
) -> _Way:
    """As many credits a day as so far."""
    total = (have + have * total_days(ahead) / behind).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    day = _arrival(have, behind, ahead, obligation) if have < obligation else None
    code = _code(have, obligation, triennio, arrives=day is not None)
    if day:  # beyond the obligation nothing is foreseen: who has arrived may stop
        slope = _slope(have, behind, minus(ahead, [(day, date.max)]))
        return _Way(code, [*slope, (day + ONE_DAY, obligation)], obligation, day, stairs=False)
    if have >= obligation:
        return _Way(code, [], have, None, stairs=False)
    return _Way(code, _slope(have, behind, ahead), total, None, stairs=False)


def _slope(have: Decimal, behind: int, ahead: Sequence[Days]) -> list[Step]:
    """Corners of the line: level through days that do not count, rising through the others."""
    at, corners = have, list[Step]()
    for first, last in ahead:
        corners.append((first, at))
        at += have * total_days([(first, last)]) / behind
        corners.append((last + ONE_DAY, at))
    return corners


def _arrival(have: Decimal, behind: int, ahead: Sequence[Days], obligation: Decimal) -> date | None:
    """The first day by whose end the obligation is met at this pace; days that do not count bring nothing."""
    if not have:
        return None
    left = (obligation - have) * behind / have  # days, with a fraction
    for first, last in ahead:
        stretch = total_days([(first, last)])
        if left <= stretch:
            whole = int(left.to_integral_value(rounding="ROUND_CEILING"))
            return first + timedelta(days=max(whole, 1) - 1)
        left -= stretch
    return None


def _stairs(have: Decimal, steps: Sequence[Step], obligation: Decimal, triennio: Mapping[str, Any]) -> _Way:
    """Only what is booked or planned, each on its day."""
    at, corners, day = have, list[Step](), None
    for when, amount in steps:
        at += amount
        corners.append((when, at))
        if day is None and at >= obligation > have:
            day = when
    return _Way(_code(have, obligation, triennio, arrives=day is not None), corners, at, day, stairs=True)


def _line(way: _Way, kind: str, drawing: _Drawing, today: date, have: Decimal, end: date) -> Line:
    corners: list[Step] = [(today, have)]
    for day, total in way.steps:
        if way.stairs:
            corners.append((day, corners[-1][1]))
        corners.append((day, total))
    if way.stairs:
        corners.append((end + ONE_DAY, corners[-1][1]))
    name: LineKind = "now" if kind == "now" else "booked" if kind == "booked" else "plan"
    return Line(name, way.code, drawing.points(corners), way.day, _whole(way.total), drawing.pixel(way.total))


def _whole(amount: Decimal) -> str:
    """A forecast has no decimals: 112, never 112,47; rounded down, so that it promises nothing."""
    return said(str(amount.quantize(Decimal(1), rounding=ROUND_DOWN)))


def _as_stairs(steps: Sequence[Step], start: date, today: date, have: Decimal) -> Iterator[Step]:
    at = have - sum((amount for _, amount in steps), Decimal(0))  # what has no day was there from the start
    yield start, at
    for day, amount in steps:
        yield day, at
        at += amount
        yield day, at
    yield today, at


def _months(
    period: Triennio, start: date, today: date, steps: Sequence[Step], obligation: Decimal
) -> Iterator[Month]:
    """One row a month from the first of the duty; the month of today is told as it stands today."""
    whole = Decimal((period.end - start).days + 1)
    first = start.replace(day=1)
    while first <= period.end:
        end = add_months(first, 1) - ONE_DAY
        required = obligation * ((end - start).days + 1) / whole
        acquired = sum((amount for day, amount in steps if day <= end), Decimal(0))
        yield Month(
            end,
            said(f"{required:.2f}"),
            said(f"{acquired:.2f}") if first <= today else "",
            first <= today < end,
        )
        first = end + ONE_DAY


def _as_learner(triennio: Mapping[str, Any]) -> str:
    return said(triennio["missing"]) if Decimal(triennio["missing"]) > 0 else ""
