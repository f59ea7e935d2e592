"""Random persons for the properties: every kind of fact, absence, credit and move, in every triennio of the book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from triennio.rules.ecm.facts import EXEMPTION_KINDS, EXONERATION_KINDS, FACT_KINDS, ROLES

FIRST, LAST = date(2009, 1, 1), date(2028, 12, 31)
TRIENNI = ("2008-2010", "2011-2013", "2014-2016", "2017-2019", "2020-2022", "2023-2025", "2026-2028")

days = st.dates(FIRST, LAST)
tenths = st.integers(0, 600).map(lambda n: f"{n // 10}.{n % 10}")
hours = st.one_of(st.none(), st.integers(0, 400).map(str), st.sampled_from(["12.5", "0.25", "44.99"]))


def iso(day: date) -> str:
    return day.isoformat()


@st.composite
def persons(draw: st.DrawFn) -> dict[str, Any]:
    acts = [{"act": "enrolment", "date": iso(draw(st.dates(date(1995, 1, 1), date(2027, 12, 31))))}]
    kind = "cancellation"
    day = date.fromisoformat(acts[0]["date"])
    for _ in range(draw(st.integers(0, 3))):
        day = day + timedelta(days=draw(st.integers(1, 1500)))
        acts.append({"act": kind, "date": iso(day)})
        kind = "reenrolment" if kind == "cancellation" else "cancellation"
    person: dict[str, Any] = {
        "id": "p",
        "profession": draw(st.sampled_from([0, 1, 2, 5, 8, 12, 14, 15, 27, 28])),
        "disciplines": draw(st.sampled_from([[], [58], [113], [54], [59, 113]])),
        "practice": draw(st.sampled_from(["employee", "freelance"])),
        "register": draw(st.sampled_from([acts, [], acts[:1]])),
    }
    if draw(st.booleans()):
        person["born"] = iso(draw(st.dates(date(1935, 1, 1), date(1998, 12, 31))))
    if person["profession"] == 5:
        person["nhs_work"] = draw(st.booleans())
    return person


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(FACT_KINDS))
    fact: dict[str, Any] = {"kind": kind}
    if kind in ("previous_credits", "certified", "vaccine_credits", "closed_previous_late"):
        fact["triennio"] = draw(st.sampled_from(TRIENNI))
    if kind in ("previous_credits", "vaccine_credits"):
        fact["credits"] = draw(st.integers(0, 2000).map(lambda n: f"{n / 10:.1f}"))
    if kind == "flood_2023":
        fact["share"] = draw(st.sampled_from(["1", "0.5", "0.3333", "0"]))
    if kind in ("retired", "regular_practice_declared"):
        fact["from"] = iso(draw(days))
    if kind == "retired":
        fact["yearly_income"] = draw(st.sampled_from(["0", "4999.99", "5000.00", "5000.01"]))
    return fact


@st.composite
def absences(draw: st.DrawFn, kinds: tuple[str, ...]) -> dict[str, Any]:
    start = draw(days)
    end = start + timedelta(days=draw(st.sampled_from([0, 13, 14, 15, 44, 180, 364, 365, 366, 730, 1100])))
    absence: dict[str, Any] = {"kind": draw(st.sampled_from(kinds)), "from": iso(start), "to": iso(end)}
    if draw(st.booleans()):
        absence["filed"] = iso(draw(days))
    if kinds is EXONERATION_KINDS:
        absence["hours"] = draw(hours)
        absence["chosen_year"] = draw(st.one_of(st.none(), st.just(end.year), st.just(start.year)))
        absence["credits"] = draw(st.one_of(st.none(), tenths))
    return absence


@st.composite
def credits(draw: st.DrawFn, number: int) -> dict[str, Any]:
    kind = draw(
        st.sampled_from(["event"] * 5 + ["publication", "trial", "tutoring", "abroad", "self_training"])
    )
    credit: dict[str, Any] = {"id": f"c{number:02d}", "kind": kind, "acquired": iso(draw(days))}
    if kind == "event":
        credit |= {
            "credits": draw(tenths),
            "role": draw(st.sampled_from(["learner"] * 5 + list(ROLES))),
            "event": draw(st.one_of(st.none(), st.sampled_from(["e1", "e2", "e3"]), st.just(f"own{number}"))),
            "edition": draw(st.sampled_from([None, 1, 2])),
            "recruited": draw(st.booleans()),
            "objective": draw(st.sampled_from([None, 18, 27])),
            "format": draw(st.sampled_from([None, "RES", "FAD", "FSC"])),
            "event_type": draw(
                st.sampled_from([None, "COURSE", "CONGRESS", "WORKSHOP", "TRAINING", "GROUPS", "RESEARCH"])
            ),
            "host_event": draw(st.sampled_from([None, None, "e1"])),
            "accredited": draw(st.sampled_from([True, True, True, False])),
        }
        return credit
    credit |= {"hours": draw(hours), "objective": draw(st.sampled_from([None, 27]))}
    credit |= {"recognised": draw(st.one_of(st.none(), st.none(), tenths))}
    extra: dict[str, dict[str, Any]] = {
        "publication": {
            "indexed": draw(st.booleans()),
            "medium": draw(st.sampled_from(["journal", "proceedings", "book"])),
            "position": draw(st.sampled_from(["first", "last", "other"])),
        },
        "trial": {"months": draw(st.sampled_from([0, 1, 6, 7, 12, 13, 30]))},
        "tutoring": {"days": draw(st.sampled_from([None, 0, 15, 16, 31, 32, 100]))},
        "abroad": {
            "leef": draw(st.booleans()),
            "country": draw(st.sampled_from([None, "FR", "US", "JP", "GB"])),
            "distance": draw(st.booleans()),
            "credits": draw(st.one_of(st.none(), tenths)),
        },
    }
    return credit | extra.get(kind, {})


@st.composite
def areas(draw: st.DrawFn) -> dict[str, Any]:
    amounts = st.integers(0, 100).map(str)
    one = st.fixed_dictionaries({"planned": amounts, "realised": amounts})
    return draw(st.fixed_dictionaries({}, optional={"technical": one, "process": one, "system": one}))


@st.composite
def cases(draw: st.DrawFn, most_credits: int = 14) -> dict[str, Any]:
    """A whole valid case; often with nothing at all."""
    count = draw(st.integers(0, most_credits))
    listed = [draw(credits(number)) for number in range(count)]
    moves = [
        {
            "credit": draw(st.sampled_from(listed))["id"],
            "to": draw(st.sampled_from(TRIENNI[2:6])),
            "on": iso(draw(days)),
        }
        for _ in range(draw(st.integers(0, 2)) if listed else 0)
    ]
    return {
        "as_of": iso(draw(st.one_of(st.just(date(2026, 11, 21)), st.just(date(2028, 12, 31)), days))),
        "person": draw(persons()),
        "facts": draw(st.lists(facts(), max_size=4)),
        "dossiers": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "type": st.sampled_from(["individual", "group"]),
                        "built": days.map(iso),
                        "realised": st.booleans(),
                        "areas": st.one_of(st.none(), st.none(), areas()),
                    }
                ),
                max_size=3,
            )
        ),
        "exonerations": draw(st.lists(absences(EXONERATION_KINDS), max_size=2)),
        "exemptions": draw(st.lists(absences(EXEMPTION_KINDS), max_size=3)),
        "credits": listed,
        "moves": moves,
        "policies": draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "third_of": st.sampled_from(["personal", "standard"]),
                    "prorata_exemptions": st.sampled_from(["before", "after"]),
                    "absence_split": st.sampled_from(["by_calendar_year", "whole"]),
                    "two_dossiers": st.sampled_from(["larger", "individual", "group"]),
                    "conference_cap": st.sampled_from(["triennial", "yearly"]),
                },
            )
        ),
    }
