"""Any JSON value is answered or refused with faults; nothing else ever comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.rules.strategies import cases
from triennio.kernel.faults import InputFaults
from triennio.rules.ecm import compensation, position
from triennio.rules.ecm.facts import CREDIT_KINDS, EXEMPTION_KINDS, EXONERATION_KINDS, FACT_KINDS, ROLES

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=150)
KEYS = (
    *("as_of", "person", "facts", "dossiers", "exonerations", "exemptions", "credits", "moves", "policies"),
    *("family", "id", "name", "profession", "disciplines", "practice", "born", "register", "nhs_work", "act"),
    *(
        "kind",
        "triennio",
        "share",
        "from",
        "to",
        "yearly_income",
        "type",
        "built",
        "realised",
        "areas",
        "hours",
    ),
    *("chosen_year", "filed", "acquired", "recognised", "role", "event", "edition", "recruited", "objective"),
    *("format", "event_type", "host_event", "accredited", "indexed", "medium", "position", "months", "days"),
    *("leef", "country", "distance", "credit", "on", "third_of", "prem_2017", "move_until_2023", "balances"),
    *("technical", "planned", "date"),
)
WORDS = (
    *(
        "2020-2022",
        "2014-2016",
        "2020-01-01",
        "2028-12-31",
        "1900-01-01",
        "2099-12-31",
        "9999-12-31",
        "0001-01-01",
    ),
    *(
        "10.4",
        "0",
        "-1",
        "1e9",
        "9999999.99",
        "NaN",
        "employee",
        "event",
        "journal",
        "FAD",
        "enrolment",
        "IT",
        "",
    ),
    *(*ROLES, *CREDIT_KINDS, *FACT_KINDS, *EXEMPTION_KINDS[:3], *EXONERATION_KINDS),
)
atoms = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.integers(),
    st.floats(),
    st.sampled_from(WORDS),
    st.text(max_size=6),
)
keys = st.one_of(st.sampled_from(KEYS), st.text(max_size=4))
anything = st.recursive(
    atoms,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=5)),
    max_leaves=20,
)


def answered_or_refused(case: Any) -> None:
    found = outcome(position, case)
    assert json.loads(json.dumps(found)) == found


def outcome(ask: Callable[[Any], Any], question: Any) -> Any:
    """The answer, or the lines of the refusal: each with its place, printable."""
    try:
        return ask(question)
    except InputFaults as refusal:
        lines = [str(fault) for fault in refusal.faults]
    assert lines
    assert all(line.startswith("$") and line.isprintable() for line in lines)
    return lines


@SLOW
@given(anything)
def test_any_value(value: Any) -> None:
    answered_or_refused(value)


@SLOW
@given(st.dictionaries(keys, anything, max_size=6), anything)
def test_any_object_around_a_person(value: dict[str, Any], person: Any) -> None:
    answered_or_refused({**value, "person": person if isinstance(person, dict) else {}})


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a value, from the outside in."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in inner for found in places(item, (*path, key)))]


@SLOW
@given(cases(most_credits=5), st.data())
def test_a_good_file_with_one_field_spoilt(case: dict[str, Any], data: st.DataObject) -> None:
    spoilt = deepcopy(case)
    path = data.draw(st.sampled_from(places(case)[1:]), label="place")
    place: Any = spoilt
    for step in path[:-1]:
        place = place[step]
    match data.draw(st.sampled_from(["replace", "remove", "add"]), label="how"):
        case "replace":
            place[path[-1]] = data.draw(anything, label="junk")
        case "remove":
            del place[path[-1]]
        case _ if isinstance(place, dict):
            place[data.draw(keys, label="key")] = data.draw(anything, label="junk")
        case _:
            place.append(data.draw(anything, label="junk"))
    answered_or_refused(spoilt)


@SLOW
@given(st.one_of(anything, st.fixed_dictionaries({"balances": anything})))
def test_any_question_about_compensation(question: Any) -> None:
    answer = outcome(compensation, question)
    keys = {"balances", "total", "needed", "certifiable", "transfers"}
    assert isinstance(answer, list) or set(answer) == keys
