"""Every case of the law, on ints and on NumPy. A case is facts, expected numbers and a source: see its file."""

from __future__ import annotations

import pytest

from tests.unit.rules.law_cases import LawCase, differences, law_cases
from triennio.rules.book import load
from triennio.rules.ecm import compensation, position
from triennio.rules.ecm.answer import as_json
from triennio.rules.ecm.fold import career
from triennio.rules.ecm.read import read_case
from triennio.rules.ecm.work import drive_many

CASES = law_cases()
POSITIONS = [case for case in CASES if case.command == "position"]


@pytest.mark.parametrize("case", POSITIONS, ids=str)
def test_on_ints(case: LawCase) -> None:
    assert differences(case.expected, position(case.facts)) == []


@pytest.mark.parametrize("case", [c for c in CASES if c.command == "compensation"], ids=str)
def test_compensation(case: LawCase) -> None:
    answer = compensation({"balances": case.facts["balances"]})
    assert differences(case.expected, {"compensation": answer}) == []


@pytest.fixture(scope="module")
def on_numpy() -> dict[str, dict[str, object]]:
    """All cases side by side in one run on arrays."""
    book = load("ecm")
    careers = drive_many(book, [career(read_case(case.facts, book), book) for case in POSITIONS])
    return {str(case): as_json(found, book) for case, found in zip(POSITIONS, careers, strict=True)}


@pytest.mark.parametrize("case", POSITIONS, ids=str)
def test_on_numpy(case: LawCase, on_numpy: dict[str, dict[str, object]]) -> None:
    answer = on_numpy[str(case)]
    assert differences(case.expected, answer) == []
    assert answer == position(case.facts)


def test_titles_are_unique() -> None:
    titles = [str(case) for case in CASES]
    assert len(titles) == len(set(titles))
    assert all(case.source and case.rules for case in CASES)
