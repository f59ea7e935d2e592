"""Parquet files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

COMPRESSION = {"compression": "zstd", "compression_level": 1}
UNFINISHED = ".unfinished"


@contextmanager
def written(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A writer whose file takes its name only when everything is in it and on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + UNFINISHED)
    try:
        with pq.ParquetWriter(aside, schema, **COMPRESSION) as writer:
            yield writer
        settle(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def settle(aside: Path, path: Path) -> None:
    """Give a finished file its name, once it is on the disk."""
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(path)
