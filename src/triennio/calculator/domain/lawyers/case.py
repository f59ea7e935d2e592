"""A lawyer's answers, and the case that the engine reads. Pure: the day is an argument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from triennio.calculator.domain.lawyers.periods import Years, judged_on

NOTHING = Decimal(0)
SUBJECTS: Final = ("ordinary", "compulsory", "deontology")
LAST_WITH_LIMIT: Final = 2019  # up to here credits at a distance have a limit (AVV-FAD)


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits of one year by subject; `distance` is a part of their sum."""

    ordinary: Decimal = NOTHING
    compulsory: Decimal = NOTHING
    deontology: Decimal = NOTHING
    distance: Decimal = NOTHING

    @property
    def total(self) -> Decimal:
        return self.ordinary + self.compulsory + self.deontology


@dataclass(frozen=True, slots=True)
class Answers:
    """`away` is an exemption or a waiver of which no reason was told."""

    years: Years
    enrolled: int
    born: int | None = None
    away: tuple[date, date] | None = None
    credits: Mapping[int, Credits] = field(default_factory=dict)


def build(answers: Answers, today: date, *, as_of: date | None = None) -> dict[str, Any]:
    """The case of a lawyer of whom only the answers are known; as of the end of the years asked about, or of a day."""
    day = as_of or judged_on(answers.years, today)
    person: dict[str, Any] = {
        "id": "io",
        "family": "lawyers",
        "register": [{"act": "enrolment", "date": date(answers.enrolled, 1, 1).isoformat()}],
    }
    if answers.born is not None:
        person["born"] = date(answers.born, 1, 1).isoformat()
    return {
        "as_of": day.isoformat(),
        "person": person,
        "exemptions": _away(answers),
        "credits": [item for year in answers.years.numbers for item in _credits(answers, year, day)],
    }


def _away(answers: Answers) -> list[dict[str, str]]:
    if answers.away is None:
        return []
    first, last = answers.away
    return [{"id": "away", "kind": "other", "from": first.isoformat(), "to": last.isoformat()}]


def _credits(answers: Answers, year: int, day: date) -> Iterator[dict[str, str]]:
    """Two credits a subject at most: at a distance and not. What is at a distance is taken as ordinary first."""
    given = answers.credits.get(year, Credits())
    left = given.distance if year <= LAST_WITH_LIMIT else NOTHING
    acquired = min(date(year, 12, 31), day).isoformat()
    for subject in SUBJECTS:
        amount: Decimal = getattr(given, subject)
        distant = min(left, amount)
        left -= distant
        for mode, part in (("in_person", amount - distant), ("deferred", distant)):
            if part:
                name = f"{year}-{subject}-{mode}"
                yield {
                    "id": name,
                    "subject": subject,
                    "mode": mode,
                    "acquired": acquired,
                    "credits": f"{part:.2f}",
                }
