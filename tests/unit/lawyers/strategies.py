"""Random lawyers for the properties: every act, exemption, credit and policy, in every year of the book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from triennio.rules.book import load
from triennio.rules.lawyers.columns import ACTIVITIES, MODES, SUBJECTS
from triennio.rules.lawyers.facts import EXEMPTION_KINDS, REACHED_KINDS, WAIVER_KINDS

POLICIES = load("lawyers").policies
days = st.dates(date(2013, 6, 1), date(2027, 12, 31))
halves = st.integers(0, 60).map(lambda n: f"{n / 2:.1f}")


@st.composite
def persons(draw: st.DrawFn) -> dict[str, Any]:
    person: dict[str, Any] = {"id": "a", "family": "lawyers"}
    day = draw(st.dates(date(1988, 1, 1), date(2025, 12, 31)))
    acts = [{"act": "enrolment", "date": day.isoformat()}]
    for kind in draw(st.sampled_from([(), ("cancellation",), ("cancellation", "reenrolment")])):
        day += timedelta(days=draw(st.integers(1, 3000)))
        acts.append({"act": kind, "date": day.isoformat()})
    if draw(st.integers(0, 4)):
        person["register"] = acts
    if draw(st.booleans()):
        person["born"] = draw(st.dates(date(1945, 1, 1), date(1998, 12, 31))).isoformat()
    return person


@st.composite
def exemptions(draw: st.DrawFn) -> dict[str, Any]:
    kind, start = draw(st.sampled_from(EXEMPTION_KINDS)), draw(days)
    exemption: dict[str, Any] = {"kind": kind, "from": start.isoformat()}
    length = draw(st.one_of(st.none(), st.sampled_from([0, 14, 15, 16, 30, 180, 181, 182, 365, 1200])))
    if length is not None and kind not in REACHED_KINDS:
        exemption["to"] = (start + timedelta(days=length)).isoformat()
    if kind in WAIVER_KINDS and not draw(st.integers(0, 3)):
        exemption |= {"credits": "6.5", "compulsory": draw(st.sampled_from(["0", "1.5"]))}
    return exemption


@st.composite
def credits(draw: st.DrawFn, first: int = 2013, last: int = 2027) -> dict[str, Any]:
    day = draw(st.dates(date(first, 1, 1), date(last, 12, 31)))
    return {
        "acquired": day.isoformat(),
        "credits": draw(halves),
        "subject": draw(st.sampled_from(sorted(SUBJECTS))),
        "mode": draw(st.sampled_from(MODES)),
        "activity": draw(st.sampled_from(["event", "event", "event", *ACTIVITIES])),
    }


@st.composite
def cases(draw: st.DrawFn, policies: bool = True) -> dict[str, Any]:
    """A case of one lawyer, with policies at random or with the defaults."""
    case: dict[str, Any] = {
        "as_of": draw(days).isoformat(),
        "person": draw(persons()),
        "exemptions": draw(st.lists(exemptions(), max_size=3)),
        "credits": [
            {**credit, "id": f"c{n}"} for n, credit in enumerate(draw(st.lists(credits(), max_size=14)))
        ],
    }
    if policies:
        chosen = st.fixed_dictionaries({name: st.sampled_from(p.values) for name, p in POLICIES.items()})
        case["policies"] = draw(chosen)
    return case


@st.composite
def ordinary_lawyers(draw: st.DrawFn) -> dict[str, Any]:
    """Bound in every year, no exemption, many credits in 2017-2019 and around: where credits move."""
    found = draw(st.lists(credits(2017, 2021), max_size=10))
    return {
        "as_of": "2022-06-30",
        "person": {
            "id": "a",
            "family": "lawyers",
            "born": "1980-01-01",
            "register": [{"act": "enrolment", "date": "2010-01-10"}],
        },
        "credits": [{**credit, "id": f"c{n}"} for n, credit in enumerate(found)],
    }
