"""A lawyer's file: every fault with its exact place and sentence, all of them in one pass, never a crash."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.lawyers.strategies import cases
from triennio.kernel.faults import InputFaults
from triennio.rules.families import position

GOOD: dict[str, Any] = {
    "as_of": "2026-11-21",
    "person": {
        "id": "a",
        "family": "lawyers",
        "name": "Ada",
        "surname": "Bo",
        "born": "1980-05-01",
        "register": [{"act": "enrolment", "date": "2010-03-02"}],
    },
    "facts": [],
    "exemptions": [
        {"id": "e1", "kind": "maternity", "from": "2021-03-01", "to": "2021-08-31", "filed": "2021-03-05"},
        {"id": "e2", "kind": "law_professor", "from": "2026-11-01"},
    ],
    "credits": [
        {"id": "c1", "acquired": "2021-02-03", "credits": "3.5", "subject": "deontology", "mode": "live"},
        {"acquired": "2021-02-04", "credits": 2, "activity": "lecture", "title": "Lezione"},
    ],
    "policies": {"triennio_start": "common"},
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good file with one place (`credits.0.acquired`) holding something else."""
    case = deepcopy(GOOD)
    place: Any = case
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    for step in way:
        place = place[step]
    place[last] = value
    return case


def faults(case: Any) -> list[str]:
    with pytest.raises(InputFaults) as refusal:
        position(case)
    return [str(fault) for fault in refusal.value.faults]


def test_a_good_file_is_answered() -> None:
    answer = position(GOOD)
    assert answer["family"] == "lawyers"
    assert [c["id"] for year in answer["years"] for c in year["credits"]] == ["c1", "c2"]
    assert answer["ignored"] == answer["notes"] == []


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("as_of", "2026-13-01", "$.as_of: not a date: '2026-13-01'"),
        ("person.family", "notaries", "$.person.family: not one of ecm, lawyers: 'notaries'"),
        ("person.profession", 1, "$.person.profession: unknown key"),
        ("person.born", "1980", "$.person.born: not a date: '1980'"),
        ("person.register.0.act", "death", "$.person.register[0].act: not one of enrolment, cancellation, "),
        ("facts", [{"kind": "certified"}], "$.facts: does not concern lawyers"),
        ("moves", [{}], "$.moves: does not concern lawyers"),
        ("exemptions.0.kind", "illness", "$.exemptions[0].kind: not one of age_60, seniority_25, "),
        ("exemptions.0.to", "2021-02-28", "$.exemptions[0].to: before `from`: 2021-02-28 < 2021-03-01"),
        ("exemptions.1.credits", "4", "$.exemptions[1].credits: only a waiver is measured in credits"),
        ("exemptions.0.compulsory", "1", "$.exemptions[0].compulsory: a part of `credits` is needed"),
        ("exemptions.1.id", "e1", "$.exemptions[1].id: given twice: 'e1'"),
        ("credits", {}, "$.credits: not a list: {}"),
        ("credits.0.acquired", None, "$.credits[0].acquired: missing"),
        ("credits.0.credits", "-1", "$.credits[0].credits: not an amount: '-1'"),
        ("credits.0.credits", None, "$.credits[0].credits: missing"),
        ("credits.0.subject", "ethics", "$.credits[0].subject: not one of ordinary, compulsory, deontology"),
        ("credits.0.mode", "fad", "$.credits[0].mode: not one of in_person, live, deferred: 'fad'"),
        ("credits.0.activity", "x", "$.credits[0].activity: not one of event, lecture, "),
        ("credits.0.role", "learner", "$.credits[0].role: unknown key"),
        ("credits.1.id", "c1", "$.credits[1].id: given twice: 'c1'"),
        ("policies", [], "$.policies: not an object: []"),
        ("policies", "", "$.policies: not an object: ''"),
        ("policies.third_of", "personal", "$.policies.third_of: unknown policy"),
        ("policies.triennio_start", "x", "$.policies.triennio_start: not one of personal, common: 'x'"),
        ("extra", 1, "$.extra: unknown key"),
    ],
)
def test_one_fault(path: str, value: Any, expected: str) -> None:
    found = faults(changed(path, value))
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    case = changed("credits.0.credits", "x")
    case["as_of"] = "ieri"
    case["exemptions"][0]["from"] = None
    case["policies"]["nothing"] = 1
    assert [fault.split(":")[0] for fault in faults(case)] == [
        "$.as_of",
        "$.exemptions[0].from",
        "$.credits[0].credits",
        "$.policies.nothing",
    ]


@pytest.mark.parametrize("case", [None, [], "x", 3, {}, {"person": []}])
def test_what_is_no_case_of_anybody(case: Any) -> None:
    assert faults(case)


def test_a_lawyer_of_whom_nothing_is_known_is_answered() -> None:
    answer = position({"person": {"family": "lawyers"}})
    assert answer["years"][-1]["published"] is False


def test_a_root_is_kept() -> None:
    with pytest.raises(InputFaults) as refusal:
        position({"person": {"family": "lawyers", "born": 1}}, root="$[3]")
    assert [fault.path for fault in refusal.value.faults] == ["$[3].person.born"]


def test_later_facts_have_no_effect_and_are_told() -> None:
    case = changed("as_of", "2021-02-03")
    answer = position(case)
    assert [note["what"] for note in answer["notes"]] == [
        "$.exemptions[0]",
        "$.exemptions[1]",
        "$.credits[1]",
    ]
    assert answer["years"][-1]["year"] == 2021
    assert answer["years"][-1]["due"] == "15.00"


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 10**9), st.floats(), st.text(max_size=8), st.dates().map(str)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases(), anything, st.data())
def test_any_value_anywhere_is_answered_or_refused(case: dict[str, Any], value: Any, data: Any) -> None:
    places = [(case, key) for key in case]
    places += [(case["person"], key) for key in ("born", "register", "family")]
    places += [(item, key) for name in ("credits", "exemptions") for item in case[name] for key in item]
    where, key = data.draw(st.sampled_from(places))
    where[key] = value
    try:
        answer = position(case)
    except InputFaults as refusal:
        found = [str(fault) for fault in refusal.faults]
    else:
        found = ["$"]
        json.dumps(answer)
    assert found
    assert all(fault.startswith("$") and "\n" not in fault for fault in found)
