"""Lists of people for a group dossier, as an office pastes or sends them: tax codes, one a row."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

from triennio.kernel import tax_code
from triennio.kernel.refusal import Refusal
from triennio.kernel.tax_code import TaxCodeFault

MOST_ROWS: Final = 5_000
_HEADERS: Final = ("codice fiscale", "codice_fiscale", "codicefiscale", "cod_fisc", "cf")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the list. `code` is empty where `fault` says why; `suggestion` is what may be meant."""

    number: int
    written: str
    code: str
    fault: str = ""
    suggestion: str = ""


def read(text: str) -> list[Row]:
    """Rows of a pasted list or of a CSV, one with a header or without. A code seen before is a fault of the later row.

    Raises Refusal: MEMBERS_EMPTY, MEMBERS_TOO_MANY.
    """
    found: list[Row] = []
    seen: dict[str, int] = {}
    column = 0
    for number, cells in enumerate(_cells(text), 1):
        if not any(cells):
            continue
        if not found and (place := _header(cells)) is not None:
            column = place
            continue
        row = _row(number, cells[column] if column < len(cells) else "")
        if row.code in seen:
            row = Row(number, row.written, "", f"È già alla riga {seen[row.code]}.")
        elif row.code:
            seen[row.code] = number
        found.append(row)
        if len(found) > MOST_ROWS:
            raise Refusal(
                "MEMBERS_TOO_MANY",
                f"L’elenco supera {MOST_ROWS} righe.",
                next_step="Dividerlo in più elenchi.",
                field="list",
            )
    if not found:
        raise Refusal(
            "MEMBERS_EMPTY",
            "L’elenco è vuoto.",
            next_step="Incollare i codici fiscali, uno per riga.",
            field="list",
        )
    return found


def _cells(text: str) -> list[list[str]]:
    """Cells of every line, parted by what its first lines use; a broken quote is only text."""
    lines = text.lstrip("\ufeff").replace("\x00", "").splitlines()
    head = "\n".join(lines[:5])
    mark = next((each for each in (";", "\t", ",") if each in head), ";")
    return [
        [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=mark), [])] for line in lines
    ]


def _header(cells: list[str]) -> int | None:
    named = [cell.lower() for cell in cells]
    return next((named.index(name) for name in _HEADERS if name in named), None)


def _row(number: int, written: str) -> Row:
    shown = written[:40]
    try:
        return Row(number, shown, tax_code.read(written))
    except TaxCodeFault as fault:
        return Row(number, shown, "", str(fault.message), fault.suggestion)
