"""The fast route gives every person the same headline numbers as the fold of one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.rules.strategies import cases
from tests.unit.rules.vector_people import people_of
from triennio.rules.book import load
from triennio.rules.ecm.answer import is_listed
from triennio.rules.ecm.facts import ROLES
from triennio.rules.ecm.fold import career
from triennio.rules.ecm.read import ACTS, only_until, read_case, read_whole
from triennio.rules.ecm.vector.fold import HEADLINE_COLUMNS, headlines
from triennio.rules.ecm.work import drive_one

BOOK = load("ecm")
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def registers(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some people on one day under one choice of policies: what a batch is."""
    people = draw(st.lists(cases(most_credits=12), min_size=1, max_size=8))
    day, policies = people[0]["as_of"], people[0]["policies"]
    return [{**case, "as_of": day, "policies": policies} for case in people]


@st.composite
def crowded(draw: st.DrawFn) -> dict[str, Any]:
    """Someone who did many things in few events: editions, roles, workshops inside workshops, equal credits."""
    events = ("e1", "e2", "e3")
    days = ["2018-05-05", "2018-05-06", "2019-03-01", "2019-03-02", "2019-11-30", "2023-02-01", "2023-02-02"]
    listed = [
        {
            "id": f"c{number:02d}",
            "kind": "event",
            "credits": draw(st.sampled_from(["1", "2", "2", "3", "30", "49"])),
            "acquired": draw(st.sampled_from(days)),
            "role": draw(st.sampled_from(ROLES)),
            "event": draw(st.sampled_from((*events, None))),
            "edition": draw(st.sampled_from([None, 1, 2])),
            "host_event": draw(st.sampled_from((*events, None, None, None))),
            "accredited": draw(st.sampled_from([True, True, True, False])),
        }
        for number in range(draw(st.integers(2, 14)))
    ]
    return {"as_of": "2026-11-21", "person": {"id": "p"}, "credits": listed, "policies": {}}


@st.composite
def on_and_off(draw: st.DrawFn) -> dict[str, Any]:
    """Someone who left and came back, was retired and declared regular practice, all near the days that matter."""
    near = st.sampled_from(
        ["2018-12-12", "2020-06-30", "2020-07-01", "2021-02-03", "2025-06-30", "2025-07-01"]
    )
    day = st.one_of(near, st.dates(date(2007, 1, 1), date(2026, 12, 31)).map(str))
    acts = draw(st.lists(st.tuples(st.sampled_from(ACTS), day), max_size=6))
    register = [{"act": act, "date": when} for act, when in sorted(acts, key=lambda act: act[1])]
    retired = st.fixed_dictionaries(
        {
            "kind": st.just("retired"),
            "from": day,
            "yearly_income": st.sampled_from(["0", "4999.99", "5000", "5000.01"]),
        }
    )
    declared = st.fixed_dictionaries({"kind": st.just("regular_practice_declared"), "from": day})
    person: dict[str, Any] = {
        "id": "p",
        "register": register,
        "profession": draw(st.sampled_from([0, 1, 5, 12, 27])),
    }
    if draw(st.booleans()):
        person["born"] = str(draw(st.dates(date(1948, 1, 1), date(1956, 12, 31))))
    credits = [
        {"id": f"c{n}", "credits": "20", "acquired": draw(day)} for n in range(draw(st.integers(0, 3)))
    ]
    return {
        "as_of": "2026-11-21",
        "person": person,
        "facts": draw(st.lists(st.one_of(retired, declared), max_size=3)),
        "credits": credits,
        "policies": {},
    }


@SLOW
@given(registers())
def test_headlines_are_those_of_the_fold(people: list[dict[str, Any]]) -> None:
    compared(people)


@SLOW
@given(st.lists(crowded(), min_size=1, max_size=6))
def test_editions_roles_and_hosts_are_those_of_the_fold(people: list[dict[str, Any]]) -> None:
    assert not compared(people)


@SLOW
@given(st.lists(on_and_off(), min_size=1, max_size=6))
def test_registers_and_retirement_are_those_of_the_fold(people: list[dict[str, Any]]) -> None:
    assert not compared(people)


def compared(people: list[dict[str, Any]]) -> int:
    """Compare every column of everybody; return how many the fast route left to the fold."""
    whole = [read_whole(case, BOOK) for case in people]
    columns = people_of(whole)
    day = date.fromisoformat(people[0]["as_of"])
    together, own = headlines(columns, BOOK, whole[0].policies, day)
    for index, case in enumerate(whole):
        if own[index]:
            continue
        found = drive_one(BOOK, career(only_until(case), BOOK), traced=False)
        assert [h.triennio for h in together] == sorted(found.periods)
        for headline in together:
            period = found.periods[headline.triennio]
            mine = {name: int(headline.columns[name][index]) for name in HEADLINE_COLUMNS}
            assert mine == {name: period.units(name) for name in HEADLINE_COLUMNS}
            assert bool(headline.listed[index]) == is_listed(found, headline.triennio)
    return int(own.sum())


def test_a_reader_of_whole_cases_leaves_nothing_out() -> None:
    case = {
        "as_of": "2020-01-01",
        "person": {},
        "credits": [{"id": "c", "credits": "1", "acquired": "2021-01-01"}],
    }
    assert len(read_whole(case, BOOK).credits) == 1
    assert len(read_case(case, BOOK).credits) == 0
