"""A file to rows of values. Faults keep the number that the person sees in the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triennio.kernel.messages import N_, Message
from triennio.platform.imports.domain import csv_tables, xlsx_tables
from triennio.platform.imports.domain.columns import Column, Header, match
from triennio.platform.imports.domain.faults import HEADER_ROW, CellFault, RowFault, TableFault
from triennio.platform.imports.domain.values import Cell, Value, read, text_of

SHOWN = 80
KEPT_VALUES = 100_000
_EMPTY = N_("Il file è vuoto.")
_HEADER = N_("Nella prima riga mancano le colonne: %(columns)s.")
_REPEATED = N_("Queste colonne ci sono due volte: %(columns)s.")
_MANY = N_("Il file ha più di %(most)s righe: va diviso.")
_FORMULA = N_("La cella contiene una formula o un errore: va incollato il valore.")
_CELLS = N_("La riga ha più celle dell’intestazione.")


@dataclass(frozen=True, slots=True)
class Row:
    """`values` by column name, those that could be read; `faults` of the others. `number` as a spreadsheet shows it."""

    number: int
    values: dict[str, Value]
    faults: tuple[RowFault, ...]


@dataclass
class Table:
    """A file under its declared columns: its header, and its rows one at a time."""

    header: Header
    columns: Sequence[Column]
    _rows: Iterator[tuple[int, Sequence[Cell]]]

    def __post_init__(self) -> None:
        self._known: dict[tuple[str, str], Value | CellFault] = {}
        self._places = [(c, self.header.places[c.name]) for c in self.columns if c.name in self.header.places]
        self._empty: dict[str, Value] = {column.name: None for column in self.columns}

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Rows whose number is above `after`; blank ones are passed over, and so is the example of the template."""
        for number, cells in self._rows:
            if (
                number > after
                and any(cell not in (None, "") for cell in cells)
                and not self._is_example(cells)
            ):
                yield self._row(number, cells)

    def _is_example(self, cells: Sequence[Cell]) -> bool:
        """The line of the template, word for word."""
        return any(column.example for column, _ in self._places) and all(
            (text_of(cells[place]) if place < len(cells) else "") == column.example
            for column, place in self._places
        )

    def _row(self, number: int, cells: Sequence[Cell]) -> Row:
        values = dict(self._empty)
        faults: list[RowFault] = []
        for column, place in self._places:
            cell = cells[place] if place < len(cells) else None
            found = self._value(column, cell)
            if isinstance(found, CellFault):
                shown = text_of(cell)[:SHOWN]
                faults.append(
                    RowFault(number, column.label, shown, found.code, found.message, found.suggestion)
                )
                del values[column.name]
            else:
                values[column.name] = found
        return Row(number, values, tuple(faults))

    def _value(self, column: Column, cell: Cell) -> Value | CellFault:
        """Files repeat themselves: days, codes and people are read once."""
        if not isinstance(cell, str) or isinstance(cell, xlsx_tables.Formula):
            return _read(column, cell)
        key = (column.name, cell)
        if key not in self._known:
            if len(self._known) >= KEPT_VALUES:
                self._known.clear()
            self._known[key] = _read(column, cell)
        return self._known[key]


def open_table(content: bytes, columns: Sequence[Column], most_rows: int = 1_000_000) -> Table:
    """The table of a CSV or xlsx file. TableFault when it is none, or a column that must be there is not."""
    found = (
        xlsx_tables.rows(content, columns)
        if xlsx_tables.is_xlsx(content)
        else csv_tables.rows(csv_tables.decoded(content), columns)
    )
    numbered: Iterator[tuple[int, Sequence[Cell]]] = _bounded(found, most_rows)
    first = next((pair for pair in numbered if any(cell not in (None, "") for cell in pair[1])), None)
    if first is None:
        raise TableFault("EMPTY", Message(_EMPTY))
    header = match(first[1], columns)
    if header.missing:
        raise TableFault("COLUMNS_MISSING", Message(_HEADER, {"columns": ", ".join(header.missing)}))
    if header.repeated:
        raise TableFault("COLUMNS_REPEATED", Message(_REPEATED, {"columns": ", ".join(header.repeated)}))
    return Table(header, columns, numbered)


def _bounded(found: Iterator[Sequence[Cell]], most: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    for number, cells in enumerate(found, HEADER_ROW):
        if number > most + HEADER_ROW:
            raise TableFault("MANY_ROWS", Message(_MANY, {"most": most}))
        yield number, cells


def _read(column: Column, cell: Cell) -> Value | CellFault:
    if isinstance(cell, xlsx_tables.Formula):
        return CellFault("FORMULA", Message(_FORMULA))
    try:
        return read(column, cell)
    except CellFault as fault:
        return fault
