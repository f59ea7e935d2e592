"""What is computed from each batch of a register: a small object that travels to the worker processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from triennio.batch.families import ECM, FAMILIES
from triennio.rules.book import Book, load, load_folder


class Task(Protocol):
    """Tables out of a nested batch. `columns` are those it needs, `schemas` those of what it makes."""

    @property
    def family(self) -> str: ...

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
    family: str = ECM

    @property
    def schemas(self) -> Mapping[str, pa.Schema]:
        return FAMILIES[self.family].results(self.trace)

    @property
    def columns(self) -> list[str]:
        return FAMILIES[self.family].leaves(self.trace)

    def run(self, batch: pa.RecordBatch) -> Mapping[str, pa.RecordBatch]:
        book = book_of(self.rules, self.family)
        return FAMILIES[self.family].positions(batch, book, self.policies, self.as_of, trace=self.trace)


_books: dict[tuple[str, Path | None], Book] = {}


def book_of(rules: Path | None, family: str = ECM) -> Book:
    """The rulebooks of a folder, read once in each process. Raises RulebookFaults."""
    if (family, rules) not in _books:
        _books[family, rules] = load(family) if rules is None else load_folder(rules, family)
    return _books[family, rules]
