"""Spreadsheets (xlsx), read as a stream. Formulas are told apart, merged cells refused, hidden sheets not looked at."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl

from triennio.kernel.messages import N_, Message
from triennio.platform.imports.domain.columns import Column, match
from triennio.platform.imports.domain.faults import TableFault
from triennio.platform.imports.domain.values import Cell

MOST_COLUMNS = 200
MOST_UNPACKED = 250_000_000
MOST_PARTS = 2000
_BROKEN = N_("Il foglio di calcolo non si apre: è guasto, oppure non è nel formato xlsx.")
_BIG = N_("Il foglio di calcolo è troppo grande.")
_LOCKED = N_("Il foglio di calcolo è protetto da una password: va salvato senza.")
_ENTITIES = N_("Il foglio di calcolo contiene definizioni che non dovrebbe avere, e non viene aperto.")
_MERGED = N_("Il foglio ha celle unite (%(range)s): vanno divise, una riga per persona.")
_NO_SHEET = N_("Il file non ha nessun foglio visibile.")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell [^>]*ref=\"([A-Z0-9:]+)\"")
_ERRORS = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, OSError, EOFError, IndexError,
           AttributeError, NotImplementedError, SyntaxError, AssertionError)  # fmt: skip


class Formula(str):
    """The text of a formula: a cell that is not a value."""

    __slots__ = ()


def is_xlsx(content: bytes) -> bool:
    """Whether the bytes are a zip, or the old container in which protected workbooks stand."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def rows(content: bytes, columns: Sequence[Column]) -> Iterator[list[Cell | Formula]]:
    """Every row of the sheet that looks most like the declared table, the header first."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableFault("LOCKED", Message(_LOCKED))
    try:
        _inspect(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            sheet = _chosen(book, columns)
            _refuse_merged(content, book, sheet)
            for cells in sheet.iter_rows(max_col=MOST_COLUMNS):
                yield [_cell(cell) for cell in cells]
            book.close()
    except TableFault:
        raise
    except _ERRORS:
        raise TableFault("BROKEN", Message(_BROKEN)) from None


def _inspect(content: bytes) -> None:
    """Sizes and forbidden definitions, before anything is parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise TableFault("BIG", Message(_BIG))
        for part in parts:
            if part.flag_bits & 1:
                raise TableFault("LOCKED", Message(_LOCKED))
            with archive.open(part) as stream:
                head = stream.read(65_536)
            if _FORBIDDEN.search(head.replace(b"\0", b"")):
                raise TableFault("ENTITIES", Message(_ENTITIES))


def _chosen(book: Any, columns: Sequence[Column]) -> Any:
    """The visible sheet whose first row names most columns; the first one when none does."""
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise TableFault("NO_SHEET", Message(_NO_SHEET))

    def named(sheet: Any) -> int:
        first = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True), ())
        return len(match(list(first), columns).places)

    return max(visible, key=named)


def _refuse_merged(content: bytes, book: Any, sheet: Any) -> None:
    """Merged cells stand at the end of a sheet's part, after all the rows."""
    path = sheet._worksheet_path
    tail = b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(path.lstrip("/")) as stream:
        while block := stream.read(1 << 20):
            if found := _MERGE.search(tail + block):
                raise TableFault("MERGED", Message(_MERGED, {"range": found[1].decode("ascii")}))
            tail = block[-200:]


def _cell(cell: Any) -> Cell | Formula:
    value = cell.value
    if value is None or isinstance(value, str):
        return Formula(value) if value and cell.data_type in ("f", "e") else value
    if cell.data_type in ("f", "e"):
        return Formula("=")
    if isinstance(value, bool | int | float | datetime | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else Formula("=")
