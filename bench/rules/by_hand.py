"""The same rules of 2020-22 written by hand for one person at a time: dataclasses and a loop, no engine, no trace.

Written as one would write it once for one triennio: amounts stand in the code, in units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bench.rules.problem import ABSENCE, CREDIT, OUTPUTS, PERSON, Problem
from triennio.rules.ecm.columns import Family, Kind

CREDITS = 16_200
STANDARD = 150 * CREDITS
TEACHING = (Family.TEACHING, Family.OTHER_ROLE)


@dataclass(slots=True)
class Absence:
    year: int
    sixths: int
    course_hours: int
    mission_months: int
    decided: int
    blocks: int
    whole_year: int


@dataclass(slots=True)
class Participation:
    kind: int
    family: int
    is_learner: int
    recruited: int
    acquired_day: int
    stated: int
    decided_credits: int
    hours: int
    months: int
    indexed: int
    position: int
    leef: int
    listed_country: int
    distance: int
    out: int


@dataclass(slots=True)
class Professional:
    profession: int
    years_due: int
    previous_credits: int
    closed_previous_late: int
    vaccine_credits: int
    dossier_individual: int
    dossier_group: int
    dossier_done_individual: int
    dossier_done_group: int
    known_total: int
    total_only: int
    due: list[int]
    absences: list[Absence] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)


def share(amount: int, numerator: int, denominator: int) -> int:
    """Half up to a unit."""
    return (2 * amount * numerator + denominator) // (2 * denominator)


def people_of(problem: Problem) -> list[Professional]:
    """The problem as objects; not measured."""
    person = list(zip(*(problem.person[name].tolist() for name in PERSON), strict=True))
    absence = list(
        zip(problem.absence_year.tolist(), *(problem.absence[n].tolist() for n in ABSENCE), strict=True)
    )
    credit = list(zip(*(problem.credit[name].tolist() for name in CREDIT), strict=True))
    due, away, rows = problem.due.tolist(), problem.absence_offsets.tolist(), problem.offsets.tolist()
    return [
        Professional(
            *person[n],
            due[n],
            [Absence(*values) for values in absence[away[n] : away[n + 1]]],
            [Participation(*values) for values in credit[rows[n] : rows[n + 1]]],
        )
        for n in range(problem.people)
    ]


def fixed_reductions(who: Professional) -> int:
    """By the credits of the triennio before, dossiers, vaccines."""
    less = 0
    if who.previous_credits >= 121 * CREDITS:
        less = 30 * CREDITS
    elif who.previous_credits >= 80 * CREDITS:
        less = 15 * CREDITS
    if who.closed_previous_late:
        less = 0
    if who.dossier_individual or who.dossier_group:
        less += 30 * CREDITS
    if who.dossier_done_individual or who.dossier_done_group:
        less += 20 * CREDITS
    return less + min(who.vaccine_credits, 10 * CREDITS)


def absences(who: Professional, third: int) -> int:
    """At most a third a year."""
    wanted = [0, 0, 0]
    for absence in who.absences:
        relief = share(third * absence.sixths, 1, 2)
        relief += absence.course_hours * CREDITS // 3 + absence.mission_months * 4 * CREDITS + absence.decided
        relief += third if absence.whole_year else absence.blocks * 2 * CREDITS
        wanted[absence.year] += relief
    return sum(min(value, third) for value, due in zip(wanted, who.due, strict=True) if due)


def obligation(who: Professional) -> int:
    """What is owed."""
    fixed = fixed_reductions(who)
    if who.years_due == 3:
        third = share(max(STANDARD - fixed, 0), 1, 3)
        left = max(max(STANDARD - fixed, 0) - absences(who, third), 0)
    else:
        away = absences(who, STANDARD // 3)
        left = max(share(max(STANDARD - away, 0), who.years_due, 3) - fixed, 0)
    return left - share(left, 1, 3)


def recorded(row: Participation) -> int:
    """Individual training, in the measures in force since 2019."""
    if row.kind == Kind.EVENT:
        return min(row.stated, 50 * CREDITS)
    if row.decided_credits >= 0:
        return row.decided_credits
    hours = max(row.hours, 0)
    if row.kind == Kind.PUBLICATION:
        return (3 * CREDITS if row.position in (0, 1) else CREDITS) if row.indexed else 0
    if row.kind == Kind.TRIAL:
        if row.months <= 0:
            return 0
        return (2 if row.months <= 6 else 4 if row.months <= 12 else 8) * CREDITS
    if row.kind == Kind.TUTORING:
        return hours // 15 * CREDITS
    if row.kind == Kind.SELF_TRAINING:
        return hours * CREDITS
    if row.leef:
        return min(row.stated if row.stated >= 0 else hours * CREDITS, 50 * CREDITS)
    if not row.listed_country or row.distance:
        return 0
    known = row.hours * CREDITS if row.hours >= 0 else row.stated
    return min(share(max(known, 0), 50, 100), 25 * CREDITS)


def recognised(who: Professional, owed: int) -> tuple[int, int]:
    """(all, as a learner) within the caps, filled in order of acquisition."""
    by_self, recruited = share(owed, 1, 5), share(owed, 1, 3)
    learner = other = 0
    for row in who.participations:
        if row.out:
            continue
        amount = recorded(row)
        if row.family == Family.SELF_TRAINING:
            amount = min(amount, by_self)
            by_self -= amount
        elif row.recruited:
            amount = min(amount, recruited)
            recruited -= amount
        if row.is_learner:
            learner += amount
        else:
            other += amount
    return learner + min(other, share(owed, 3, 5)) + who.known_total, learner + who.known_total


def position(who: Professional) -> tuple[int, ...]:
    """The six answers, in the order of OUTPUTS."""
    owed = obligation(who)
    total, learner = recognised(who, owed)
    short = 0 if who.total_only else max(share(owed, 40, 100) - learner, 0)
    missing = max(owed - total, 0, short)
    return owed, learner, total, missing, max(total - owed, 0), int(missing == 0)


def many(people: list[Professional]) -> dict[str, Any]:
    """Everybody, one after the other."""
    found = [position(who) for who in people]
    return dict(zip(OUTPUTS, zip(*found, strict=True), strict=True))
