"""A synthetic register on disk: one table already nested, or the eight flat ones."""

from __future__ import annotations

from pathlib import Path

from triennio.batch.ahead import ahead
from triennio.batch.files import written
from triennio.batch.progress import Progress
from triennio.batch.sample.register import chunks
from triennio.batch.tables import REGISTER
from triennio.rules.ecm.arrow.people import batch_of
from triennio.rules.ecm.arrow.schema import NESTED


def write_nested(out: Path, persons: int, seed: int, per_triennio: float) -> int:
    """Write `register.parquet`; return the number of credits. One row group a chunk, one chunk in memory."""
    credits = 0
    with Progress("registro", persons) as bar, written(out / REGISTER, NESTED) as writer:
        for people in ahead(chunks(persons, seed, per_triennio)):
            writer.write_batch(batch_of(people))
            credits += len(people.lists["credits"])
            bar.add(len(people))
    return credits
