"""The documents of these commands are true: made from the data, and every example runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.unit.cli.running import inside, process
from triennio.rules.book import load
from triennio.rules_cli.docs import OTHERS, document

ROOT = Path(__file__).parents[3]
RULES = ROOT / "docs" / "rules.md"
COMMANDS = ROOT / "docs" / "cli.md"

FILES = re.compile(r"^```(?:json|csv) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = re.compile(r"^```console\n\$ triennio (.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_document_of_the_rules_is_current() -> None:
    how = "make it again: python -m triennio.rules_cli.docs docs/rules.md"
    assert RULES.read_text(encoding="utf-8") == document(load("ecm")), how


def test_every_rule_has_its_section_and_every_link_a_target() -> None:
    text = RULES.read_text(encoding="utf-8")
    headings = re.findall(r"^#{2,3} (\S.*)$", text, re.MULTILINE)
    assert len(headings) == len(set(headings))
    assert set(load("ecm").rules) <= set(headings)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
    assert OTHERS not in text


def test_the_document_can_be_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "rules.md"
    assert process("rules", "docs", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == inside("rules", "docs").out == document(load("ecm"))
    refused = inside("rules", "docs", str(tmp_path))
    assert (refused.code, refused.err) == (1, "cannot write the answer: Is a directory\n")


def test_the_examples_are_there() -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    assert len(EXAMPLES.findall(text)) == text.count("```console") >= 8
    assert text.count("```json ") + text.count("```csv ") == len(FILES.findall(text))


@pytest.mark.parametrize(("command", "expected"), EXAMPLES.findall(COMMANDS.read_text(encoding="utf-8")))
def test_an_example_answers_what_it_says(tmp_path: Path, command: str, expected: str) -> None:
    for name, content in FILES.findall(COMMANDS.read_text(encoding="utf-8")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = process(*shlex.split(command), cwd=tmp_path)
    shown = f"{done.out}{done.err}{f'exit {done.code}' if done.code else ''}".rstrip("\n") + "\n"
    assert re.fullmatch(re.escape(expected).replace("…", ".*"), shown, re.DOTALL), shown


@pytest.mark.parametrize("command", ["position", "explain", "rules", "rules list", "rules show"])
def test_every_option_is_in_the_document(command: str) -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    for option in re.findall(r"--[a-z]+", inside(*command.split(), "--help").out):
        assert option == "--help" or f"`{option}" in text
