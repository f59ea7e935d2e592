"""The lawyers' cases (`tests/cases/lawyers/*.yaml`): reading them, and comparing an answer with what they expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "cases" / "lawyers"
PERIODS = {"years": "year", "trienni": "triennio"}
KEYED = {"caps": "rule", "credits": "id"}


@dataclass(frozen=True)
class LawCase:
    file: str
    title: str
    rules: tuple[str, ...]
    source: str
    facts: dict[str, Any]
    expected: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def law_cases() -> list[LawCase]:
    """Every case of every file, in order."""
    return [
        LawCase(path.stem, e["caso"], tuple(e["regole"]), e["fonte"], e["fatti"], e["attesi"])
        for path in sorted(FOLDER.glob("*.yaml"))
        for e in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def differences(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> list[str]:
    """What the answer says otherwise than the case, one line each."""
    return list(_differences(expected, answer))


def _differences(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[str]:
    for key, wanted in expected.items():
        if key in PERIODS:
            listed = {str(entry[PERIODS[key]]): entry for entry in answer[key]}
            if wanted == {} and listed:
                yield f"{key}: must be empty: {list(listed)}"
            for name, entry in wanted.items():
                yield from _period(f"{key}.{name}", entry, listed.get(str(name)))
        elif key == "ignored":
            have = [{"what": entry["what"], "rule": entry["rule"]} for entry in answer["ignored"]]
            if wanted == [] and have:
                yield f"ignored: must be empty: {have}"
            yield from (f"ignored: {entry} is not there: {have}" for entry in wanted if entry not in have)
        else:
            yield from _compare(key, wanted, answer[key])


def _period(path: str, wanted: Any, got: Any) -> Iterator[str]:
    if wanted is None or got is None:
        if wanted is not got:
            yield f"{path}: {'must not be' if wanted is None else 'not'} listed"
        return
    for key, value in wanted.items():
        if key == "steps":
            yield from _steps(f"{path}.steps", value, got["steps"])
        elif key in KEYED:
            rows = {row[KEYED[key]]: row for row in got[key]}
            for name, entry in value.items():
                yield from _compare(f"{path}.{key}.{name}", entry, rows.get(name))
        else:
            yield from _compare(f"{path}.{key}", value, got[key])


def _steps(path: str, wanted: Mapping[str, str], got: list[dict[str, str]]) -> Iterator[str]:
    for rule, amount in wanted.items():
        amounts = [Decimal(step["amount"]) for step in got if step["rule"] == rule]
        total = str(sum(amounts)) if amounts else None
        yield from _compare(f"{path}.{rule}", amount, total)


def _compare(path: str, wanted: Any, got: Any) -> Iterator[str]:
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key, value in wanted.items():
            yield from _compare(f"{path}.{key}", value, got.get(key, "<missing>"))
    elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        for index, (value, other) in enumerate(zip(wanted, got, strict=True)):
            yield from _compare(f"{path}[{index}]", value, other)
    elif wanted != got:
        yield f"{path}: expected {wanted!r}, got {got!r}"
