"""Nested columns → the cases that the steps fold, person by person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from triennio.rules.ecm.arrow.decode import _day as day
from triennio.rules.ecm.arrow.decode import _maybe_day as maybe_day
from triennio.rules.ecm.arrow.decode import _units as units
from triennio.rules.ecm.arrow.decode import credit_name
from triennio.rules.lawyers import facts as f
from triennio.rules.lawyers.arrow.people import People
from triennio.rules.lawyers.arrow.words import WORDS, words_at
from triennio.rules.lawyers.read import only_until


def cases(
    people: People, choices: Mapping[str, str], as_of: date, *, with_credits: bool = True
) -> Iterator[f.Case]:
    """The case of each person on a day, without what is later. The columns are checked (`checks.check`).

    Credits are called by their number in the list, so that the order of (acquired, id) is the order of the list.
    """
    acts = _items(people, "register", ("act", "date"))
    exemptions = _items(people, "exemptions", ("kind", "from", "to", "filed", "credits", "compulsory"))
    names = ("acquired", "credits", "subject", "mode", "activity")
    credits = _items(people, "credits", names) if with_credits else lambda _: ()
    born = people.born.tolist()
    for index, key in enumerate(people.keys.to_pylist()):
        register = sorted((f.Act(kind, day(when)) for kind, when in acts(index)), key=lambda act: act.day)
        yield only_until(
            f.Case(
                as_of,
                f.Person(key, maybe_day(born[index]), tuple(register)),
                tuple(_exemption(place, item) for place, item in enumerate(exemptions(index))),
                tuple(_credit(place, item) for place, item in enumerate(credits(index))),
                choices,
            )
        )


def _items(people: People, table: str, names: tuple[str, ...]) -> Any:
    """The items of a table as Python values, asked for by the number of the person."""
    rows = people.lists[table]
    offsets = rows.offsets.tolist()
    columns = [
        words_at(f"{table}.{name}", rows.columns[name])
        if f"{table}.{name}" in WORDS
        else rows.columns[name].tolist()
        for name in names
    ]
    items = list(zip(*columns, strict=True))
    return lambda index: items[offsets[index] : offsets[index + 1]]


def _exemption(place: int, item: tuple[Any, ...]) -> f.Exemption:
    kind, start, end, filed, credits, compulsory = item
    return f.Exemption(
        id=str(place),
        kind=kind,
        start=day(start),
        end=maybe_day(end),
        path=f"$.exemptions[{place}]",
        filed=maybe_day(filed),
        credits=units(credits),
        compulsory=units(compulsory),
    )


def _credit(place: int, item: tuple[Any, ...]) -> f.Credit:
    acquired, credits, subject, mode, activity = item
    return f.Credit(
        id=credit_name(place),
        acquired=day(acquired),
        stated=units(credits),
        subject=subject,
        mode=mode,
        activity=activity,
        path=f"$.credits[{place}]",
    )
