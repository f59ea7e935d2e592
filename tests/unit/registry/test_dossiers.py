"""Plans of a dossier and how far the credits follow them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.refusal import Refusal
from triennio.kernel.triennio import Triennio
from triennio.registry.domain import dossiers as plans
from triennio.registry.domain.dossiers import Earned
from triennio.rules.book import load
from triennio.rules.ecm.dossier import AREAS
from triennio.rules.families import position

BOOK = load("ecm")
KNOWN = plans.objectives(BOOK)
T26, T23 = Triennio(2026), Triennio(2023)


def _coherence(percents, done, without=0, overall=False):
    first = date(2026, 1, 1)
    return plans.coherence(
        dict(zip(AREAS, percents, strict=True)),
        dict(zip(AREAS, done, strict=True)),
        without,
        first,
        70,
        overall=overall,
    )


def test_the_objectives_stand_in_three_areas_as_the_manual_lists_them():
    count = {area: sum(each.area == area for each in KNOWN.values()) for area in AREAS}
    assert count == {"technical": 18, "process": 12, "system": 8}


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ({}, "DOSSIER_EMPTY"),
        (dict.fromkeys(range(1, 12), 9), "DOSSIER_TOO_MANY"),
        ({18: 60, 99: 40}, "DOSSIER_OBJECTIVE"),
        ({18: 100, 1: 0}, "DOSSIER_PERCENT"),
        ({18: 60, 1: 30}, "DOSSIER_SUM"),
        ({18: 60, 1: 50}, "DOSSIER_SUM"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan, code):
    with pytest.raises(Refusal) as refusal:
        plans.check_plan(plan, KNOWN)
    assert refusal.value.code == code
    assert refusal.value.sentence


@given(st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=10, unique=True), st.data())
def test_any_plan_that_adds_to_a_hundred_is_taken_and_its_areas_too(codes, data):
    cuts = sorted(
        data.draw(st.lists(st.integers(1, 99), min_size=len(codes) - 1, max_size=len(codes) - 1, unique=True))
    )
    shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    plan = dict(zip(codes, shares, strict=True))
    plans.check_plan(plan, KNOWN)
    assert sum(plans.by_area(plan, KNOWN).values()) == 100


def test_the_example_of_the_rule():
    """DOS-L: planned 60-20-20, done 70-18-12 gives 100, 90 and 60 %."""
    found = _coherence((60, 20, 20), (7000, 1800, 1200))
    assert [each.coherence for each in found.areas] == [1, Fraction(9, 10), Fraction(6, 10)]
    assert [each.reached for each in found.areas] == [True, True, False]
    assert not found.satisfied
    assert found.overall == Fraction(60 + 18 + 12, 100)
    assert _coherence((60, 20, 20), (7000, 1800, 1200), overall=True).satisfied


def test_nothing_acquired_is_not_realised_and_an_area_without_a_plan_asks_nothing():
    found = _coherence((60, 40, 0), (0, 0, 0))
    assert not found.satisfied
    assert [each.coherence for each in found.areas] == [None, None, None]
    assert [each.reached for each in found.areas] == [False, False, True]
    assert _coherence((60, 40, 0), (6000, 4000, 0)).satisfied


def test_before_2026_only_what_was_acquired_since_the_building_enters():
    built = date(2023, 6, 1)
    credits = [
        Earned(T23, date(2023, 5, 31), 18, 1000),
        Earned(T23, date(2023, 6, 1), 18, 500),
        Earned(T23, date(2024, 6, 1), None, 300),
        Earned(T26, date(2026, 1, 1), 1, 700),
    ]
    done, without = plans.realised(credits, KNOWN, T23, plans.since(T23, built))
    assert (done["technical"], done["system"], without) == (500, 0, 300)
    assert plans.since(T26, date(2026, 11, 3)) == date(2026, 1, 1)


@given(
    st.tuples(*[st.integers(0, 60_000)] * 3),
    st.integers(0, 100),
    st.integers(0, 100),
)
def test_the_page_and_the_rules_say_the_same(done, one, two):
    low, high = sorted((one, two))
    percents = dict(zip(AREAS, (low, high - low, 100 - high), strict=True))
    earned = dict(zip(AREAS, done, strict=True))
    found = plans.coherence(percents, earned, 0, date(2023, 1, 1), 70, overall=False)
    case = {
        "as_of": "2026-11-22",
        "person": {
            "id": "p",
            "profession": 14,
            "register": [{"act": "enrolment", "date": "2010-01-01"}],
        },
        "dossiers": [{"type": "individual", "built": "2023-05-01", "areas": plans.as_case(percents, earned)}],
    }
    now = next(each for each in position(case)["trienni"] if each["triennio"] == "2026-2028")
    assert any(step["rule"] == "DOS-DONE" for step in now["steps"]) == found.satisfied


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 1, 1), True),
        (date(2027, 12, 31), True),
        (date(2028, 1, 1), False),
        (date(2025, 12, 31), False),
    ],
)
def test_the_window_of_2026_2028_is_its_first_two_years(day, is_open):
    if is_open:
        plans.check_open(BOOK, T26, day)
    else:
        with pytest.raises(Refusal, match="DOSSIER_CLOSED"):
            plans.check_open(BOOK, T26, day)


@pytest.mark.parametrize(
    ("first", "kind", "build", "following"),
    [
        (2026, "individual", 40, 30),
        (2026, "group", 30, 20),
        (2023, "individual", 30, 20),
        (2020, "group", 30, 20),
    ],
)
def test_the_bonuses_of_the_table(first, kind, build, following):
    """Rulebook section 3, table of bonuses; those of 2026-28 in the next triennio are announced, not yet in force."""
    assert plans.bonus(BOOK, Triennio(first), kind) == plans.Bonus(build * 100, following * 100)


def test_before_2017_there_was_no_dossier():
    assert plans.bonus(BOOK, Triennio(2014), "individual") is None
    assert plans.window(BOOK, Triennio(2014)) is None
