"""What would change if: a course, a dossier, a move, an absence, an individual credit. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from triennio.kernel.triennio import Triennio

Json = dict[str, Any]
NAME: Final = "prova"
"""Begins the ids of what is only tried; no code of the register looks like it."""
COURSE, INDIVIDUAL, ABSENCE = f"{NAME}-corso", f"{NAME}-individuale", f"{NAME}-assenza"


@dataclass(frozen=True, slots=True)
class Course:
    """A participation still to come, or not told. `credits` as the rules read them."""

    credits: str
    day: date
    role: str = "learner"
    format: str = ""
    recruited: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A dossier: its type, the day on which it is built, whether it is carried out."""

    type: str
    built: date
    realised: bool


@dataclass(frozen=True, slots=True)
class Moving:
    """A participation moved to an earlier triennio."""

    credit: str
    to: Triennio


@dataclass(frozen=True, slots=True)
class Away:
    """An absence: `group` is `exonerations` or `exemptions`, `kind` one of the rules' own."""

    group: str
    kind: str
    start: date
    end: date
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Individual:
    """An individual credit with the amount that would be recognised."""

    kind: str
    credits: str
    day: date


@dataclass(frozen=True, slots=True)
class Trial:
    """Everything to try together; what is None is not tried."""

    course: Course | None = None
    plan: Plan | None = None
    moving: Moving | None = None
    away: Away | None = None
    individual: Individual | None = None

    @property
    def empty(self) -> bool:
        return not (self.course or self.plan or self.moving or self.away or self.individual)

    def last_day(self, today: date) -> date:
        """The day on which all of it has happened: today, or the last day named."""
        days = [today]
        days += [self.course.day] if self.course else []
        days += [self.plan.built] if self.plan else []
        days += [self.away.end] if self.away else []
        days += [self.individual.day] if self.individual else []
        return max(days)


def tried(case: Mapping[str, Any], trial: Trial, today: date) -> tuple[Json, Json]:
    """The case as it is and as it would be, both on the day on which all that is tried has happened."""
    before: Json = {**case, "as_of": trial.last_day(today).isoformat()}
    after: Json = {
        **before,
        "credits": [*before["credits"], *_credits(trial)],
        "dossiers": [*before["dossiers"], *_dossiers(trial)],
        "moves": [*before["moves"], *_moves(trial, today)],
    }
    if trial.away:
        after[trial.away.group] = [*before[trial.away.group], _absence(trial.away)]
    return before, after


def _credits(trial: Trial) -> list[Json]:
    found: list[Json] = []
    if trial.course:
        row: Json = {
            "id": COURSE,
            "kind": "event",
            "role": trial.course.role,
            "credits": trial.course.credits,
            "acquired": trial.course.day.isoformat(),
            "recruited": trial.course.recruited,
        }
        found.append(row | ({"format": trial.course.format} if trial.course.format else {}))
    if trial.individual:
        own = trial.individual
        found.append(
            {
                "id": INDIVIDUAL,
                "kind": own.kind,
                "acquired": own.day.isoformat(),
                "recognised": own.credits,
            }
        )
    return found


def _dossiers(trial: Trial) -> list[Json]:
    plan = trial.plan
    if plan is None:
        return []
    return [{"type": plan.type, "built": plan.built.isoformat(), "realised": plan.realised}]


def _moves(trial: Trial, today: date) -> list[Json]:
    moving = trial.moving
    return [{"credit": moving.credit, "to": str(moving.to), "on": today.isoformat()}] if moving else []


def _absence(away: Away) -> Json:
    row: Json = {
        "id": ABSENCE,
        "kind": away.kind,
        "from": away.start.isoformat(),
        "to": away.end.isoformat(),
    }
    if away.group == "exonerations":
        row["filed"] = away.start.isoformat()
    return row | ({"hours": away.hours} if away.hours else {})
