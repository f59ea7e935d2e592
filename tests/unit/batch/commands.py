"""Running `triennio batch …` in this process, and reading what it wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from triennio.cli import main


class Ran:
    """How a command ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


def batch(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ran:
    capsys.readouterr()
    code = main(["batch", *map(str, arguments)])
    told = capsys.readouterr()
    return Ran(code, told.out, told.err)


def sampled(capsys: pytest.CaptureFixture[str], folder: Path, persons: int, *more: object) -> Path:
    ran = batch(
        capsys, "sample", folder, "--persons", persons, "--seed", 3, "--credits-per-triennio", 6, *more
    )
    assert ran.code == 0, ran.err
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found


def rewrite(path: Path, change: Any) -> None:
    """The same table with something changed."""
    table = change(pq.read_table(path))
    pq.write_table(table, path)


def with_column(name: str, column: Any) -> Any:
    """Replace a column by another."""

    def change(table: pa.Table) -> pa.Table:
        return table.set_column(table.schema.get_field_index(name), name, column(table.column(name)))

    return change


def set_value(name: str, row: int, value: Any) -> Any:
    def column(found: pa.ChunkedArray) -> pa.Array:
        values = found.to_pylist()
        values[row] = value
        return pa.array(values, found.type)

    return with_column(name, column)
