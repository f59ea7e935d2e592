"""The texts of the ECM rules, read as a careful reader would: nothing missing, nothing dangling."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "src" / "triennio" / "rules" / "rulebooks" / "ecm"

LISTED = """
ROUND-1 ROUND-2 ROUND-3 ROUND-4 ROUND-5
OBL-1 OBL-2 OBL-3 OBL-4 OBL-5 START-1 START-2 PRO-1 PRO-2 PRO-3
REG-1 REG-2 REG-3 REG-4 REG-5 RET-1 RET-2 MULTI-1
RED-11 RED-14 RED-17 RED-20 RED-20x RED-23 RED-26 RED-B RED-C RED-V PREM-1 PREM-2 PREM-3
SEISM-1 SEISM-2 SEISM-3 FLOOD-1 COV-1 COV-2 COV-3 COV-4
DOS-A DOS-B DOS-C DOS-D DOS-E DOS-F DOS-G DOS-H DOS-I DOS-J DOS-K DOS-L DOS-BUILD DOS-DONE
EXO-1 EXO-2 EXO-3 EXO-4 EXO-5 EXO-6 EXO-7 EXO-8 EXO-8b EXO-9 EXO-10 EXO-11 EXO-BASE
EXE-1 EXE-2 EXE-3 EXE-4 EXE-5 EXE-6 EXE-7 EXE-8 EXE-9
CAP-1 CAP-2 CAP-3 CAP-3b CAP-3c CAP-4 CAP-5 CAP-6 CAP-7 CAP-8 CAP-9
CAP-O1 CAP-O2 CAP-O3 CAP-O4 CAP-O5 CAP-O6 RAD-1 RAD-2 RAD-3 EVT-4 ACC-1 FSC-LP
IND-PUB IND-PUBo IND-TRIAL IND-TRIALo IND-TUT IND-TUTo IND-EST1 IND-EST2 IND-ESTo IND-AUTO IND-NO
REC-1 REC-2 REC-3 REC-4 REC-5 COMP-1 COMP-2 COMP-3 COMP-4 COMP-5 COMP-6 COMP-7
CERT-1 CERT-2 MISS-1 INS-1 INS-2 INS-3 SAN-1 SAN-2 FISC-1
"""
IDS = LISTED.split()

FILES = {
    "decorrenza",
    "riduzioni",
    "dossier",
    "covid-calamita",
    "esoneri",
    "esenzioni",
    "vincoli",
    "formazione-individuale",
    "recuperi",
    "certificazione",
    "arrotondamenti",
}
KINDS = {"calcolo", "condizione", "procedura"}
GOVERNED_BY = {"triennio", "acquired", "from", "filed", "built", "act"}
CONFIDENCE = {"official", "order", "secondary", "impl", "inferred"}
SOURCE_KINDS = {"legge", "delibera", "agenas", "ordine", "guida", "stampa", "implementazione"}
REQUIRED = {"title", "kind", "text", "formula", "valid", "governed_by", "sources", "confidence", "example"}
OPTIONAL = {"contradictions", "policies", "see", "open"}
READ_BY_PEOPLE = ("title", "text", "formula", "valid", "example")
DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")

POLICIES = {
    "third_of": ("personal", ["personal", "standard"]),
    "prorata_exemptions": ("before", ["before", "after"]),
    "reduction_2023": ("as_2020", ["as_2020", "none"]),
    "reduction_2026": ("none", ["none", "as_2020"]),
    "dossier_2017": ("by_date", ["by_date", "10", "30"]),
    "dossier_done_individual": ("20", ["20", "15"]),
    "two_dossiers": ("larger", ["larger", "individual", "group"]),
    "prem_2017": ("15", ["15"]),
    "prem_2020": ("10", ["10"]),
    "conference_cap": ("triennial", ["triennial", "yearly"]),
    "auto_move_2014": ("off", ["off", "on"]),
    "move_until_2023": ("2029-06-30", ["2029-06-30"]),
    "insurance_from": ("2023-2025", ["2023-2025", "2026-2028"]),
    "dossier_coherence": ("each_area", ["each_area", "overall"]),
    "absence_split": ("by_calendar_year", ["by_calendar_year", "whole"]),
    "allocation_order": ("chronological", ["chronological"]),
}
"""Names, defaults and values are a contract with whoever writes files for the product."""


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_rules() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((FOLDER / "rules").glob("*.toml")):
        yield from read(f"rules/{path.name}").items()


RULES = dict(read_rules())
SOURCES = read("sources.toml")
CONTRADICTIONS = read("contradictions.toml")
DECLARED_POLICIES = read("policies.toml")
COUNTRIES = read("countries.toml")
PROFESSIONS = read("professions.toml")


def test_every_rule_of_the_rulebook_is_there_once() -> None:
    assert [rule for rule, times in Counter(rule for rule, _ in read_rules()).items() if times > 1] == []
    assert set(RULES) == set(IDS)
    assert len(IDS) == len(set(IDS))


def test_the_rules_stand_in_their_files() -> None:
    assert {path.stem for path in (FOLDER / "rules").glob("*.toml")} == FILES


@pytest.mark.parametrize("rule", IDS)
def test_a_rule_has_its_fields(rule: str) -> None:
    entry = RULES[rule]
    assert set(entry) >= REQUIRED
    assert set(entry) <= REQUIRED | OPTIONAL
    assert entry["kind"] in KINDS
    assert entry["confidence"] in CONFIDENCE
    assert entry["governed_by"] in ({""} if entry["kind"] == "procedura" else GOVERNED_BY)
    assert entry["valid"]
    assert entry.get("open", True) is True, "write open only where it is true"
    assert entry["sources"]
    assert set(entry["sources"]) <= set(SOURCES)
    assert len(entry["sources"]) == len(set(entry["sources"]))
    assert set(entry.get("see", [])) <= set(RULES) - {rule}


@pytest.mark.parametrize("rule", IDS)
def test_a_rule_reads_well(rule: str) -> None:
    entry = RULES[rule]
    assert entry["title"]
    assert not entry["title"].endswith(".")
    assert entry["text"].endswith(".")
    assert len(entry["text"]) >= 40
    assert entry["example"] == "" or entry["example"].endswith(".")
    for field in READ_BY_PEOPLE:
        assert "  " not in entry[field]
        words = [word.strip("(),.:;") for word in entry[field].split()]
        assert not set(words) & {*SOURCES, *IDS}, f"{field} names an id"
        assert not [word for word in words if DECIMAL_POINT.fullmatch(word)], f"{field} has a decimal point"


@pytest.mark.parametrize("rule", [rule for rule in IDS if RULES.get(rule, {}).get("kind") == "calcolo"])
def test_a_calculation_has_a_formula_and_a_worked_example(rule: str) -> None:
    assert RULES[rule]["formula"]
    assert any(character.isdigit() for character in RULES[rule]["example"])


def test_every_source_is_cited() -> None:
    cited = {source for entry in (*RULES.values(), *COUNTRIES.values()) for source in entry["sources"]}
    assert set(SOURCES) == cited


def test_a_source_says_what_it_is() -> None:
    for source, entry in SOURCES.items():
        assert set(entry) >= {"title", "kind"}, source
        assert set(entry) <= {"title", "kind", "url", "date"}, source
        assert entry["kind"] in SOURCE_KINDS, source
        assert len(entry["title"]) > 10, source
        assert source.isascii()
        assert entry.get("url", "https://").startswith(("http://", "https://")), source
        assert isinstance(entry.get("date", date(2019, 1, 1)), date), source


def test_contradictions_and_rules_name_each_other() -> None:
    assert list(CONTRADICTIONS) == [f"C{number}" for number in range(1, 22)]
    from_rules = {(c, rule) for rule, entry in RULES.items() for c in entry.get("contradictions", [])}
    from_contradictions = {(c, rule) for c, entry in CONTRADICTIONS.items() for rule in entry["rules"]}
    assert from_rules == from_contradictions


def test_a_contradiction_says_both_sides_and_the_choice() -> None:
    for contradiction, entry in CONTRADICTIONS.items():
        assert set(entry) == {"subject", "says_a", "says_b", "use", "rules"}, contradiction
        assert all(entry[side].endswith(".") for side in ("says_a", "says_b", "use")), contradiction
    assert [c for c, entry in CONTRADICTIONS.items() if not entry["rules"]] == ["C17"], (
        "presence has no rule yet"
    )


def test_policies_are_the_frozen_ones() -> None:
    assert {name: (p["default"], p["values"]) for name, p in DECLARED_POLICIES.items()} == POLICIES
    decimals = {name for name, p in DECLARED_POLICIES.items() if p.get("pattern") == "decimal"}
    assert decimals == {"prem_2017", "prem_2020"}


def test_policies_and_rules_name_each_other() -> None:
    from_rules = {(name, rule) for rule, entry in RULES.items() for name in entry.get("policies", [])}
    from_policies = {(name, rule) for name, entry in DECLARED_POLICIES.items() for rule in entry["rules"]}
    assert from_rules == from_policies


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_is_told_to_its_reader(name: str) -> None:
    entry = DECLARED_POLICIES[name]
    assert all(value in entry["meaning"] for value in entry["values"])
    assert entry["meaning"].endswith(".")
    assert entry["verified"] or entry["shown"].endswith("."), "an unverified choice carries a caveat"
    assert any(name in RULES[rule]["text"] for rule in entry["rules"]), "no rule speaks of it"


def test_countries() -> None:
    old, new = COUNTRIES["old"], COUNTRIES["new"]
    for table in (old, new):
        assert len(table["codes"]) == len(set(table["codes"])) == 26 + 3, (
            "the Union without Italy, and three more"
        )
        assert {"US", "CH", "CA"} <= set(table["codes"])
        assert "IT" not in table["codes"]
        assert table["codes_until"] == {"GB": date(2020, 12, 31)}
        assert table["rule"] in RULES
    assert (old["complete"], new["complete"]) == (True, False)
    assert (new["from"] - old["to"]).days == 1


def test_professions_disciplines_objectives() -> None:
    professions = {p["code"]: p["name"] for p in PROFESSIONS["professions"]}
    assert list(professions) == list(range(1, 31))
    assert len(PROFESSIONS["law_3_2018"]) == len(set(PROFESSIONS["law_3_2018"])) == 17
    assert not {1, 9, 14, 15, 18, 27} & set(PROFESSIONS["law_3_2018"]), "they had a register before"

    disciplines = {d["code"]: d["profession"] for d in PROFESSIONS["disciplines"]}
    assert len(disciplines) == len(PROFESSIONS["disciplines"]) == 102
    assert set(disciplines.values()) <= set(professions)
    assert sum(profession == 1 for profession in disciplines.values()) == 69

    areas = Counter(o["area"] for o in PROFESSIONS["objectives"])
    assert areas == {"tecnico-professionale": 18, "processo": 12, "sistema": 8}
    assert [o["code"] for o in PROFESSIONS["objectives"]] == list(range(1, 39))
