"""The one door: an answer of the engine with its case in, every picture of the position out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.credits import CreditRow, credit_rows
from triennio.pictures.domain.deadlines import Deadline, deadlines, in_order
from triennio.pictures.domain.facts import absences, days_of, duty_start, kinds_of, void_days
from triennio.pictures.domain.insurance import Insurance, insurance
from triennio.pictures.domain.limits import Limit, limits
from triennio.pictures.domain.pace import Pace, Step, pace
from triennio.pictures.domain.shares import Shares, shares
from triennio.pictures.domain.timeline import Timeline, timeline
from triennio.pictures.domain.trienni import Map, trienni_map
from triennio.pictures.domain.verdict import Verdict, verdict
from triennio.pictures.domain.waterfall import Waterfall, waterfall
from triennio.pictures.domain.years import Year, bands
from triennio.rules.book import Book


@dataclass(frozen=True, slots=True)
class Beside:
    """What the case does not hold and a page may know.

    `names`: id of a credit → title of its event. `absences`: id of an absence → its words, only on the page of the
    person it concerns. `deadlines`: terms of requests. `booked`, `planned`: (day, credits) still to come.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    absences: Mapping[str, str] = field(default_factory=dict)
    deadlines: Sequence[Deadline] = ()
    booked: Sequence[Step] = ()
    planned: Sequence[Step] = ()


@dataclass(frozen=True, slots=True)
class PositionPictures:
    """The pictures of one triennio of a position. What is None has nothing to show, and its template says nothing."""

    period: str
    as_of: date
    verdict: Verdict
    waterfall: Waterfall | None
    shares: Shares | None
    limits: Sequence[Limit]
    years: Sequence[Year]
    credits: Sequence[CreditRow]
    timeline: Timeline
    map: Map | None
    pace: Pace | None
    insurance: Insurance | None


def verdict_of(answer: Mapping[str, Any], facts: Mapping[str, Any], today: date, period: Triennio) -> Verdict:
    """Only the verdict of `build`, for lists of many people."""
    found = next((t for t in answer["trienni"] if t["triennio"] == str(period)), None)
    return verdict(found, period, today, duty_start(facts, period))


def build(
    answer: Mapping[str, Any],
    facts: Mapping[str, Any],
    book: Book,
    today: date,
    period: Triennio | None = None,
    beside: Beside | None = None,
) -> PositionPictures:
    """`answer` is what `rules.families.position(facts)` gave for the case `facts` on the day `today`.

    `period`: the triennio to look at, today's when None.
    """
    period = period or Triennio.of(today)
    beside = beside or Beside()
    found = next((t for t in answer["trienni"] if t["triennio"] == str(period)), None)
    start = duty_start(facts, period)
    said_verdict = verdict(found, period, today, start)
    shown = found if found and said_verdict.code != "not_bound" else None
    held = facts.get("credits", ())
    by_kind = shares(shown, kinds_of(held)) if shown else None
    rows = credit_rows(found, kinds_of(held), days_of(held), beside.names) if found else []
    voids = void_days(facts, book, period.end)
    return PositionPictures(
        period=str(period),
        as_of=date.fromisoformat(answer["as_of"]),
        verdict=said_verdict,
        waterfall=waterfall(shown) if shown else None,
        shares=by_kind,
        limits=limits(shown, by_kind.scale) if shown and by_kind and Decimal(shown["obligation"]) else [],
        years=bands(shown) if shown else [],
        credits=rows,
        timeline=timeline(
            period,
            today,
            rows,
            absences(facts),
            voids,
            in_order([*deadlines(answer, facts, book, period), *beside.deadlines]),
            beside.absences,
        ),
        map=trienni_map(answer, book, period),
        pace=pace(shown, period, today, rows, start, voids, beside.booked, beside.planned) if shown else None,
        insurance=insurance(answer),
    )
