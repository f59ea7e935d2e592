"""One triennio of many people as columns, facts already normalised: what every contestant is given.

Amounts are engine units, days day numbers, flags 0/1, −1 where a number is not given, as in the columns of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from triennio.kernel.triennio import Triennio

TRIENNIO = Triennio(2020)
YEARS = (2020, 2021, 2022)
OUTPUTS = ("obligation", "learner", "recognised", "missing", "surplus", "certifiable")

PERSON = {
    "profession": np.int8,
    "years_due": np.int8,
    "previous_credits": np.int32,
    "closed_previous_late": np.int8,
    "vaccine_credits": np.int32,
    "dossier_individual": np.int8,
    "dossier_group": np.int8,
    "dossier_done_individual": np.int8,
    "dossier_done_group": np.int8,
    "known_total": np.int32,
    "total_only": np.int8,
}
"""What this triennio reads of a person; earthquakes, floods and premiums belong to others."""

ABSENCE = {
    "sixths": np.int8,
    "course_hours": np.int32,
    "mission_months": np.int8,
    "decided": np.int32,
    "blocks": np.int16,
    "whole_year": np.int8,
}
CREDIT = {
    "kind": np.int8,
    "family": np.int8,
    "is_learner": np.int8,
    "recruited": np.int8,
    "acquired_day": np.int32,
    "stated": np.int32,
    "decided_credits": np.int32,
    "hours": np.int32,
    "months": np.int16,
    "indexed": np.int8,
    "position": np.int8,
    "leef": np.int8,
    "listed_country": np.int8,
    "distance": np.int8,
    "out": np.int8,
}
"""`out`: not admitted, or another edition or role was chosen. Decided when facts are normalised, for everybody."""


class Unequal(Exception):
    """Two contestants disagree: then no time means anything."""


@dataclass(slots=True)
class Problem:
    """`due` is people × 3. Absences and credits are rows grouped by person; `year` is 0, 1, 2. `truth`: the answers."""

    people: int
    person: dict[str, Any] = field(default_factory=dict)
    due: Any = None
    absence_offsets: Any = None
    absence_year: Any = None
    absence: dict[str, Any] = field(default_factory=dict)
    offsets: Any = None
    credit: dict[str, Any] = field(default_factory=dict)
    truth: dict[str, Any] = field(default_factory=dict)

    @property
    def credits(self) -> int:
        return int(self.offsets[-1])

    def part(self, first: int, last: int) -> Problem:
        """Some of the people, in views."""
        rows = slice(int(self.offsets[first]), int(self.offsets[last]))
        away = slice(int(self.absence_offsets[first]), int(self.absence_offsets[last]))
        return Problem(
            last - first,
            {name: column[first:last] for name, column in self.person.items()},
            self.due[first:last],
            self.absence_offsets[first : last + 1] - away.start,
            self.absence_year[away],
            {name: column[away] for name, column in self.absence.items()},
            self.offsets[first : last + 1] - rows.start,
            {name: column[rows] for name, column in self.credit.items()},
            {name: column[first:last] for name, column in self.truth.items()},
        )

    def repeated(self, people: int) -> Problem:
        """So many people: the same ones again and again."""
        times = -(-people // self.people)

        def again(column: Any) -> Any:
            return np.concatenate([column] * times)

        def offsets(column: Any) -> Any:
            return np.concatenate(([0], np.cumsum(again(np.diff(column))))).astype(np.int64)

        whole = Problem(
            self.people * times,
            {name: again(column) for name, column in self.person.items()},
            again(self.due),
            offsets(self.absence_offsets),
            again(self.absence_year),
            {name: again(column) for name, column in self.absence.items()},
            offsets(self.offsets),
            {name: again(column) for name, column in self.credit.items()},
            {name: again(column) for name, column in self.truth.items()},
        )
        return whole if whole.people == people else whole.part(0, people)


GROUPS = ("person", "absence", "credit", "truth")
SINGLE = ("due", "absence_offsets", "absence_year", "offsets")


def save(problem: Problem, path: Path) -> None:
    """One uncompressed file of arrays."""
    arrays = {
        f"{group}.{name}": column for group in GROUPS for name, column in getattr(problem, group).items()
    }
    arrays |= {name: getattr(problem, name) for name in SINGLE}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **arrays)


def load(path: Path) -> Problem:
    """The problem of a file."""
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    problem = Problem(len(arrays["due"]), **{name: arrays[name] for name in SINGLE})
    for group in GROUPS:
        part = {n.split(".")[1]: column for n, column in arrays.items() if n.startswith(f"{group}.")}
        setattr(problem, group, part)
    return problem


def same(who: str, got: dict[str, Any], truth: dict[str, Any]) -> None:
    """Every number of every person, or Unequal with the first that differs."""
    for name in OUTPUTS:
        mine, wanted = np.asarray(got[name]).astype(np.int64), np.asarray(truth[name]).astype(np.int64)
        if mine.shape != wanted.shape:
            raise Unequal(f"{who}: {mine.size} answers for {wanted.size} people")
        wrong = np.flatnonzero(mine != wanted)
        if wrong.size:
            first = int(wrong[0])
            raise Unequal(
                f"{who}: {name} of person {first}: {mine[first]}, not {wanted[first]} ({wrong.size} differ)"
            )
