"""The batch of lawyers: the same commands, another family."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.unit.batch.commands import batch, rewrite, rows, sampled, set_value, with_column
from tests.unit.batch.test_commands import stop_after
from tests.unit.lawyers.from_cases import flat_tables
from triennio.batch import nesting, parts, tables
from triennio.batch.compared import COMPARED
from triennio.batch.families import LAWYERS
from triennio.batch.sample import lawyers as sample
from triennio.kernel.faults import InputFaults
from triennio.rules.book import load
from triennio.rules.book.load import RULEBOOKS
from triennio.rules.lawyers.arrow.flat import nest
from triennio.rules.lawyers.arrow.people import batch_of
from triennio.rules.lawyers.arrow.positions import positions_batch
from triennio.rules.lawyers.arrow.schema import FLAT, HEADLINES, NESTED, OUT, TABLES

BOOK = load("lawyers")
OWN = RULEBOOKS / "lawyers"
Capsys = pytest.CaptureFixture[str]
DAY = "2026-11-21"
ASKED = ("--family", "lawyers")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small pieces, so that every seam is crossed."""
    monkeypatch.setattr(sample, "CHUNK", 40)
    monkeypatch.setattr(tables, "PIECE", 37)
    monkeypatch.setattr(nesting, "MOST_PERSONS", 33)
    monkeypatch.setattr(nesting, "LEAST_PERSONS", 5)
    monkeypatch.setattr(parts, "PERSONS", 11)


def nested_of(path: Path) -> pa.Table:
    return pq.read_table(path / "register.parquet").combine_chunks()


def test_a_sample_is_the_same_for_a_seed_and_in_both_forms(tmp_path: Path, capsys: Capsys) -> None:
    one = sampled(capsys, tmp_path / "a", 90, "--nested", *ASKED)
    longer = sampled(capsys, tmp_path / "b", 120, "--nested", *ASKED)
    assert nested_of(longer).slice(0, 90).equals(nested_of(one))
    flat = sampled(capsys, tmp_path / "flat", 90, *ASKED)
    assert sorted(p.name for p in flat.iterdir()) == sorted(f"{table}.parquet" for table in TABLES)
    for table in TABLES:
        assert pq.read_schema(flat / f"{table}.parquet").equals(FLAT[table])
    assert batch(capsys, "nest", flat, tmp_path / "nested").code == 0
    assert nested_of(tmp_path / "nested").equals(nested_of(one))
    assert pq.read_schema(tmp_path / "nested" / "register.parquet").equals(NESTED, check_metadata=True)


def test_a_sample_looks_like_a_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "CHUNK", 2_000)
    people = sample.chunk(5, 0, 20.0, 2_000)
    credits, exemptions = people.lists["credits"].columns, people.lists["exemptions"].columns
    assert len(credits["credits"]) > 2_000 * 20
    assert set(credits["subject"]) == {0, 1, 2}
    assert set(credits["mode"]) == {0, 1, 2}
    assert set(credits["activity"]) == set(range(5))
    assert (exemptions["credits"] >= 0).any()
    assert (exemptions["to"] == sample.NO_DAY).any()
    verdicts = positions_batch(batch_of(people.first(150)), BOOK, {}, date(2026, 11, 21))["positions"]
    assert set(verdicts.column("met").to_pylist()) == {True, False, None}


def test_positions_are_those_of_the_one_function(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 90, "--nested", *ASKED)
    ran = batch(capsys, "positions", nested, tmp_path / "out", "--as-of", DAY, "--trace")
    assert ran.code == 0, ran.err
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(f"{table}.parquet" for table in OUT)
    people = [batch_of(chunk) for chunk in sample.chunks(90, 3, 6.0)]
    wanted = [positions_batch(b, BOOK, {}, date.fromisoformat(DAY), trace=True) for b in people]
    for table, schema in OUT.items():
        found = pq.read_table(tmp_path / "out" / f"{table}.parquet")
        assert found.schema.equals(schema)
        assert found.to_pylist() == [row for part in wanted for row in part[table].to_pylist()]
    flat = sampled(capsys, tmp_path / "flat", 90, *ASKED)
    assert batch(capsys, "positions", flat, tmp_path / "out2", "--as-of", DAY).code == 0
    for table in HEADLINES:
        path = f"{table}.parquet"
        assert rows(tmp_path / "out2" / path) == rows(tmp_path / "out" / path)


def test_an_interrupted_run_goes_on(tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    flat, out = sampled(capsys, tmp_path / "in", 120, *ASKED), tmp_path / "out"
    with monkeypatch.context() as stopped:
        stop_after(stopped, 2)
        ran = batch(capsys, "positions", flat, out, "--as-of", DAY)
    assert ran.code == 130
    assert "riprende" in ran.err
    with monkeypatch.context() as counted:
        done = stop_after(counted, 99)
        ran = batch(capsys, "positions", flat, out, "--as-of", DAY)
    assert (ran.code, done[:1]) == (0, [2])
    assert batch(capsys, "positions", flat, tmp_path / "fresh", "--as-of", DAY).code == 0
    assert rows(out / "people.parquet") == rows(tmp_path / "fresh" / "people.parquet")
    assert "già calcolato" in batch(capsys, "positions", flat, out, "--as-of", DAY).out


def test_the_register_says_its_family_itself(tmp_path: Path, capsys: Capsys) -> None:
    """By its metadata, by its columns where another program lost them, by the column `family` where it is flat."""
    nested = sampled(capsys, tmp_path / "nested", 60, "--nested", *ASKED)
    assert batch(capsys, "positions", nested, tmp_path / "a", "--as-of", DAY).code == 0
    rewrite(nested / "register.parquet", lambda table: table.replace_schema_metadata({}))
    assert batch(capsys, "positions", nested, tmp_path / "b", "--as-of", DAY, *ASKED).code == 0
    flat = sampled(capsys, tmp_path / "flat", 60, *ASKED)
    assert batch(capsys, "positions", flat, tmp_path / "c", "--as-of", DAY).code == 0
    rewrite(flat / "persons.parquet", lambda table: table.drop_columns(["family"]))
    assert batch(capsys, "positions", flat, tmp_path / "d", "--as-of", DAY, *ASKED).code == 0
    found = [rows(tmp_path / name / "positions.parquet") for name in "abcd"]
    assert found[0]
    assert all(one == found[0] for one in found)
    ran = batch(capsys, "positions", flat, tmp_path / "e")
    assert ran.code == 2
    assert "facts.parquet: missing table" in ran.err


def test_a_register_of_another_family_than_asked_is_refused(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 60, "--nested")
    ran = batch(capsys, "positions", nested, tmp_path / "out", *ASKED)
    line = f"{nested}: a register of the family 'ecm', not 'lawyers': --family ecm\n"
    assert (ran.code, ran.err) == (2, line)
    flat = sampled(capsys, tmp_path / "flat", 60, *ASKED)
    ran = batch(capsys, "nest", flat, tmp_path / "out", "--family", "ecm")
    assert (ran.code, "--family lawyers" in ran.err) == (2, True)
    rewrite(flat / "persons.parquet", set_value("family", 3, "ecm"))
    ran = batch(capsys, "positions", flat, tmp_path / "out")
    line = "column 'family': one of ecm, lawyers for everybody, not 'ecm', 'lawyers'\n"
    assert (ran.code, ran.err) == (2, f"{flat}/persons.parquet: {line}")


def some_row(column: str, wanted: Any) -> Any:
    """Change the first row whose value is what is wanted: (test, new value)."""
    test, value = wanted

    def change(table: pa.Table) -> pa.Table:
        row = next(n for n, found in enumerate(table.to_pylist()) if test(found))
        return set_value(column, row, value)(table)

    return change


BAD: list[tuple[str, Any, str]] = [
    ("exemptions", None, "exemptions.parquet: missing table"),
    ("credits", lambda t: t.drop_columns(["credits"]), "credits.parquet: column 'credits': missing"),
    (
        "credits",
        with_column("acquired", lambda c: pc.strftime(c, "%Y-%m-%d")),
        "credits.parquet: column 'acquired': date32 is needed, not string",
    ),
    ("credits", set_value("acquired", 7, None), "credits.parquet: row 7: column 'acquired': missing"),
    ("credits", set_value("credits", 7, None), "credits.parquet: row 7: column 'credits': missing"),
    ("credits", set_value("credits", 5, -1), "credits.parquet: row 5: column 'credits': negative"),
    ("credits", set_value("credits", 5, 2_000_000_000), "column 'credits': out of range"),
    ("credits", set_value("subject", 9, "etica"), "row 9: column 'subject': not one of ordinary, compulsory,"),
    ("credits", set_value("mode", 9, "FAD"), "row 9: column 'mode': not one of in_person, live, deferred: 'FAD'"),
    ("credits", set_value("activity", 9, "x"), "row 9: column 'activity': not one of event, lecture,"),
    ("credits", set_value("person", 0, "P"), "credits.parquet: row 0: column 'person': not in persons: 'P'"),
    ("credits", set_value("acquired", 0, date(1899, 1, 1)), "column 'acquired': out of range"),
    ("persons", set_value("born", 4, date(1850, 1, 1)), "persons.parquet: person 'A00000004': column 'born': out"),
    ("persons", set_value("person", 5, "A00000004"), "persons.parquet: row 5: column 'person': given twice"),
    ("exemptions", set_value("to", 0, date(1990, 1, 1)), "item 0: column 'to': before `from`"),
    ("exemptions", set_value("kind", 0, "illness"), "row 0: column 'kind': not one of age_60, seniority_25,"),
    (
        "exemptions",
        some_row("credits", (lambda row: row["kind"] == "law_professor", 100)),
        "column 'credits': only a waiver is measured in credits",
    ),
    (
        "exemptions",
        some_row("compulsory", (lambda row: row["credits"] is None, 100)),
        "column 'compulsory': a part of `credits` is needed",
    ),
    ("register", set_value("act", 1, None), "register.parquet: row 1: column 'act': missing"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "change", "line"), BAD, ids=[line[:60] for _, _, line in BAD])
def test_bad_input_is_one_line(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch, table: str, change: Any, line: str
) -> None:
    monkeypatch.setattr(sample, "CHUNK", 300)
    flat = sampled(capsys, tmp_path / "flat", 300, *ASKED)
    path = flat / f"{table}.parquet"
    if change is None:
        path.unlink()
    else:
        rewrite(path, change)
    ran = batch(capsys, "positions", flat, tmp_path / "out")
    told = [text for text in ran.err.splitlines() if "ordino su disco" not in text]
    assert (ran.code, len(told)) == (2, 1), ran.err
    assert line in told[0]
    assert told[0].startswith(str(flat))


def test_twice_the_same_credit(tmp_path: Path, capsys: Capsys) -> None:
    flat = sampled(capsys, tmp_path / "flat", 60, *ASKED)
    ids = pq.read_table(flat / "credits.parquet", columns=["person", "id"])
    twin = next(n for n in range(1, len(ids)) if ids["person"][n] == ids["person"][n - 1])
    rewrite(flat / "credits.parquet", set_value("id", twin, ids["id"][twin - 1].as_py()))
    ran = batch(capsys, "nest", flat, tmp_path / "out")
    assert f"credits.parquet: row {twin}: column 'id': given twice by the same person" in ran.err


def test_sums_beyond_an_int32_are_refused() -> None:
    credit = {"acquired": "2024-05-05", "credits": "9999999.99"}
    case = {"person": {"family": "lawyers"}, "credits": [credit, credit]}
    found = positions_batch(batch_of(nest(flat_tables([case]))), BOOK, {}, date(2026, 11, 21))["positions"]
    assert max(row["counted"] for row in found.to_pylist()) == 1_999_999_998
    case["credits"] = [credit] * 3
    with pytest.raises(InputFaults, match="person 'p000': column 'counted': more than 2147483647 hundredths"):
        positions_batch(batch_of(nest(flat_tables([case]))), BOOK, {}, date(2026, 11, 21))


def harder(folder: Path) -> Path:
    """The rulebooks with 20 credits in 2025 instead of 15, and 70 in a triennio instead of 60."""
    shutil.copytree(OWN, folder)
    for name, old, new in (("2025", '"15"', '"20"'), ("2014-2019", '"60"', '"70"')):
        path = folder / "years" / f"{name}.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_comparison_tells_years_and_trienni(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 120, "--nested", "--credits-per-triennio", 20, *ASKED)
    rules = harder(tmp_path / "rules")
    ran = batch(capsys, "diff", OWN, rules, nested, tmp_path / "out", "--as-of", DAY)
    assert ran.code == 0, ran.err
    for name, folder in (("a", OWN), ("b", rules)):
        more = ("--as-of", DAY, "--rules", folder)
        assert batch(capsys, "positions", nested, tmp_path / name, *more).code == 0
    before, after = (
        {(row["person"], row["period"]): row for row in rows(tmp_path / name / "positions.parquet")}
        for name in "ab"
    )
    compared = COMPARED[LAWYERS]
    names = (*compared.columns, compared.verdict)
    changed = {key for key in before if any(before[key][n] != after[key][n] for n in names)}
    found = rows(tmp_path / "out" / "changes.parquet")
    assert {(row["person"], row["period"]) for row in found} == changed
    assert {"2025", "2014-2016", "2017-2019"} <= {row["period"] for row in found}
    for row in found:
        key = (row["person"], row["period"])
        for name in names:
            assert (row[f"{name}_a"], row[f"{name}_b"]) == (before[key][name], after[key][name])
    with (tmp_path / "out" / "histogram.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    lost = sum(bool(before[k]["met"]) and not after[k]["met"] for k in before if k[1] == "2025")
    assert lost
    assert {"period": "2025", "measure": "met", "class": "yes>no", "people": str(lost)} in told
    for measure in ("met", "due_difference", "missing_difference"):
        assert sum(int(row["people"]) for row in told if row["measure"] == measure) == len(before)
    assert "in regola, prima → dopo" in ran.out
    assert "crediti dovuti: differenza dopo − prima" in ran.out


def test_policies_are_those_of_the_family(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 60, "--nested", *ASKED)
    chosen = tmp_path / "chosen.json"
    chosen.write_text('{"triennio_start": "common"}', encoding="utf-8")
    ran = batch(capsys, "positions", nested, tmp_path / "a", "--as-of", DAY, "--policies", chosen)
    assert ran.code == 0, ran.err
    trienni = {row["triennio"] for row in rows(tmp_path / "a" / "positions.parquet")} - {None}
    assert trienni == {2014, 2017}
    chosen.write_text('{"third_of": "standard"}', encoding="utf-8")
    ran = batch(capsys, "positions", nested, tmp_path / "b", "--policies", chosen)
    assert (ran.code, ran.err) == (2, f"{chosen}: $.third_of: unknown policy\n")
