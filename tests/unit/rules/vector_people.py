"""Cases as the columns of the fast route, one by one and slowly: what the batch makes from Parquet, made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from triennio.rules.ecm import facts as f
from triennio.rules.ecm.columns import MEDIA, POSITIONS
from triennio.rules.ecm.dossier import AREAS
from triennio.rules.ecm.read import ACTS, EVENT_TYPES, FORMATS
from triennio.rules.ecm.vector.register import Items, People
from triennio.rules.ecm.vector.rows import country_code


def day(value: date | None) -> int:
    return value.toordinal() if value else -1


def hundredths(units: int) -> int:
    return -1 if units < 0 else units // 162


def items(
    cases: Sequence[f.Case], of: Callable[[f.Case], Sequence[Any]], fields: dict[str, Callable[[Any], int]]
) -> Items:
    lists = [list(of(case)) for case in cases]
    offsets = np.concatenate(([0], np.cumsum([len(entries) for entries in lists]))).astype(np.int64)
    flat = [entry for entries in lists for entry in entries]
    columns = {
        name: np.array([int(get(entry)) for entry in flat], dtype=np.int64) for name, get in fields.items()
    }
    return Items(offsets, columns)


def area_part(area: str, what: str) -> Callable[[Any], int]:
    """Hundredths planned or realised in an area."""
    return lambda d: int(getattr(d.areas[area], what) * 100) if d.areas and area in d.areas else 0


def sorted_credits(case: f.Case) -> list[tuple[f.Credit, int, int]]:
    """Credits by (acquired, id) with their event and host as numbers in order of first appearance."""
    numbers: dict[str, int] = {}
    result = []
    for credit in sorted(case.credits, key=lambda c: (c.acquired, c.id)):
        event = -1 if credit.event is None else numbers.setdefault(credit.event, len(numbers))
        host = -1 if credit.host_event is None else numbers.setdefault(credit.host_event, len(numbers))
        result.append((credit, event, host))
    return result


def numbered_moves(case: f.Case) -> list[tuple[f.Move, int]]:
    """Moves with the place of their credit among the sorted ones."""
    places = {credit.id: place for place, (credit, _, _) in enumerate(sorted_credits(case))}
    return [(move, places[move.credit]) for move in case.moves]


def absences(
    cases: Sequence[f.Case], of: Callable[[f.Case], Sequence[f.Absence]], kinds: tuple[str, ...]
) -> Items:
    return items(
        cases,
        of,
        {
            "kind": lambda a: kinds.index(a.kind),
            "from": lambda a: day(a.start),
            "to": lambda a: day(a.end),
            "filed": lambda a: day(a.filed),
            "hours": lambda a: -1 if a.hours < 0 else a.hours * 100,
            "chosen_year": lambda a: -1 if a.chosen_year is None else a.chosen_year,
        },
    )


def people_of(cases: Sequence[f.Case]) -> People:
    """The columns of these cases (before anything is left out for being later than the day)."""
    persons = [case.person for case in cases]
    return People(
        count=len(cases),
        person={
            "profession": np.array([p.profession for p in persons], dtype=np.int64),
            "practice": np.array([int(p.practice == "freelance") for p in persons], dtype=np.int64),
            "born": np.array([day(p.born) for p in persons], dtype=np.int64),
            "nhs_work": np.array([int(p.nhs_work) for p in persons], dtype=np.int64),
        },
        register=items(
            cases,
            lambda c: c.person.register,
            {"act": lambda a: ACTS.index(a.kind), "date": lambda a: day(a.day)},
        ),
        facts=items(
            cases,
            lambda c: c.facts,
            {
                "kind": lambda x: f.FACT_KINDS.index(x.kind),
                "triennio": lambda x: x.triennio.first if x.triennio else -1,
                "credits": lambda x: x.amount // 162,
                "share": lambda x: x.share,
                "from": lambda x: day(x.day),
                "yearly_income": lambda x: -1 if x.yearly_income is None else x.yearly_income,
            },
        ),
        dossiers=items(
            cases,
            lambda c: c.dossiers,
            {
                "type": lambda d: int(d.type == "group"),
                "built": lambda d: day(d.built),
                "realised": lambda d: d.realised,
                "by_area": lambda d: d.areas is not None,
                **{
                    f"{area}_{what}": area_part(area, what)
                    for area in AREAS
                    for what in ("planned", "realised")
                },
            },
        ),
        exonerations=absences(cases, lambda c: c.exonerations, f.EXONERATION_KINDS),
        exemptions=absences(cases, lambda c: c.exemptions, f.EXEMPTION_KINDS),
        credits=items(cases, sorted_credits, CREDIT_FIELDS),
        moves=items(
            cases,
            numbered_moves,
            {"credit": lambda m: m[1], "to": lambda m: m[0].to.first, "on": lambda m: day(m[0].on)},
        ),
        case=lambda index: replace(
            cases[index], credits=tuple(c for c, _, _ in sorted_credits(cases[index]))
        ),
    )


CREDIT_FIELDS: dict[str, Callable[[Any], int]] = {
    "kind": lambda x: f.CREDIT_KINDS.index(x[0].kind),
    "role": lambda x: f.ROLES.index(x[0].role),
    "acquired": lambda x: day(x[0].acquired),
    "credits": lambda x: hundredths(x[0].stated),
    "recognised": lambda x: hundredths(x[0].recognised),
    "event": lambda x: x[1],
    "edition": lambda x: -1 if x[0].edition is None else x[0].edition,
    "host_event": lambda x: x[2],
    "recruited": lambda x: x[0].recruited,
    "format": lambda x: -1 if x[0].format is None else FORMATS.index(x[0].format),
    "event_type": lambda x: -1 if x[0].event_type is None else EVENT_TYPES.index(x[0].event_type),
    "accredited": lambda x: x[0].accredited,
    "indexed": lambda x: x[0].indexed,
    "medium": lambda x: MEDIA[x[0].medium],
    "position": lambda x: POSITIONS[x[0].position],
    "months": lambda x: x[0].months,
    "hours": lambda x: -1 if x[0].hours < 0 else x[0].hours * 100,
    "days": lambda x: x[0].days,
    "leef": lambda x: x[0].leef,
    "country": lambda x: -1 if x[0].country is None else country_code(x[0].country),
    "distance": lambda x: x[0].distance,
}
