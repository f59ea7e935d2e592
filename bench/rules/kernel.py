"""What `mapInArrow` calls in each worker: the engine over the batches of its share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pyarrow as pa

from bench.rules import nested
from bench.rules.ours import Ours
from triennio.rules.book import load as load_book


@lru_cache(maxsize=1)
def engine() -> Ours:
    """The engine of a worker, made once."""
    return Ours(load_book("ecm"))


def kernel(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What `mapInArrow` calls."""
    for batch in batches:
        if len(batch):
            yield nested.answer(batch, engine().some(nested.read(batch)))
