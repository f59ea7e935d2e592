"""What a room declares to have its rows imported: how to read, compare, write and take back. The flow does the rest.

A kind reads the database in bulk and never row by row; it writes only in what `write` and `unwrite` give back, and in
`begin` and `finish`, which run inside a short transaction of the flow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar

from triennio.kernel.messages import N_, Message
from triennio.platform.canonical import canonical
from triennio.platform.imports.domain.columns import Column
from triennio.platform.imports.domain.faults import RowFault, TableFault
from triennio.platform.imports.domain.reading import Row, open_table
from triennio.platform.models import Import, ImportRow
from triennio.platform.uploads.kinds import CSV, XLSX, Kind

State = ImportRow.State
_OTHER_KIND = N_("Le colonne sono quelle di «%(label)s»: va scelto quel tipo di file.")
Json = dict[str, Any]


@dataclass
class Planned:
    """What will become of a row. `key` is its natural key: two rows of a file must not have the same."""

    number: int
    state: str
    key: object = None
    payload: Json = field(default_factory=dict)
    before: Json = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()
    told: bool = False

    @cached_property
    def text(self) -> str:
        """The payload as it is kept."""
        return canonical(self.payload).decode() if self.payload else ""

    def digest(self) -> int:
        """64 bits of the payload without the code made up for each row: two rows that ask the same have the same."""
        told = self.text.replace(self.payload.get("code", "\0"), "")
        return int.from_bytes(sha256(told.encode()).digest()[:8])


@dataclass
class Context:
    """One import at work. `head` is kept with it; `cache` lives as long as the process works on it."""

    source: Import
    now: datetime
    head: Json
    cache: Json = field(default_factory=dict)

    @property
    def organisation(self) -> int:
        """Whose rows they are."""
        return self.source.organisation


@dataclass(frozen=True, slots=True)
class Line:
    """A stored row on its way: payload and before-image as data."""

    number: int
    state: str
    payload: Json
    before: Json


Conflicts = dict[int, Message]
Write = Callable[[], None]
"""What is done inside the transaction; everything that can be made ready before it, has been."""


class ImportKind:
    """Base of every kind."""

    name: ClassVar[str]
    label: ClassVar[Any]
    help: ClassVar[Any] = ""
    columns: ClassVar[tuple[Column, ...]] = ()
    accepts: ClassVar[tuple[Kind, ...]] = (CSV, XLSX)
    most_rows: ClassVar[int] = 1_000_000
    keeps_file: ClassVar[bool] = False
    """Whether the file is evidence and stays; otherwise it goes when the import can no longer be undone."""

    def columns_now(self) -> Sequence[Column]:
        """The columns, where they depend on data that must not be read at import time."""
        return self.columns

    def refuse(self, organisation: int) -> str:
        """Why an organisation cannot import this kind; empty when it can."""
        del organisation
        return ""

    def open(self, content: bytes, name: str, context: Context) -> Iterator[Row]:
        """The rows of a file. Raises TableFault, at once or on the way. May write what it learns into `head`."""
        del name
        try:
            table = open_table(content, self.columns_now(), self.most_rows)
        except TableFault as fault:
            raise self._meant_other(content, fault) from None
        context.head["unknown"] = list(table.header.unknown)
        context.head["absent"] = [c.label for c in table.columns if c.name not in table.header.places]
        yield from table.rows()

    def _meant_other(self, content: bytes, fault: TableFault) -> TableFault:
        """A file whose columns are those of another kind was most likely brought as the wrong one."""
        others = KINDS.values() if fault.code == "COLUMNS_MISSING" else ()
        for other in others:
            if other is not self and other.columns_now():
                try:
                    open_table(content, other.columns_now(), other.most_rows)
                except TableFault:
                    continue
                return TableFault("OTHER_KIND", Message(_OTHER_KIND, {"label": str(other.label)}))
        return fault

    def plan(self, context: Context, rows: Sequence[Row]) -> list[Planned]:
        """What each row would do. Rows that have faults come out as such."""
        raise NotImplementedError

    def leftovers(self, context: Context, last: int) -> Iterable[Planned]:
        """Rows that the file asks for by not having them, numbered after `last`."""
        del context, last
        return ()

    def begin(self, context: Context) -> None:
        """Inside the first transaction of applying."""

    def recheck(self, context: Context, lines: Sequence[Line]) -> Conflicts:
        """Rows that can no longer be written as the dry run said, with the reason."""
        raise NotImplementedError

    def write(self, context: Context, lines: Sequence[Line]) -> Write:
        """Make the writing of rows ready."""
        raise NotImplementedError

    def finish(self, context: Context) -> None:
        """Inside the last transaction of applying."""

    def recheck_undo(self, context: Context, lines: Sequence[Line]) -> Conflicts:
        """Rows that were changed after the import, and so are not taken back, with the reason."""
        raise NotImplementedError

    def unwrite(self, context: Context, lines: Sequence[Line]) -> Write:
        """Make the taking back of rows ready."""
        raise NotImplementedError

    def finish_undo(self, context: Context) -> None:
        """Inside the last transaction of undoing."""

    def changes(
        self, payload: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Iterable[tuple[str, Any, Any]]:
        """(column, before, after) of a changed row."""
        after = payload.get("fields", {})
        return [(name, before[name], after.get(name)) for name in before]

    def shown(self, payload: Mapping[str, Any]) -> str:
        """A row in a few words, for the sample of a dry run."""
        raise NotImplementedError


KINDS: dict[str, ImportKind] = {}


def import_kind(kind: ImportKind) -> ImportKind:
    """Make a kind known under its name."""
    if kind.name in KINDS:
        raise ValueError(f"two kinds of import are called {kind.name}")
    KINDS[kind.name] = kind
    return kind
