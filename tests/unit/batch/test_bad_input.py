"""What cannot be read is refused: one line, exit 2, no traceback, nothing left behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.unit.batch.commands import batch, rewrite, sampled, set_value, with_column
from triennio.batch import flow, tables
from triennio.rules.ecm.arrow.schema import FLAT

Capsys = pytest.CaptureFixture[str]


def lone(capsys: Capsys, folder: Path) -> Path:
    return sampled(capsys, folder, 40)


BAD: list[tuple[str, Any, str]] = [
    ("moves", None, "moves.parquet: missing table"),
    ("credits", lambda t: t.drop_columns(["acquired"]), "credits.parquet: column 'acquired': missing"),
    (
        "credits",
        with_column("acquired", lambda c: pc.strftime(c, "%Y-%m-%d")),
        "credits.parquet: column 'acquired': date32 is needed, not string",
    ),
    (
        "credits",
        with_column("credits", lambda c: c.cast(pa.float64())),
        "credits.parquet: column 'credits': int32 is needed, not double",
    ),
    ("credits", set_value("acquired", 7, None), "credits.parquet: row 7: column 'acquired': missing"),
    ("credits", set_value("kind", 90, "evento"), "credits.parquet: row 90: column 'kind': not one of event,"),
    ("credits", set_value("credits", 5, -1), "credits.parquet: row 5: column 'credits': negative"),
    (
        "credits",
        set_value("country", 3, "Francia"),
        "row 3: column 'country': not a country code of two letters",
    ),
    ("credits", set_value("event", 3, ""), "credits.parquet: row 3: column 'event': not a text: ''"),
    ("credits", set_value("person", 0, "P"), "credits.parquet: row 0: column 'person': not in persons: 'P'"),
    ("credits", set_value("person", 0, None), "credits.parquet: row 0: column 'person': missing"),
    ("credits", set_value("acquired", 0, date(1899, 1, 1)), "column 'acquired': out of range"),
    (
        "persons",
        set_value("profession", 4, 31),
        "persons.parquet: person 'P00000004': column 'profession': out of",
    ),
    ("persons", set_value("person", 5, "P00000004"), "persons.parquet: row 5: column 'person': given twice"),
    ("exemptions", set_value("to", 0, date(1990, 1, 1)), "item 0: column 'to': before `from`"),
    (
        "facts",
        set_value("kind", 0, "unheard"),
        "facts.parquet: row 0: column 'kind': not one of previous_credits",
    ),
    ("register", set_value("act", 1, None), "register.parquet: row 1: column 'act': missing"),
]


@pytest.mark.parametrize(("table", "change", "line"), BAD, ids=[line[:60] for _, _, line in BAD])
def test_bad_input_is_one_line(tmp_path: Path, capsys: Capsys, table: str, change: Any, line: str) -> None:
    flat = lone(capsys, tmp_path / "flat")
    path = flat / f"{table}.parquet"
    if change is None:
        path.unlink()
    else:
        rewrite(path, change)
    for command in ("nest", "positions"):
        ran = batch(capsys, command, flat, tmp_path / "out")
        told = [text for text in ran.err.splitlines() if "ordino su disco" not in text]
        assert (ran.code, len(told)) == (2, 1), ran.err
        assert line in told[0]
        assert told[0].startswith(str(flat))
        assert not list((tmp_path / "out").rglob("*.unfinished"))


def test_amounts_beyond_an_int32_are_refused_with_their_row(tmp_path: Path, capsys: Capsys) -> None:
    flat = lone(capsys, tmp_path / "flat")
    wide = with_column("hours", lambda c: pa.array([2**31, *c.to_pylist()[1:]], pa.int64()))
    rewrite(flat / "credits.parquet", wide)
    ran = batch(capsys, "nest", flat, tmp_path / "out")
    assert (ran.code, ran.err) == (
        2,
        f"{flat}/credits.parquet: row 0: column 'hours': does not fit int32: 2147483648\n",
    )


def test_ids_of_a_person_are_different_and_moves_name_one(tmp_path: Path, capsys: Capsys) -> None:
    flat = lone(capsys, tmp_path / "flat")
    ids = pq.read_table(flat / "credits.parquet", columns=["person", "id"])
    twin = next(n for n in range(1, len(ids)) if ids["person"][n] == ids["person"][n - 1])
    rewrite(flat / "credits.parquet", set_value("id", twin, ids["id"][twin - 1].as_py()))
    ran = batch(capsys, "nest", flat, tmp_path / "out")
    assert f"credits.parquet: row {twin}: column 'id': given twice by the same person" in ran.err
    flat = lone(capsys, tmp_path / "flat")
    key = pq.read_table(flat / "persons.parquet")["person"][0].as_py()
    move = {"person": key, "credit": "unheard", "to": "2017-2019", "on": date(2021, 1, 1)}
    pq.write_table(pa.Table.from_pylist([move], schema=FLAT["moves"]), flat / "moves.parquet")
    ran = batch(capsys, "nest", flat, tmp_path / "out")
    assert "moves.parquet: row 0: column 'credit': no credit with this id: 'unheard'" in ran.err


@pytest.mark.parametrize("content", [b"", b"not Parquet at all", b"PAR1 but broken PAR1"])
def test_files_that_are_no_parquet(tmp_path: Path, capsys: Capsys, content: bytes) -> None:
    flat = lone(capsys, tmp_path / "flat")
    (flat / "facts.parquet").write_bytes(content)
    ran = batch(capsys, "positions", flat, tmp_path / "out")
    assert ran.code == 2
    assert ran.err.startswith(f"{flat}/facts.parquet: not a readable Parquet file")
    assert ran.err.count("\n") == 1


def test_a_broken_page_is_one_line_too(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 60, "--nested")
    path = nested / "register.parquet"
    content = bytearray(path.read_bytes())
    content[200:1200] = b"\xff" * 1000
    path.write_bytes(content)
    ran = batch(capsys, "positions", nested, tmp_path / "out")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_folders_that_are_not_there_or_the_same(tmp_path: Path, capsys: Capsys) -> None:
    ran = batch(capsys, "nest", tmp_path / "nowhere", tmp_path / "out")
    assert (ran.code, ran.err) == (2, f"{tmp_path}/nowhere: not a folder\n")
    flat = lone(capsys, tmp_path / "flat")
    for command in ("nest", "positions"):
        ran = batch(capsys, command, flat, flat)
        assert ran.code == 2
        assert "the folder of the register itself" in ran.err


def test_unknown_columns_are_told_and_left_alone(tmp_path: Path, capsys: Capsys) -> None:
    flat = lone(capsys, tmp_path / "flat")
    rewrite(flat / "credits.parquet", lambda t: t.append_column("recruted", pa.nulls(len(t))))
    ran = batch(capsys, "nest", flat, tmp_path / "out")
    assert ran.code == 0
    assert "la colonna 'recruted' non è fra quelle note" in ran.err


def test_a_nested_register_that_lacks_a_column(tmp_path: Path, capsys: Capsys) -> None:
    nested = sampled(capsys, tmp_path / "in", 60, "--nested")
    rewrite(nested / "register.parquet", lambda t: t.drop_columns(["moves"]))
    ran = batch(capsys, "positions", nested, tmp_path / "out")
    assert (ran.code, ran.err) == (2, f"{nested}/register.parquet: column 'moves': missing\n")


def test_order_is_seen_across_pieces(tmp_path: Path) -> None:
    keys = pa.table({"person": ["a", "b", "c", "b"]})
    pq.write_table(keys, tmp_path / "moves.parquet")
    table = tables.Table(tmp_path / "moves.parquet", (tmp_path / "moves.parquet",), ("person",))
    cursor = flow.Cursor("moves", table)
    with pytest.raises(flow.Unsorted):
        cursor.until(pa.scalar("z"))
