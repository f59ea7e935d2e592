"""The law's cases (`tests/cases/ecm/*.yaml`): reading them, and comparing an answer with what they expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "cases" / "ecm"
KEYED = {"steps": "rule", "caps": "rule", "quotas": "rule", "credits": "id", "annual": "year"}


@dataclass(frozen=True)
class LawCase:
    file: str
    title: str
    rules: tuple[str, ...]
    source: str
    command: str
    facts: dict[str, Any]
    expected: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def law_cases() -> list[LawCase]:
    """Every case of every file, in order."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _read(path)]


def _read(path: Path) -> Iterator[LawCase]:
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        yield LawCase(
            path.stem,
            entry["caso"],
            tuple(entry["regole"]),
            entry["fonte"],
            entry.get("comando", "position"),
            entry["fatti"],
            entry["attesi"],
        )


def differences(expected: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """What the answer says otherwise than the case, one line each."""
    found: list[str] = []
    listed = {entry["triennio"]: entry for entry in answer.get("trienni", ())}
    for name, wanted in (expected.get("trienni") or {}).items():
        if wanted is None:
            if name in listed:
                found.append(f"{name}: must not be listed")
        elif name not in listed:
            found.append(f"{name}: not listed")
        else:
            _triennio(name, wanted, listed[name], found)
    for key in ("compensation", "insurance"):
        if key in expected:
            _compare(key, expected[key], answer[key], found)
    if "ignored" in expected:
        _ignored(expected["ignored"], answer["ignored"], found)
    return found


def _triennio(name: str, wanted: dict[str, Any], got: dict[str, Any], found: list[str]) -> None:
    for key, value in wanted.items():
        if key not in KEYED or not isinstance(value, dict):
            _compare(f"{name}.{key}", value, got[key], found)
            continue
        rows = {str(row[KEYED[key]]): row for row in got[key]}
        for row_key, row_value in value.items():
            path = f"{name}.{key}.{row_key}"
            row = rows.get(str(row_key))
            if key == "steps":
                amounts = [step["amount"] for step in got[key] if step["rule"] == row_key]
                total = f"{sum(float(amount) for amount in amounts):.2f}" if amounts else None
                _compare(path, row_value, total, found)
            elif row_value is None:
                _compare(path, None, row, found)
            else:
                _compare(path, row_value, row or {}, found)


def _compare(path: str, wanted: Any, got: Any, found: list[str]) -> None:
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key, value in wanted.items():
            _compare(f"{path}.{key}", value, got.get(key, "<missing>"), found)
    elif wanted != got:
        found.append(f"{path}: expected {wanted!r}, got {got!r}")


def _ignored(wanted: list[dict[str, Any]], got: list[dict[str, Any]], found: list[str]) -> None:
    have = [{"what": entry["what"], "rule": entry["rule"]} for entry in got]
    found.extend(f"ignored: {entry} is not there: {have}" for entry in wanted if entry not in have)
    if wanted == [] and have:
        found.append(f"ignored: must be empty: {have}")
