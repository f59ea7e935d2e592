"""From a cell to a value. Cells are texts of a CSV, or what a spreadsheet holds: numbers, days, booleans, nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from triennio.kernel import tax_code
from triennio.kernel.messages import N_, Message
from triennio.platform.imports.domain.columns import Column, Kind, heading
from triennio.platform.imports.domain.faults import CellFault

Cell = str | int | float | bool | date | datetime | None
Value = str | int | bool | date | list[int] | None

EXCEL_EPOCH = date(1899, 12, 30)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
MOST_HUNDREDTHS = 100_000
_DAY = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_AMOUNT = re.compile(r"[0-9]{1,4}(?:[.,][0-9]+)?")
_YES, _NO = {"si", "s", "1", "vero", "true", "x", "yes", "y"}, {"no", "n", "0", "falso", "false"}

_MISSING = N_("Manca il valore.")
_DATE = N_("Non è una data: si scrive giorno/mese/anno, come 14/03/2025.")
_DATE_RANGE = N_("La data è fuori dagli anni ammessi (1900–2099).")
_CREDITS = N_("Non è un numero di crediti: si scrive come 10,4, con al massimo due decimali.")
_CREDITS_MANY = N_("I crediti sono troppi: al massimo 1000.")
_BOOLEAN = N_("Si scrive sì o no.")
_WHOLE = N_("Non è un numero intero.")
_RANGE = N_("Il numero deve stare fra %(least)s e %(most)s.")
_CODE = N_("Il codice «%(value)s» non è nella tabella.")
_WORD = N_("«%(value)s» non è fra i valori ammessi: %(allowed)s.")
_LONG = N_("Il testo ha %(count)s caratteri, al massimo %(most)s.")
_ZEROS = N_("Il codice ha %(width)s cifre: il foglio di calcolo ha tolto gli zeri iniziali.")
_NUMBER = N_("La cella è un numero: il foglio di calcolo può averlo cambiato. Va formattata come testo.")
_CONTROL = N_("Il testo contiene un carattere che non si può scrivere.")


def read(column: Column, cell: Cell) -> Value:
    """The value of a cell; None when it is empty and may be. Raises CellFault."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        if column.required:
            raise CellFault("MISSING", Message(_MISSING))
        return None
    return _READERS[column.kind](column, cell)


def text_of(cell: Cell) -> str:
    """A cell as a person would type it, for readers of text and for showing a fault."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "sì" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return (cell.date() if cell.time().isoformat() == "00:00:00" else cell).isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _text(column: Column, cell: Cell) -> str:
    text = " ".join(text_of(cell).split())
    if not text.isprintable():
        raise CellFault("TEXT_CHARACTERS", Message(_CONTROL))
    if column.width and text.isdigit() and len(text) < column.width:
        raise CellFault("ZEROS_LOST", Message(_ZEROS, {"width": column.width}), text.zfill(column.width))
    if len(text) > column.longest:
        raise CellFault("TEXT_LONG", Message(_LONG, {"count": len(text), "most": column.longest}))
    return text


def _day(column: Column, cell: Cell) -> date:
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    text = text_of(cell).strip()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_serial(text)
    if found := _DAY.fullmatch(text):
        return _of_parts(int(found[3]), int(found[2]), int(found[1]))
    if found := _ISO.fullmatch(text):
        return _of_parts(int(found[1]), int(found[2]), int(found[3]))
    if re.fullmatch(r"[1-9][0-9]{4}", text):
        return _of_serial(text)
    raise CellFault("DATE", Message(_DATE))


def _of_serial(text: str) -> date:
    """The count of days of a spreadsheet, where a cell lost its format."""
    if not re.fullmatch(r"[1-9][0-9]{2,4}", text):
        raise CellFault("DATE", Message(_DATE))
    return _within(EXCEL_EPOCH + timedelta(days=int(text)))


def _of_parts(year: int, month: int, number: int) -> date:
    try:
        return _within(date(year, month, number))
    except ValueError as error:
        if isinstance(error, CellFault):
            raise
        raise CellFault("DATE", Message(_DATE)) from None


def _within(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CellFault("DATE_RANGE", Message(_DATE_RANGE))
    return day


def _credits(column: Column, cell: Cell) -> int:
    """Hundredths of a credit."""
    text = text_of(cell).strip()
    if isinstance(cell, float):
        text = f"{Decimal(repr(cell)):f}"
    if not _AMOUNT.fullmatch(text):
        raise CellFault("CREDITS", Message(_CREDITS))
    try:
        amount = Decimal(text.replace(",", ".")) * 100
    except InvalidOperation:
        raise CellFault("CREDITS", Message(_CREDITS)) from None
    if amount != amount.to_integral_value():
        raise CellFault("CREDITS", Message(_CREDITS))
    if amount > MOST_HUNDREDTHS:
        raise CellFault("CREDITS_MANY", Message(_CREDITS_MANY))
    return int(amount)


def _boolean(column: Column, cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    word = heading(text_of(cell))
    if word in _YES or word in _NO:
        return word in _YES
    raise CellFault("BOOLEAN", Message(_BOOLEAN))


def _person(column: Column, cell: Cell) -> str:
    try:
        return tax_code.read(text_of(cell))
    except tax_code.TaxCodeFault as fault:
        raise CellFault(fault.code, fault.message, fault.suggestion) from None


def _whole(column: Column, cell: Cell) -> int:
    text = text_of(cell).strip()
    if not re.fullmatch(r"[0-9]{1,9}", text) or isinstance(cell, bool):
        raise CellFault("WHOLE", Message(_WHOLE))
    number = int(text)
    if not column.least <= number <= column.most:
        raise CellFault("WHOLE_RANGE", Message(_RANGE, {"least": column.least, "most": column.most}))
    return number


def _code(column: Column, cell: Cell) -> int:
    """A code of a table, written as number or as its name."""
    text = text_of(cell).strip()
    plain = str(int(text)) if re.fullmatch(r"[0-9]{1,9}", text) else text
    if plain in column.choices:
        return int(plain)
    named = [code for code, name in column.choices.items() if heading(name) == heading(text)]
    if len(named) == 1:
        return int(named[0])
    raise CellFault("CODE", Message(_CODE, {"value": text}))


def _codes(column: Column, cell: Cell) -> list[int]:
    """Codes with anything between them that is no digit. A number with decimals is not believed."""
    if isinstance(cell, float) and not cell.is_integer():
        raise CellFault("NUMBER_CELL", Message(_NUMBER))
    parts = [part for part in re.split(r"[,;:/\s]+", text_of(cell).strip()) if part]
    return list(dict.fromkeys(_code(column, part) for part in parts))


def _word(column: Column, cell: Cell) -> str:
    text = text_of(cell).strip()
    found = column.words.get(heading(text))
    if found is None:
        allowed = ", ".join(column.choices.values())
        raise CellFault("WORD", Message(_WORD, {"value": text, "allowed": allowed}))
    return found


_READERS: dict[Kind, Callable[[Column, Cell], Value]] = {
    Kind.TEXT: _text,
    Kind.DATE: _day,
    Kind.CREDITS: _credits,
    Kind.BOOLEAN: _boolean,
    Kind.TAX_CODE: _person,
    Kind.WHOLE: _whole,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.WORD: _word,
}
