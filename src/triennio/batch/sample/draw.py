"""Drawing many values at once: one 16-bit number a value, looked up in a table of 65,536 places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from triennio.rules.ecm.arrow.people import Rows

Column = npt.NDArray[Any]
PLACES = 65_536
EPOCH = date(1970, 1, 1).toordinal()


def day(year: int, month: int = 1, of_month: int = 1) -> int:
    """A day as Parquet counts it: days since 1970."""
    return date(year, month, of_month).toordinal() - EPOCH


def table_of(shares: Mapping[int, float], dtype: type = np.int8) -> Column:
    """65,536 places filled with the values in proportion to their shares."""
    ends = np.cumsum(list(shares.values()), dtype=np.float64)
    places = (np.arange(PLACES) + 0.5) / PLACES * ends[-1]
    return np.array(list(shares), dtype=dtype)[np.searchsorted(ends, places)]


class Draw:
    """A source of values for one chunk of people. Nothing in it depends on any other chunk."""

    def __init__(self, seed: int, chunk: int) -> None:
        self.rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, chunk])))

    def places(self, count: int) -> Column:
        """Raw 16-bit numbers."""
        return self.rng.integers(0, PLACES, count, dtype=np.uint16)

    def of(self, table: Column, count: int) -> Column:
        """Values of a table (`table_of`)."""
        return table[self.places(count)]

    def chance(self, share: float, count: int) -> Column:
        """True with this probability."""
        return self.places(count) < round(share * PLACES)

    def between(self, first: Any, last: Any, count: int | None = None) -> Column:
        """Whole numbers, both ends included; ends may be arrays."""
        return self.rng.integers(first, np.asarray(last) + 1, count)


def texts(numbers: Column, prefix: str, width: int) -> pa.Array:
    """`c0001`, `c0002`, …: texts of one width, written digit by digit into one buffer."""
    head = np.frombuffer(prefix.encode("ascii"), dtype=np.uint8)
    letters = np.empty((len(numbers), len(head) + width), dtype=np.uint8)
    letters[:, : len(head)] = head
    left = np.asarray(numbers, dtype=np.uint32)
    for column in range(letters.shape[1] - 1, len(head) - 1, -1):
        left, digit = np.divmod(left, np.uint32(10))
        letters[:, column] = digit + ord("0")
    return _fixed(letters)


def short_texts(ranks: Column, prefix: str, width: int) -> pa.Array:
    """The same for small numbers that come often: from a table."""
    most = int(ranks.max()) + 1 if len(ranks) else 0
    made = texts(np.arange(most), prefix, width)
    size = len(prefix) + width
    letters = np.frombuffer(made.buffers()[2], dtype=np.uint8).reshape(most, size) if most else None
    return _fixed(np.empty((0, size), np.uint8) if letters is None else letters[ranks])


def _fixed(letters: Column) -> pa.Array:
    count, width = letters.shape
    offsets = np.arange(count + 1, dtype=np.int32) * np.int32(width)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(letters.reshape(-1)))


def rows_of(people: int, parts: Sequence[tuple[Column, Mapping[str, Any]]], by: str) -> Rows:
    """Items told as (person numbers, columns), put in order of person, then of the day `by`; `place` added."""
    owner = np.concatenate([np.asarray(who, dtype=np.int64) for who, _ in parts])
    names = list(parts[0][1])
    whole = {
        name: np.concatenate([np.broadcast_to(columns[name], len(who)) for who, columns in parts])
        for name in names
    }
    order = np.lexsort((whole[by], owner))
    offsets = offsets_of(np.bincount(owner, minlength=people))
    columns = {name: column[order] for name, column in whole.items()}
    return Rows(offsets, {"place": ranks(offsets), **columns})


def offsets_of(counts: Column) -> npt.NDArray[np.int64]:
    """Counts of each person → where each one's items begin and end."""
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def ranks(offsets: Column) -> Column:
    """The place of each item among those of its person, from 0."""
    counts = np.diff(offsets)
    return (np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts)).astype(np.int32)
