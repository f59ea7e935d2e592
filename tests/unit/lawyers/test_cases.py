"""Every case of the lawyers' law, on ints and on NumPy; every rule that computes or decides has a case."""

from __future__ import annotations

import pytest

from tests.unit.lawyers.law_cases import LawCase, differences, law_cases
from triennio.rules.book import load
from triennio.rules.families import position
from triennio.rules.lawyers.answer import as_json
from triennio.rules.lawyers.fold import career
from triennio.rules.lawyers.read import read_case
from triennio.rules.lawyers.work import drive_many

CASES = law_cases()
BOOK = load("lawyers")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_ints(case: LawCase) -> None:
    assert differences(case.expected, position(case.facts)) == []


@pytest.fixture(scope="module")
def on_numpy() -> dict[str, dict[str, object]]:
    """All cases side by side in one run on arrays."""
    careers = drive_many(BOOK, [career(read_case(case.facts, BOOK), BOOK) for case in CASES])
    return {str(case): as_json(found, BOOK) for case, found in zip(CASES, careers, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_numpy(case: LawCase, on_numpy: dict[str, dict[str, object]]) -> None:
    assert on_numpy[str(case)] == position(case.facts)


def test_cases_are_told_apart_and_cited() -> None:
    titles = [str(case) for case in CASES]
    assert len(titles) == len(set(titles))
    assert all(case.source for case in CASES)


def test_every_rule_has_a_case() -> None:
    cited = {rule for case in CASES for rule in case.rules}
    assert cited == set(BOOK.rules)


def test_every_other_reading_has_a_case() -> None:
    tried = {(name, value) for case in CASES for name, value in case.facts.get("policies", {}).items()}
    others = {(p.name, v) for p in BOOK.policies.values() for v in p.values if v != p.default}
    assert tried >= others
