"""The position before and after something that did not happen. Reads, computes, keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.pictures.domain import Beside, Pace, build, compare
from triennio.pictures.domain.comparison import Comparison
from triennio.platform.permissions import Actor, require
from triennio.registry.domain.whatif import Trial, tried
from triennio.registry.queries import moves
from triennio.registry.queries.case import case_of
from triennio.registry.queries.credit_rows import rows_of
from triennio.rules.book import load
from triennio.rules.families import position

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """A participation that could be moved: to which triennio, and how it is called."""

    code: str
    title: str
    acquired: date
    hundredths: int
    to: Triennio


@dataclass(frozen=True, slots=True)
class Tried:
    """`ignored` says what of the trial has no effect, and by which rule. `day` is the one both sides are judged on.
    `pace` foresees the triennio with what is planned; None where nothing lies ahead.
    """

    comparison: Comparison
    ignored: Sequence[Json]
    day: date
    pace: Pace | None


def choices(viewer: Actor, professional: Professional, today: date) -> list[Choice]:
    """What could be moved today. Raises OutOfSight for anybody else."""
    return [
        Choice(row.code, row.title, row.acquired, row.credits, route.to)
        for route in moves.board(viewer, professional, today).routes
        for row in route.movable
    ]


def whatif(
    viewer: Actor, professional: Professional, trial: Trial, today: date, names: Mapping[str, str]
) -> Tried:
    """Before and after. `names`: what the rows that are only tried are called. Raises OutOfSight for anybody else."""
    require(viewer, "position.see", scopes.of_professional(professional))
    case = case_of(professional, today).case
    before_case, after_case = tried(case, trial, today)
    before, after = position(before_case), position(after_case)
    titles = {code: row.title for code, row in rows_of(professional).items()} | dict(names)
    known = {(each["rule"], each["reason"]) for each in before["ignored"]}
    return Tried(
        comparison=compare(before, after, titles),
        ignored=[each for each in after["ignored"] if (each["rule"], each["reason"]) not in known],
        day=trial.last_day(today),
        pace=_pace(case, trial, today),
    )


def _pace(case: Json, trial: Trial, today: date) -> Pace | None:
    """The forecast of today with what is planned for the days to come, where that is enough to arrive: one course
    against a whole pace would look like going backwards.
    """
    ahead = [
        (each.day, Decimal(each.credits))
        for each in (trial.course, trial.individual)
        if each and each.day > today and each.day in Triennio.of(today)
    ]
    if not ahead:
        return None
    found = build(position(case), case, load("ecm"), today, beside=Beside(planned=ahead)).pace
    return found if found and found.lines[-1].code in ("arrives", "reached") else None
