"""docs/lawyers.md says what the library answers and names every word of the interface."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from triennio.rules.book import load
from triennio.rules.families import position
from triennio.rules.lawyers.columns import ACTIVITIES, MODES, SUBJECTS
from triennio.rules.lawyers.facts import EXEMPTION_KINDS

TEXT = (Path(__file__).parents[3] / "docs" / "lawyers.md").read_text(encoding="utf-8")
KEYS = {"years": "year", "trienni": "triennio", "credits": "id"}


def example(name: str) -> Any:
    found = re.search(rf"```json {name}\n(.*?)```", TEXT, re.DOTALL)
    assert found
    return json.loads(found[1])


def part_of(shown: Any, real: Any, path: str = "$") -> None:
    """Everything shown is in the real answer; lists of years, trienni and credits may be shortened."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            assert key in real, f"{path}.{key}"
            if key in KEYS and isinstance(value, list):
                rows = {row[KEYS[key]]: row for row in real[key]}
                for row in value:
                    part_of(row, rows[row[KEYS[key]]], f"{path}.{key}[{row[KEYS[key]]}]")
            else:
                part_of(value, real[key], f"{path}.{key}")
    elif isinstance(shown, list):
        assert len(shown) == len(real), path
        for index, (mine, other) in enumerate(zip(shown, real, strict=True)):
            part_of(mine, other, f"{path}[{index}]")
    else:
        assert shown == real, path


def test_the_example_is_the_answer() -> None:
    part_of(example("answer"), position(example("input")))


def test_every_key_of_the_answer_is_told() -> None:
    answer = position(example("input"), trace=True)
    keys = {*answer, *answer["years"][0], *answer["trienni"][0], *answer["certificate"], "surplus_2020"}
    told = set(re.findall(r"[`\"](\w+)[`\"]", TEXT))
    assert keys - told - {"reason", "source", "as_of"} == set()


def test_every_word_of_the_input_is_told() -> None:
    for word in (*EXEMPTION_KINDS, *SUBJECTS, *MODES, *ACTIVITIES):
        assert f"`{word}`" in TEXT, word


def test_every_policy_is_told_default_first() -> None:
    for policy in load("lawyers").policies.values():
        values = [policy.default, *(value for value in policy.values if value != policy.default)]
        assert f"| `{policy.name}` | {', '.join(f'`{value}`' for value in values)} |" in TEXT
