"""Nested columns → the cases that the engine folds, person by person: the reference route."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import UNITS_PER_HUNDREDTH
from triennio.rules.ecm import facts as f
from triennio.rules.ecm.arrow.people import NO_DAY, People, Rows
from triennio.rules.ecm.arrow.words import WORDS, country_name, words_at
from triennio.rules.ecm.dossier import AREAS, Area
from triennio.rules.ecm.read import only_until

EPOCH = date(1970, 1, 1).toordinal()
HUNDREDTHS = 100
ID_DIGITS = 7
"""Credits are called by their number in the person's list: the order of (acquired, id) is the order of the list."""


def cases(people: People, choices: Mapping[str, str], as_of: date) -> Iterator[f.Case]:
    """The case of each person on a day, without what is later. The columns are checked (`checks.check`)."""
    made = _Made(people)
    for index in range(len(people)):
        yield only_until(made.case(index, choices, as_of))


def case_of(
    people: People, index: int, choices: Mapping[str, str], as_of: date, *, credits: bool = True
) -> f.Case:
    """The whole case of one person, with what is later than the day; without credits and moves when not asked."""
    return _Made(_only(people, index, credits)).case(0, choices, as_of)


def _only(people: People, index: int, credits: bool) -> People:
    """The columns of one person."""

    def part(rows: Rows, wanted: bool = True) -> Rows:
        start, end = int(rows.offsets[index]), int(rows.offsets[index + 1] if wanted else rows.offsets[index])
        columns = {name: values[start:end] for name, values in rows.columns.items() if name != "id"}
        return Rows(np.array([0, end - start], dtype=np.int64), columns)

    person = {name: values[index : index + 1] for name, values in people.columns.items()}
    lists = {
        name: part(rows, credits or name not in ("credits", "moves")) for name, rows in people.lists.items()
    }
    return People(people.keys.slice(index, 1), person, part(people.disciplines), lists)


def credit_name(place: int) -> str:
    """What a credit is called while it is computed."""
    return f"{place:0{ID_DIGITS}d}"


def _day(days: int) -> date:
    return date.fromordinal(EPOCH + days)


def _maybe_day(days: int) -> date | None:
    return None if days == NO_DAY else _day(days)


def _units(hundredths: int) -> int:
    return hundredths * UNITS_PER_HUNDREDTH if hundredths >= 0 else -1


def _maybe(number: int) -> int | None:
    return None if number < 0 else number


class _List:
    """The items of one table as Python values: one tuple an item, sliced by person."""

    def __init__(self, table: str, rows: Rows, names: tuple[str, ...]) -> None:
        self.offsets = rows.offsets.tolist()
        parts = [_values(table, name, rows.columns[name]) for name in names]
        self.items = list(zip(*parts, strict=True))

    def of(self, index: int) -> list[tuple[Any, ...]]:
        return self.items[self.offsets[index] : self.offsets[index + 1]]


def _values(table: str, name: str, column: Any) -> list[Any]:
    return words_at(f"{table}.{name}", column) if f"{table}.{name}" in WORDS else list(column.tolist())


_ABSENCE = ("place", "kind", "from", "to", "hours", "chosen_year", "filed", "credits")
_CREDIT = (
    "kind", "acquired", "credits", "recognised", "role", "event", "edition", "recruited", "objective", "format",
    "event_type", "host_event", "accredited", "indexed", "medium", "position", "months", "hours", "days", "leef",
    "country", "distance",
)  # fmt: skip
_AREAS = tuple(f"{area}_{what}" for area in AREAS for what in ("planned", "realised"))


class _Made:
    def __init__(self, people: People) -> None:
        lists = people.lists
        self.keys = people.keys.to_pylist()
        person = {**people.columns, "practice": words_at("persons.practice", people.columns["practice"])}
        names = ("profession", "practice", "born", "nhs_work")
        self.persons = list(zip(*(list(person[name]) for name in names), strict=True))
        self.disciplines = _List("persons", people.disciplines, ("code",))
        self.register = _List("register", lists["register"], ("act", "date"))
        fact = ("place", "kind", "triennio", "credits", "share", "from", "yearly_income")
        self.facts = _List("facts", lists["facts"], fact)
        dossier = ("place", "type", "built", "realised", "by_area", *_AREAS)
        self.dossiers = _List("dossiers", lists["dossiers"], dossier)
        self.exonerations = _List("exonerations", lists["exonerations"], _ABSENCE)
        self.exemptions = _List("exemptions", lists["exemptions"], _ABSENCE)
        self.credits = _List("credits", lists["credits"], _CREDIT)
        self.moves = _List("moves", lists["moves"], ("place", "credit", "to", "on"))

    def case(self, index: int, choices: Mapping[str, str], as_of: date) -> f.Case:
        def placed(items: _List) -> list[tuple[Any, ...]]:
            return sorted(items.of(index), key=lambda item: item[0])

        return f.Case(
            as_of,
            self.person(index),
            tuple(map(_fact, placed(self.facts))),
            tuple(map(_dossier, placed(self.dossiers))),
            tuple(_absence("exonerations", item) for item in placed(self.exonerations)),
            tuple(_absence("exemptions", item) for item in placed(self.exemptions)),
            tuple(_credit(place, item) for place, item in enumerate(self.credits.of(index))),
            tuple(map(_move, placed(self.moves))),
            choices,
        )

    def person(self, index: int) -> f.Person:
        profession, practice, born, nhs_work = self.persons[index]
        acts = [f.Act(kind, _day(day)) for kind, day in self.register.of(index)]
        return f.Person(
            self.keys[index],
            int(profession),
            tuple(code for (code,) in self.disciplines.of(index)),
            practice,
            _maybe_day(int(born)),
            tuple(sorted(acts, key=lambda act: act.day)),
            bool(nhs_work),
        )


def _fact(item: tuple[Any, ...]) -> f.Fact:
    place, kind, triennio, credits, share, start, income = item
    return f.Fact(
        kind,
        f"$.facts[{place}]",
        None if triennio < 0 else Triennio(triennio),
        credits * UNITS_PER_HUNDREDTH,
        share,
        _maybe_day(start),
        _maybe(income),
    )


def _dossier(item: tuple[Any, ...]) -> f.Dossier:
    place, kind, built, realised, by_area, *amounts = item
    areas = None
    if by_area:
        pairs = zip(AREAS, amounts[::2], amounts[1::2], strict=True)
        areas = {name: Area(Fraction(planned), Fraction(done)) for name, planned, done in pairs}
    return f.Dossier(kind, _day(built), realised, f"$.dossiers[{place}]", areas)


def _absence(table: str, item: tuple[Any, ...]) -> f.Absence:
    place, kind, start, end, hours, chosen, filed, credits = item
    return f.Absence(
        id=str(place),
        kind=kind,
        start=_day(start),
        end=_day(end),
        path=f"$.{table}[{place}]",
        hours=hours // HUNDREDTHS,
        chosen_year=_maybe(chosen),
        filed=_maybe_day(filed),
        amount=_units(credits),
    )


def _credit(place: int, item: tuple[Any, ...]) -> f.Credit:
    (
        kind, acquired, credits, recognised, role, event, edition, recruited, objective, shape, event_type, host,
        accredited, indexed, medium, position, months, hours, days, leef, country, distance,
    ) = item  # fmt: skip
    return f.Credit(
        id=credit_name(place),
        kind=kind,
        acquired=_day(acquired),
        path=f"$.credits[{place}]",
        stated=_units(credits),
        recognised=_units(recognised),
        role=role,
        event=None if event < 0 else str(event),
        edition=_maybe(edition),
        recruited=recruited,
        objective=_maybe(objective),
        format=shape,
        event_type=event_type,
        host_event=None if host < 0 else str(host),
        accredited=accredited,
        indexed=indexed,
        medium=medium,
        position=position,
        months=months,
        hours=hours // HUNDREDTHS,
        days=days,
        leef=leef,
        country=country_name(country),
        distance=distance,
    )


def _move(item: tuple[Any, ...]) -> f.Move:
    place, credit, to, on = item
    return f.Move(credit_name(credit), Triennio(to), _day(on), f"$.moves[{place}]")
