"""Whatever a person answers, the case is one the engine accepts and the page can draw."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.calculator.people import computed, position
from triennio.calculator import engine
from triennio.calculator.domain.answers import Absence, Answers, Credits
from triennio.calculator.domain.case import build
from triennio.calculator.domain.periods import as_of, offered

amounts = st.decimals(min_value=0, max_value=400, places=2)
dossiers = st.sampled_from(["none", "individual", "group"])
absences = st.one_of(
    st.sampled_from(["none", "suspended_year", "course_year", "unsaid_year"]).map(Absence),
    st.integers(1, 11).map(lambda months: Absence("suspended_months", months)),
)


@st.composite
def credits(draw):
    learner = draw(amounts)
    part = st.decimals(min_value=0, max_value=learner, places=2)
    return Credits(
        learner=learner,
        recruited=draw(part),
        radiation=draw(part),
        teaching=draw(amounts),
        individual=draw(amounts),
        self_training_hours=Decimal(draw(st.integers(0, 200))),
    )


@st.composite
def told(draw):
    """(answers, today) as the form would let them through: no absence in a year to come."""
    today = draw(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
    triennio = draw(st.sampled_from(offered(today, engine.trienni())))
    away = tuple(draw(absences) if year <= today.year else Absence() for year in triennio.years)
    answers = Answers(
        profession=draw(st.sampled_from([code for code, _ in engine.professions()])),
        triennio=triennio,
        enrolled=draw(st.integers(1960, today.year)),
        practice=draw(st.sampled_from(["employee", "freelance"])),
        nhs_work=draw(st.booleans()),
        previous_credits=draw(st.none() | amounts),
        dossier_now=draw(dossiers),
        dossier_now_late=draw(st.booleans()),
        dossier_before=draw(dossiers),
        certified=draw(st.booleans()),
        closed_late=draw(st.booleans()),
        vaccines=draw(amounts),
        earthquake_2009=draw(st.booleans()),
        earthquake_2012=draw(st.booleans()),
        earthquake_2016=draw(st.booleans()),
        flood_2023=draw(st.booleans()),
        absences=away,
        credits=draw(credits()),
    )
    return answers, today


@settings(max_examples=150, deadline=None)
@given(told())
def test_any_answers_can_be_computed_and_shown(given_answers):
    answers, today = given_answers
    found = computed(answers, today)
    assert found.period == str(answers.triennio)
    assert found.verdict.code in {"not_bound", "nothing_owed", "missing", "missing_learner", "reached"}
    assert (found.waterfall is None) == (found.verdict.code == "not_bound")
    assert found.rules <= set(engine.rules())
    if found.shares:
        assert sum(Decimal(share.width.rstrip("%")) for share in found.shares.rows) <= Decimal("100.05")


@settings(max_examples=150, deadline=None)
@given(told())
def test_nothing_typed_is_lost_on_the_way_to_the_engine(given_answers):
    answers, today = given_answers
    case = build(answers, today)
    said = answers.credits
    events = sum(Decimal(c["credits"]) for c in case["credits"] if c["kind"] == "event")
    assert events == said.learner + said.teaching
    assert sum(Decimal(c["hours"]) for c in case["credits"] if "hours" in c) == said.self_training_hours
    last = as_of(answers.triennio, today).isoformat()
    first = answers.triennio.start.isoformat()
    assert all(first <= credit["acquired"] <= last for credit in case["credits"])
    assert all(Decimal(c["credits"]) <= 50 for c in case["credits"] if c["kind"] == "event")


@settings(max_examples=60, deadline=None)
@given(told(), amounts)
def test_one_more_credit_as_a_learner_never_makes_it_worse(given_answers, more):
    answers, today = given_answers
    before = position(answers, today)
    richer = replace(answers, credits=replace(answers.credits, learner=answers.credits.learner + more))
    after = position(richer, today)
    if before and after:
        assert Decimal(after["missing"]) <= Decimal(before["missing"])
