"""The texts of the rules on events, read as a careful reader would; and a rulebook that is refused when it must be."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from triennio.rules.book.model import RulebookFaults
from triennio.rules.events.book import FOLDER, load_events, load_folder

LISTED = """
EVT-1 EVT-2 EVT-X EVT-3 EVT-4 EVT-5 EVT-6 EVT-7 EVT-8 EVT-9 EVT-10 EVT-11 EVT-12 EVT-13 EVT-14
EVT-R1 EVT-R2 EVT-R3 EVT-R4 EVT-R5 EVT-R6 OLD-1 OLD-2 OLD-3 OLD-4 OLD-5 OLD-6
TEST-1 TEST-2 ATT-1 QUAL-1 DATE-1 REP-1 REP-2 ADM-1
event-credits-1 event-credits-2 event-credits-3 event-credits-4
"""
IDS = LISTED.split()
BOOK = load_events()
DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")


def test_every_rule_is_there() -> None:
    assert set(BOOK.rules) == set(IDS)


@pytest.mark.parametrize("id", IDS)
def test_a_rule_reads_well(id: str) -> None:
    rule = BOOK.rules[id]
    assert not rule.title.endswith(".")
    assert rule.text.endswith(".")
    assert rule.example == "" or rule.example.endswith(".")
    assert rule.governed_by == ("" if rule.kind == "procedura" else "start")
    assert rule.kind != "calcolo" or (rule.formula and re.search(r"\d", rule.example))
    assert id not in rule.see
    for text in (rule.title, rule.text, rule.formula, rule.valid, rule.example):
        words = [word.strip("(),.:;") for word in text.split()]
        assert not set(words) & {*BOOK.sources, *BOOK.rules}, "names an id"
        assert not [word for word in words if DECIMAL_POINT.fullmatch(word)], "has a decimal point"


def test_every_source_and_contradiction_is_used() -> None:
    cited = {source.id for rule in BOOK.rules.values() for source in rule.sources}
    assert cited == set(BOOK.sources)
    from_rules = {(c.id, rule.id) for rule in BOOK.rules.values() for c in rule.contradictions}
    assert from_rules == {(c.id, rule) for c in BOOK.contradictions.values() for rule in c.rules}


def test_bodies_begin_at_the_beginning_and_go_on_in_order() -> None:
    for body in BOOK.bodies.values():
        days = [day for day, _ in body.switches]
        assert days == sorted(set(days))
        assert body.switches[0][0].year == 1
        assert {criteria for _, criteria in body.switches} <= set(BOOK.criteria)


MUTATIONS = [
    ("roles.toml", "to = 2022-12-31", "to = 2022-12-30", "(gap)"),
    ("roles.toml", "from = 2023-01-01", "from = 2022-12-31", "(overlap)"),
    ("roles.toml", 'sources = ["S003"]', "sources = []", "no citation"),
    ("criteria/v3.toml", 'rule = "EVT-3"', 'rule = "EVT-99"', "not a rule of this book"),
    ("criteria/v3.toml", 'value = "50"', 'value = "fifty"', "does not fit the unit"),
    ("criteria/v3.toml", 'value = "cut"', 'value = "up"', "not a way of rounding"),
    ("bodies.toml", "title", "titolo", "unknown key"),
    ("rules/ruoli.toml", 'confidence = "official"', 'confidence = "sure"', "is not one of"),
    ("rules/ruoli.toml", "[EVT-R6]", "[EVT-R5]", ""),
]


@pytest.mark.parametrize(("file", "old", "new", "fault"), MUTATIONS)
def test_a_wrong_rulebook_is_refused(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    folder = tmp_path / "events"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookFaults) as refused:
        load_folder(folder)
    assert fault in "\n".join(refused.value.faults)


def test_a_rulebook_without_a_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "events"
    shutil.copytree(FOLDER, folder)
    (folder / "bodies.toml").unlink()
    (folder / "notes.toml").write_text("a = 1\n")
    with pytest.raises(RulebookFaults) as refused:
        load_folder(folder)
    assert "bodies.toml: : the file is missing" in refused.value.faults
    assert any(fault.startswith("notes.toml") for fault in refused.value.faults)
