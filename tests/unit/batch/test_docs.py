"""The document of the batch is true: its examples run, in order, and it names every column, code and option."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.unit.batch.commands import rewrite, with_column
from tests.unit.cli.running import process
from triennio.cli import build_parser
from triennio.rules.book.load import RULEBOOKS
from triennio.rules.ecm.arrow.schema import FLAT, ITEMS, OUT, PERSON
from triennio.rules.ecm.arrow.words import WORDS
from triennio.rules.lawyers.arrow import schema as lawyers_schema
from triennio.rules.lawyers.arrow.words import WORDS as LAWYERS_WORDS

DOCUMENT = (Path(__file__).parents[3] / "docs" / "batch.md").read_text(encoding="utf-8")
EXAMPLES = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def prepare(folder: Path) -> None:
    """What the examples speak of and do not make themselves."""
    for name in ("rules-a", "rules-b"):
        shutil.copytree(RULEBOOKS / "ecm", folder / name)
    path = folder / "rules-b" / "trienni" / "2023-2025.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('value = "150"', 'value = "120"', 1), encoding="utf-8")


def slip(folder: Path) -> None:
    """The register of the first example, with days written as texts."""
    shutil.copytree(folder / "register", folder / "slip")
    rewrite(
        folder / "slip" / "credits.parquet", with_column("acquired", lambda c: pc.strftime(c, "%Y-%m-%d"))
    )


def test_the_examples_run_in_order(tmp_path: Path) -> None:
    prepare(tmp_path)
    for kind, text in EXAMPLES.findall(DOCUMENT):
        if kind == "python":
            told = _printed(text, tmp_path)
            assert re.fullmatch(r"\d+ \d+ \['person', 'triennio', 'years_due'\]\n", told), told
            continue
        command, _, expected = text.removeprefix("$ triennio ").partition("\n")
        if "slip" in command:
            slip(tmp_path)
        done = process(*shlex.split(command), cwd=tmp_path)
        told = "".join(line for line in done.err.splitlines(keepends=True) if "persone" not in line)
        shown = f"{done.out}{told}{f'exit {done.code}' if done.code else ''}".rstrip("\n") + "\n"
        assert re.fullmatch(re.escape(expected).replace("…", ".*"), shown, re.DOTALL), shown
    changed = pq.read_table(tmp_path / "changes" / "changes.parquet")
    assert set(changed["triennio"].to_pylist()) >= {2023}


def _printed(code: str, folder: Path) -> str:
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(code, "<docs/batch.md>", "exec"), {})  # noqa: S102
    finally:
        os.chdir(before)
    return out.getvalue()


def _row(section: str, first: str) -> str:
    """The line of a table of a section that begins with a cell."""
    start = DOCUMENT.index(f"## {section}")
    lines = DOCUMENT[start:].splitlines()
    return next(line for line in lines if line.startswith("|") and first in line.split("|")[1])


@pytest.mark.parametrize("table", FLAT)
def test_every_flat_column_is_there(table: str) -> None:
    line = _row("Flat tables", f"`{table}`")
    for field in FLAT[table]:
        name = field.name if field.nullable else f"**{field.name}**"
        assert re.search(rf"(?<![\w*]){re.escape(name)}(?![\w*])", line), name


def test_every_nested_column_is_there() -> None:
    for table, fields in ITEMS.items():
        line = _row("The nested table", f"`{table}`")
        for field in fields:
            assert re.search(rf"\b{field.name}\b", line), (table, field.name)
    start = DOCUMENT.index("## The nested table")
    for field in PERSON:
        assert f"{field.name} (" in DOCUMENT[start:]


@pytest.mark.parametrize("table", lawyers_schema.FLAT)
def test_every_flat_column_of_lawyers_is_there(table: str) -> None:
    line = _row("Lawyers", f"`{table}`")
    for field in lawyers_schema.FLAT[table]:
        name = field.name if field.nullable else f"**{field.name}**"
        assert re.search(rf"(?<![\w*]){re.escape(name)}(?![\w*])", line), name


def test_every_nested_column_code_and_result_of_lawyers_is_there() -> None:
    start = DOCUMENT.index("| nested column of lawyers")
    for table, fields in lawyers_schema.ITEMS.items():
        line = next(line for line in DOCUMENT[start:].splitlines() if line.startswith(f"| `{table}`"))
        assert all(re.search(rf"\b{field.name}\b", line) for field in fields), table
    for field in lawyers_schema.PERSON:
        assert f"{field.name} (" in DOCUMENT[start:]
    for where, words in LAWYERS_WORDS.items():
        if where != "persons.family":
            assert f"\n| `{where}` | {', '.join(words)} |\n" in DOCUMENT[start:]
    results = DOCUMENT[DOCUMENT.index("| result of lawyers") :].splitlines()
    for table, schema in lawyers_schema.OUT.items():
        line = next(line for line in results if line.startswith(f"| `{table}`"))
        assert all(re.search(rf"\b{field.name}\b", line) for field in schema), table


def test_the_code_lists_are_those_of_the_files() -> None:
    for where, words in WORDS.items():
        assert _row("The nested table", f"`{where}`") == f"| `{where}` | {', '.join(words)} |"


def test_every_column_of_a_result_is_there() -> None:
    for table, schema in OUT.items():
        line = _row("Results", f"`{table}`")
        assert isinstance(schema, pa.Schema)
        assert all(re.search(rf"\b{field.name}\b", line) for field in schema), table


def test_every_option_is_in_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("positions", "nest", "sample", "diff"):
        with pytest.raises(SystemExit):
            build_parser().parse_args(["batch", command, "--help"])
        for option in set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}:
            assert f"`{option}`" in DOCUMENT, option
