"""Reading what people type, the three questions, the states: what holds for every kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.requests_answers import ANSWERS
from tests.unit.registry.requests.forms import TODAY, filled
from triennio.kernel.messages import Message
from triennio.kernel.refusal import Refusal
from triennio.registry.domain.requests import questions, states
from triennio.registry.domain.requests.fields import Field, read
from triennio.registry.domain.requests.form import fill
from triennio.registry.domain.requests.kind import Situation
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.domain.requests.reasons import REASONS, reasons_for

SITUATION = Situation(today=TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_the_usual_answers_are_admitted(kind: str) -> None:
    form = filled(kind)
    assert (form.faults, list(form.objections)) == ({}, [])
    assert form.clean


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_says_what_is_missing_and_changes_nothing(kind: str) -> None:
    form = fill(KINDS[kind], {}, SITUATION)
    needed = {each.name for each in KINDS[kind].fields(SITUATION) if each.required and each.when is None}
    assert set(form.faults) == needed
    assert not form.clean


@given(
    st.sampled_from(sorted(KINDS)),
    st.data(),
)
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(kind: str, data: st.DataObject) -> None:
    fields = KINDS[kind].fields(SITUATION)
    raw: Mapping[str, str] = {
        each.name: data.draw(
            st.one_of(
                st.text(max_size=12),
                st.sampled_from([code for code, _ in each.choices] or [""]),
                st.dates(date(2008, 1, 1), date(2030, 1, 1)).map(str),
                st.integers(0, 400).map(str),
                st.just(ANSWERS[kind].get(each.name, "")),
            )
        )
        for each in fields
    }
    form = fill(KINDS[kind], raw, SITUATION)
    names = {each.name for each in fields}
    assert set(form.faults) <= names
    assert {each.field for each in form.objections} <= names
    assert all(isinstance(each, Message) and str(each) for each in form.faults.values())
    assert all(str(each.message) and str(each.next_step) and each.code for each in form.objections)
    assert form.clean == (not form.faults and not form.objections)


def test_days_numbers_and_lengths() -> None:
    fields = [
        Field("d", "day", ""),
        Field("w", "whole", "", most=10),
        Field("a", "amount", ""),
        Field("t", "text", "", limit=3),
    ]
    good = read(fields, {"d": "1/3/2021", "w": " 7 ", "a": "18,4", "t": "abc"})
    assert (good.values["d"], good.values["w"], str(good.values["a"])) == (date(2021, 3, 1), 7, "18.4")
    bad = read(fields, {"d": "31/2/2021", "w": "11", "a": "-1", "t": "abcd"})
    assert set(bad.faults) == {"d", "w", "a", "t"}
    assert set(read(fields, {"d": "2007-12-31", "w": "1.5", "a": "1,234"}).faults) == {"d", "w", "a", "t"}


def test_every_answer_to_the_three_questions_leads_somewhere() -> None:
    reached = set()
    for what, _, _ in questions.WHAT.options:
        when = [code for code, *_ in questions.WHEN.options]
        assert questions.asked({"che": what}) is not None
        third = questions.asked({"che": what, "quando": when[0]})
        assert third is not None
        for moment, (who, _, _) in product(when, third.options):
            answers = {"che": what, "quando": moment, "chi": who}
            assert questions.asked(answers) is None
            found = questions.advice(answers)
            assert found.why
            assert found.kind in KINDS or found.instead
            reached.add(found.kind)
    assert reached == {*KINDS, ""}


def test_an_unknown_answer_is_asked_again() -> None:
    assert questions.asked({"che": "boh"}) is questions.WHAT
    assert questions.asked({"che": "evento", "quando": "boh"}) is questions.WHEN


def test_a_decided_request_goes_nowhere() -> None:
    for move, state in product(states.MOVES, ("accepted", "refused", "withdrawn")):
        with pytest.raises(Refusal) as refusal:
            states.after(state, move)
        assert refusal.value.code == "REQUEST_STATE"
        assert refusal.value.next_step


def test_every_reason_says_what_to_do_next() -> None:
    assert all(each.sentence and each.next_step for each in REASONS.values())
    assert "PROVIDER_FIRST" in {each.code for each in reasons_for("missing")}
    assert "PROVIDER_FIRST" not in {each.code for each in reasons_for("absence")}
