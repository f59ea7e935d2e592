"""The commands: what they write, what they go on with, what they refuse."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.unit.batch.commands import batch, rewrite, rows, sampled, set_value, with_column
from triennio.batch import manifest, nesting, parts, progress, results, sorting, tables
from triennio.batch.sample import register as sample
from triennio.rules.book import load
from triennio.rules.book.load import RULEBOOKS
from triennio.rules.ecm.arrow.people import batch_of
from triennio.rules.ecm.arrow.positions import positions_batch
from triennio.rules.ecm.arrow.schema import FLAT, NESTED, OUT, TABLES

BOOK = load("ecm")
Capsys = pytest.CaptureFixture[str]
DAY = "2026-11-21"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small pieces, so that every seam is crossed."""
    monkeypatch.setattr(sample, "CHUNK", 50)
    monkeypatch.setattr(tables, "PIECE", 37)
    monkeypatch.setattr(nesting, "MOST_PERSONS", 33)
    monkeypatch.setattr(nesting, "LEAST_PERSONS", 5)
    monkeypatch.setattr(parts, "PERSONS", 11)
    monkeypatch.setattr(sorting, "RUN", 400)
    monkeypatch.setattr(sorting, "LEAST_PIECE", 16)


def persons_of(path: Path) -> pa.Table:
    """The nested table whole, however it is cut into row groups."""
    return pq.read_table(path / "register.parquet").combine_chunks()


def test_a_sample_is_the_same_for_a_seed_and_in_both_forms(tmp_path: Path, capsys: Capsys) -> None:
    one = sampled(capsys, tmp_path / "a", 120, "--nested")
    sampled(capsys, tmp_path / "b", 120, "--nested")
    assert persons_of(one).equals(persons_of(tmp_path / "b"))
    longer = sampled(capsys, tmp_path / "c", 160, "--nested")
    assert persons_of(longer).slice(0, 120).equals(persons_of(one))
    flat = sampled(capsys, tmp_path / "flat", 120)
    assert sorted(p.name for p in flat.iterdir()) == sorted(f"{table}.parquet" for table in TABLES)
    for table in TABLES:
        assert pq.read_schema(flat / f"{table}.parquet").equals(FLAT[table])
    assert batch(capsys, "nest", flat, tmp_path / "nested").code == 0
    assert persons_of(tmp_path / "nested").equals(persons_of(one))
    assert pq.read_schema(tmp_path / "nested" / "register.parquet").equals(NESTED)


def test_a_sample_looks_like_a_register() -> None:
    people = sample.chunk(5, 0, 40.0, 50)
    credits, lists = people.lists["credits"], people.lists
    assert len(credits) > 50 * 60
    assert set(credits.columns["kind"].tolist()) >= {0, 5}
    assert (credits.columns["host_event"] >= 0).any()
    assert all(len(rows) for rows in lists.values())
    counts = credits.offsets[1:] - credits.offsets[:-1]
    assert (counts == 0).any()


def test_unsorted_tables_are_sorted_on_disk_and_give_the_same(tmp_path: Path, capsys: Capsys) -> None:
    flat = sampled(capsys, tmp_path / "flat", 120)
    assert batch(capsys, "nest", flat, tmp_path / "sorted").code == 0

    def shuffled(table: pa.Table) -> pa.Table:
        """Persons in another order, the rows of each in theirs."""
        order = pc.sort_indices(pc.ascii_reverse(table.column("person")))
        return table.take(order)

    for table in ("credits", "moves", "persons"):
        rewrite(flat / f"{table}.parquet", shuffled)
    ran = batch(capsys, "nest", flat, tmp_path / "unsorted")
    assert ran.code == 0, ran.err
    assert "credits.parquet: non è in ordine di persona: la ordino su disco" in ran.err
    assert persons_of(tmp_path / "unsorted").equals(persons_of(tmp_path / "sorted"))
    assert [p.name for p in (tmp_path / "unsorted").iterdir()] == ["register.parquet"]


def test_numbers_as_keys_and_tables_in_several_files(tmp_path: Path, capsys: Capsys) -> None:
    """As a cluster writes them: folders of files; keys that are numbers are read as text."""
    flat = sampled(capsys, tmp_path / "flat", 60)
    for table in TABLES:
        path = flat / f"{table}.parquet"
        rewrite(
            path, with_column("person", lambda keys: pc.cast(pc.utf8_slice_codeunits(keys, 1), pa.int64()))
        )
        whole = pq.read_table(path)
        path.unlink()
        path.mkdir()
        half = len(whole) // 2
        pq.write_table(whole.slice(0, half), path / "part-0.parquet")
        pq.write_table(whole.slice(half), path / "part-1.parquet")
    ran = batch(capsys, "positions", flat, tmp_path / "out", "--as-of", DAY)
    assert ran.code == 0, ran.err
    same = sampled(capsys, tmp_path / "nested", 60, "--nested")
    assert batch(capsys, "positions", same, tmp_path / "other", "--as-of", DAY).code == 0
    found = {int(row.pop("person")): row for row in rows(tmp_path / "out" / "positions.parquet")}
    wanted = {int(row.pop("person")[1:]): row for row in rows(tmp_path / "other" / "positions.parquet")}
    assert found == wanted


def test_positions_are_those_of_the_one_function(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 120, "--nested")
    ran = batch(capsys, "positions", nested, tmp_path / "out", "--as-of", DAY, "--trace")
    assert ran.code == 0, ran.err
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(f"{table}.parquet" for table in OUT)
    people = [batch_of(chunk) for chunk in sample.chunks(120, 3, 6.0)]
    wanted = [positions_batch(b, BOOK, {}, date.fromisoformat(DAY), trace=True) for b in people]
    for table, schema in OUT.items():
        found = pq.read_table(tmp_path / "out" / f"{table}.parquet")
        assert found.schema.equals(schema)
        assert found.to_pylist() == [row for part in wanted for row in part[table].to_pylist()]
    flat = sampled(capsys, tmp_path / "flat", 120)
    assert batch(capsys, "positions", flat, tmp_path / "out2", "--as-of", DAY).code == 0
    assert rows(tmp_path / "out2" / "positions.parquet") == rows(tmp_path / "out" / "positions.parquet")


def test_two_processes_give_the_same(tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    nested = sampled(capsys, tmp_path / "in", 120, "--nested")
    assert batch(capsys, "positions", nested, tmp_path / "one", "--as-of", DAY, "--workers", 1).code == 0
    monkeypatch.setattr(parts, "ALONE_UP_TO", 10)
    ran = batch(capsys, "positions", nested, tmp_path / "two", "--as-of", DAY, "--workers", 2)
    assert ran.code == 0, ran.err
    assert rows(tmp_path / "one" / "positions.parquet") == rows(tmp_path / "two" / "positions.parquet")


def test_a_fault_in_another_process_is_one_line_too(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested = sampled(capsys, tmp_path / "in", 120, "--nested")
    whole = pq.read_table(nested / "register.parquet")
    changed = set_value("profession", 70, 31)(whole)
    pq.write_table(changed, nested / "register.parquet", row_group_size=50)
    monkeypatch.setattr(parts, "ALONE_UP_TO", 10)
    monkeypatch.setattr(progress, "SHOW_AFTER", 600.0)  # a slow machine would say how far it is
    ran = batch(capsys, "positions", nested, tmp_path / "out", "--workers", 2)
    assert (ran.code, ran.err) == (
        2,
        f"{nested}/register.parquet: persons: person 'P00000070': column 'profession': out of range\n",
    )


def stop_after(monkeypatch: pytest.MonkeyPatch, count: int) -> list[int]:
    """Let so many row groups be computed, then stop. Returns the numbers of those that were."""
    done: list[int] = []
    original = parts.run_job

    def run(job: Any, *rest: Any) -> None:
        if len(done) == count:
            raise KeyboardInterrupt
        original(job, *rest)
        done.append(job.number)

    monkeypatch.setattr(parts, "run_job", run)
    return done


def test_a_second_run_goes_on_where_the_first_stopped(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested, out = sampled(capsys, tmp_path / "in", 180, "--nested"), tmp_path / "out"
    with monkeypatch.context() as stopped:
        assert stop_after(stopped, 2) == []
        ran = batch(capsys, "positions", nested, out, "--as-of", DAY)
    assert ran.code == 130
    assert "riprende" in ran.err
    assert not (out / "positions.parquet").exists()
    assert manifest.read(out / "parts") is not None
    with monkeypatch.context() as counted:
        done = stop_after(counted, 99)
        ran = batch(capsys, "positions", nested, out, "--as-of", DAY)
    assert (ran.code, done) == (0, [2, 3])
    assert "si riprende" in ran.err
    assert [p.name for p in out.iterdir()] == ["positions.parquet"]
    assert batch(capsys, "positions", nested, tmp_path / "fresh", "--as-of", DAY).code == 0
    assert rows(out / "positions.parquet") == rows(tmp_path / "fresh" / "positions.parquet")
    with monkeypatch.context() as counted:
        done = stop_after(counted, 99)
        ran = batch(capsys, "positions", nested, out, "--as-of", DAY)
    assert (ran.code, done) == (0, [])
    assert "già calcolato" in ran.out


def other_rules(folder: Path) -> Path:
    """The rulebooks with one number changed."""
    shutil.copytree(RULEBOOKS / "ecm", folder)
    path = folder / "trienni" / "2023-2025.toml"
    text = path.read_text(encoding="utf-8")
    assert '[values.standard]\nvalue = "150"' in text or "standard" in text
    path.write_text(text + "\n# another edition\n", encoding="utf-8")
    return folder


def test_parts_of_other_rules_are_not_used(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested, out = sampled(capsys, tmp_path / "in", 120, "--nested"), tmp_path / "out"
    rules = other_rules(tmp_path / "rules")
    with monkeypatch.context() as stopped:
        stop_after(stopped, 1)
        assert batch(capsys, "positions", nested, out, "--as-of", DAY).code == 130
    with monkeypatch.context() as counted:
        done = stop_after(counted, 99)
        ran = batch(capsys, "positions", nested, out, "--as-of", DAY, "--rules", rules)
    assert (ran.code, done) == (0, [0, 1, 2])
    assert "le parti già fatte non valgono più: sono cambiate le regole" in ran.err
    ran = batch(capsys, "positions", nested, out, "--as-of", "2025-12-31", "--rules", rules)
    assert "già calcolato" not in ran.out


def test_an_interrupted_flat_register_is_nested_once(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    flat, out = sampled(capsys, tmp_path / "flat", 120), tmp_path / "out"
    with monkeypatch.context() as stopped:
        stop_after(stopped, 1)
        assert batch(capsys, "positions", flat, out, "--as-of", DAY).code == 130
    assert (out / "parts" / "register.parquet").exists()
    with monkeypatch.context() as counted:
        counted.setattr(results, "nest_folder", lambda *_: pytest.fail("nested twice"))
        assert batch(capsys, "positions", flat, out, "--as-of", DAY).code == 0
    assert [p.name for p in out.iterdir()] == ["positions.parquet"]


def test_policies_come_from_a_file(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 60, "--nested")
    chosen = tmp_path / "chosen.json"
    chosen.write_text('{"reduction_2023": "none", "prem_2017": "20"}', encoding="utf-8")
    assert batch(capsys, "positions", nested, tmp_path / "a", "--as-of", DAY, "--policies", chosen).code == 0
    people = batch_of(sample.chunk(3, 0, 6.0, 50))
    wanted = positions_batch(people, BOOK, {"reduction_2023": "none", "prem_2017": "20"}, date(2026, 11, 21))
    assert (
        rows(tmp_path / "a" / "positions.parquet")[: len(wanted["positions"])]
        == wanted["positions"].to_pylist()
    )
    chosen.write_text('{"third_of": "nobody", "unheard": "1"}', encoding="utf-8")
    ran = batch(capsys, "positions", nested, tmp_path / "b", "--policies", chosen)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        f"{chosen}: $.third_of: not one of personal, standard: 'nobody'",
        f"{chosen}: $.unheard: unknown policy",
    ]
