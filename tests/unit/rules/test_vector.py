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
from triennio.rules.ecm.fold import career
from triennio.rules.ecm.read import only_until, read_case, read_whole
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


@SLOW
@given(registers())
def test_headlines_are_those_of_the_fold(people: list[dict[str, Any]]) -> None:
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


def test_a_reader_of_whole_cases_leaves_nothing_out() -> None:
    case = {
        "as_of": "2020-01-01",
        "person": {},
        "credits": [{"id": "c", "credits": "1", "acquired": "2021-01-01"}],
    }
    assert len(read_whole(case, BOOK).credits) == 1
    assert len(read_case(case, BOOK).credits) == 0
