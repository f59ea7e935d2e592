"""Two sets of rules over one register: who changes, how many, by how much."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from tests.unit.batch.commands import batch, rows, sampled
from triennio.batch import parts
from triennio.batch.changes import CHANGES, Difference
from triennio.batch.families import Family
from triennio.batch.report import class_name
from triennio.batch.sample import register as sample
from triennio.rules.book.load import RULEBOOKS
from triennio.rules.ecm.arrow.people import batch_of
from triennio.rules.ecm.arrow.positions import positions_batch
from triennio.rules.ecm.arrow.schema import AMOUNTS

Capsys = pytest.CaptureFixture[str]
DAY = "2026-11-21"
OWN = RULEBOOKS / "ecm"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "CHUNK", 50)
    monkeypatch.setattr(parts, "PERSONS", 23)


def easier(folder: Path) -> Path:
    """The rulebooks with 120 credits for 2023-2025 instead of 150."""
    shutil.copytree(OWN, folder)
    path = folder / "trienni" / "2023-2025.toml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace('[values.standard]\nvalue = "150"', '[values.standard]\nvalue = "120"')
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    return folder


def test_changes_are_those_of_two_runs(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 150, "--nested", "--credits-per-triennio", 40)
    rules = easier(tmp_path / "rules")
    ran = batch(capsys, "diff", OWN, rules, nested, tmp_path / "out", "--as-of", DAY)
    assert ran.code == 0, ran.err
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["changes.parquet", "histogram.csv"]
    for name, folder in (("a", OWN), ("b", rules)):
        assert (
            batch(capsys, "positions", nested, tmp_path / name, "--as-of", DAY, "--rules", folder).code == 0
        )
    before, after = (
        {(row["person"], row["triennio"]): row for row in rows(tmp_path / name / "positions.parquet")}
        for name in "ab"
    )
    assert before.keys() == after.keys()
    changed = {key for key in before if before[key] != after[key]}
    found = rows(tmp_path / "out" / "changes.parquet")
    assert {(row["person"], row["triennio"]) for row in found} == changed
    assert any(row["triennio"] == 2023 for row in found)
    for row in found:
        key = (row["person"], row["triennio"])
        for name in ("years_due", *AMOUNTS, "certifiable"):
            assert (row[f"{name}_a"], row[f"{name}_b"]) == (before[key][name], after[key][name])
    with (tmp_path / "out" / "histogram.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    gained = sum(after[k]["certifiable"] and not before[k]["certifiable"] for k in before if k[1] == 2023)
    line = {"triennio": "2023-2025", "measure": "certifiable", "class": "no>yes", "people": str(gained)}
    assert gained
    assert line in told
    for measure in ("certifiable", "obligation_difference", "missing_difference"):
        assert sum(int(row["people"]) for row in told if row["measure"] == measure) == len(before)
    assert f"cambiate {len(changed)}" in ran.out
    assert "no → sì" in ran.out


def test_the_same_rules_change_nobody(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 60, "--nested")
    ran = batch(capsys, "diff", OWN, OWN, nested, tmp_path / "out", "--as-of", DAY)
    assert ran.code == 0, ran.err
    assert "cambiate 0" in ran.out
    assert rows(tmp_path / "out" / "changes.parquet") == []


def test_a_triennio_that_only_one_side_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """A side without it asks for nothing; in `changes` its numbers are null."""
    people = batch_of(sample.chunk(3, 0, 6.0, 2))
    calls: list[int] = []

    def one_less(_: Family, *given: object) -> dict[str, pa.RecordBatch]:
        calls.append(1)
        found = positions_batch(*given)  # type: ignore[arg-type]
        return {"positions": found["positions"].slice(len(calls) - 1)}

    monkeypatch.setattr(Family, "positions", one_less)
    found = Difference(OWN, OWN, {}, {}, date(2026, 11, 21)).run(people)
    (row,) = found["changes"].to_pylist()
    assert found["changes"].schema.equals(CHANGES)
    assert row["obligation_a"] is not None
    assert all(row[f"{name}_b"] is None for name in ("years_due", *AMOUNTS, "certifiable"))
    verdicts = [row for row in found["tally"].to_pylist() if row["measure"] == 0 and row["value"] % 3 == 0]
    assert [row["people"] for row in verdicts] == [1]


@pytest.mark.parametrize(
    ("place", "name"),
    [(0, "0"), (1, "(0, 1.00]"), (2, "(1.00, 5.00]"), (-1, "[-1.00, 0)"), (-3, "[-10.00, -5.00)"), (8, ">150.00"),
     (-8, "<-150.00")],
)  # fmt: skip
def test_classes_of_the_histogram_have_names(place: int, name: str) -> None:
    assert class_name(place) == name


def test_folders_that_are_no_rulebook_are_refused(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 60, "--nested")
    ran = batch(capsys, "diff", OWN, tmp_path / "nowhere", nested, tmp_path / "out")
    assert ran.code == 2
    assert ran.err
    assert "Traceback" not in ran.err
