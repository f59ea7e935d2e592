"""What is computed from each batch of a register: a small object that travels to the worker processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from triennio.rules.book import Book, load, load_folder
from triennio.rules.ecm.arrow.positions import positions_batch
from triennio.rules.ecm.arrow.schema import OUT, TRACES, leaves

FAMILY = "ecm"


class Task(Protocol):
    """Tables out of a nested batch. `columns` are those it needs, `schemas` those of what it makes."""

    @property
    def schemas(self) -> Mapping[str, pa.Schema]: ...

    @property
    def columns(self) -> list[str]: ...

    def run(self, batch: pa.RecordBatch) -> Mapping[str, pa.RecordBatch]: ...


@dataclass(frozen=True, slots=True)
class Positions:
    """Positions under one book. Without a folder, the rules of the product."""

    rules: Path | None
    policies: Mapping[str, str] = field(hash=False)
    as_of: date
    trace: bool = False

    @property
    def schemas(self) -> Mapping[str, pa.Schema]:
        return {name: OUT[name] for name in ("positions", *(TRACES if self.trace else ()))}

    @property
    def columns(self) -> list[str]:
        return leaves(self.trace)

    def run(self, batch: pa.RecordBatch) -> Mapping[str, pa.RecordBatch]:
        return positions_batch(batch, book_of(self.rules), self.policies, self.as_of, trace=self.trace)


_books: dict[Path | None, Book] = {}


def book_of(rules: Path | None) -> Book:
    """The rulebooks of a folder, read once in each process. Raises RulebookFaults."""
    if rules not in _books:
        _books[rules] = load(FAMILY) if rules is None else load_folder(rules, FAMILY)
    return _books[rules]
