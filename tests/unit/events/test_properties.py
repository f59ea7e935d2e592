"""What must hold for every event: caps, tenths, growth with time, the numbers of a plain reading of the formulas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from triennio.rules.events import Event, credits_of
from triennio.rules.events.model import CRITERIA, LEARNER, ROLES, TYPES

minutes = st.integers(0, 6000)
whole = st.integers(0, 400)
flags = ("special_topic", "expert_support", "final_document", "external_tutor", "permanent_committee")


@st.composite
def events(draw: st.DrawFn) -> Event:
    format = draw(st.sampled_from(sorted(TYPES)))
    return Event(
        criteria=draw(st.sampled_from(CRITERIA)),
        format=format,
        type=draw(st.sampled_from(TYPES[format])),
        role=draw(st.sampled_from(ROLES)),
        start=draw(st.dates(date(2010, 1, 1), date(2030, 12, 31))),
        frontal_minutes=draw(minutes),
        interactive_minutes=draw(minutes),
        fad_minutes=draw(minutes),
        sharing_minutes=draw(st.integers(0, 300)),
        role_minutes=Fraction(draw(minutes)),
        participants=draw(whole),
        teachers=draw(st.none() | st.integers(0, 20)),
        days=draw(st.integers(1, 900)),
        participant_minutes=draw(st.none() | minutes.map(Fraction)),
        event_credits=draw(st.none() | st.integers(0, 500).map(lambda tenths: Fraction(tenths, 10))),
        sessions=draw(whole),
        months=draw(whole),
        coordinator_teaches=draw(st.booleans()),
        **{flag: draw(st.booleans()) for flag in flags},
    )


@settings(max_examples=400)
@given(events())
def test_whole_tenths_between_zero_and_fifty(event: Event) -> None:
    answer = credits_of(event)
    assert 0 <= answer.credits <= 50
    assert (answer.credits * 10).denominator == 1
    assert Fraction(answer.credits_text) == answer.credits
    assert all(step.rule for step in answer.steps)


@settings(max_examples=300)
@given(events(), st.integers(0, 600))
def test_more_time_never_gives_less(event: Event, more: int) -> None:
    longer = replace(
        event,
        frontal_minutes=(event.frontal_minutes or 0) + more,
        fad_minutes=(event.fad_minutes or 0) + more,
        role_minutes=(event.role_minutes or 0) + more,
    )
    assert credits_of(longer).credits >= credits_of(event).credits


@settings(max_examples=200)
@given(events())
def test_a_refusal_never_takes_the_number_away(event: Event) -> None:
    answer = credits_of(event)
    assert len({refusal.code for refusal in answer.refusals}) == len(answer.refusals)
    for refusal in answer.refusals:
        assert refusal.sentence.endswith(".")
        assert "{" not in refusal.sentence
        assert refusal.next
        assert refusal.decides


@settings(max_examples=300)
@given(st.integers(0, 4000), st.integers(0, 4000), st.integers(1, 200), st.booleans())
def test_courses_of_2019_by_a_plain_reading(frontal: int, interactive: int, people: int, topic: bool) -> None:
    event = Event(
        "v3", "RES", "COURSE", LEARNER, None, frontal, interactive, participants=people, special_topic=topic
    )
    rate = Decimal("1.0") if people <= 100 else Decimal("0.7")
    rate += Decimal("0.3") * ((people <= 25) + (people <= 50 and interactive >= 60) + topic)
    expected = min((frontal + interactive) // 60 * rate, Decimal(50))
    assert credits_of(event).credits_text == f"{expected:.1f}"


@settings(max_examples=300)
@given(st.integers(0, 4000), st.integers(0, 4000), st.integers(51, 100))
def test_courses_of_2010_by_a_plain_reading(frontal: int, interactive: int, people: int) -> None:
    def hours(minutes: int) -> Decimal:
        decimal = (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return decimal.quantize(Decimal(1), ROUND_HALF_DOWN)

    event = Event("v1", "RES", "COURSE", LEARNER, None, frontal, interactive, participants=people)
    expected = min(hours(frontal) + hours(interactive) * Decimal("1.5"), Decimal(50))
    assert credits_of(event).credits_text == f"{expected.quantize(Decimal('0.1'), ROUND_HALF_UP)}"


@settings(max_examples=200)
@given(st.integers(0, 6000), st.sampled_from(CRITERIA))
def test_report_hours_by_a_plain_reading(length: int, criteria: str) -> None:
    rounding = ROUND_DOWN if criteria == "v3" else ROUND_HALF_UP
    decimal = (Decimal(length) / 60).quantize(Decimal("0.01"), rounding)
    answer = credits_of(Event(criteria, "FAD", "LIVE", fad_minutes=length))
    assert answer.report_hours == int(decimal.quantize(Decimal(1), ROUND_HALF_UP))
