"""The law's cases on events (`tests/cases/events/*.yaml`), through the same table that the command reads."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import yaml

from triennio.rules.events import load_events
from triennio.rules.events.rows import COLUMNS, read_event
from triennio.rules.events.table import answer_table

FOLDER = Path(__file__).parents[2] / "cases" / "events"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['caso']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
PROCEDURES_AND_CONDITIONS = {"EVT-5", "EVT-14"}


def answered(row: dict[str, Any]) -> dict[str, str]:
    """One row through the table."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row))
    writer.writeheader()
    writer.writerow(row)
    return next(csv.DictReader(io.StringIO(answer_table(text.getvalue()))))


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    assert set(case["riga"]) <= set(COLUMNS)
    found = answered(case["riga"])
    expected = dict(case["attesi"])
    assert found["refusal"].partition(":")[0] == expected.pop("refusal")
    assert {key: found[key] for key in expected} == expected


def test_cases_are_told_to_their_reader() -> None:
    for param in CASES:
        case = param.values[0]
        assert set(case) == {"caso", "regole", "fonte", "conto", "riga", "attesi"}
        assert case["fonte"]
        assert case["conto"]
        assert set(case["regole"]) <= set(load_events().rules)
        assert case["attesi"]["rule"] in case["regole"]


def test_every_calculated_rule_has_a_case() -> None:
    proved = {rule for param in CASES for rule in param.values[0]["regole"]}
    calculated = {rule.id for rule in load_events().rules.values() if rule.kind == "calcolo"}
    assert calculated - proved == set()


def test_every_measure_of_a_role_has_a_case() -> None:
    book = load_events()
    rows = [{k: str(v) for k, v in param.values[0]["riga"].items()} for param in CASES]
    events = [read_event(row, book) for row in rows if row.get("role", "P") != "P"]
    used = {book.measure(event).place for event in events}
    never = {m.place for m in book.measures if m.per != "nothing"} - used
    assert never == set()


def test_every_refusal_has_a_case() -> None:
    codes = {param.values[0]["attesi"]["refusal"] for param in CASES} - {""}
    assert codes == set(load_events().refusals)
