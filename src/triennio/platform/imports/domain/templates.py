"""The file to fill in, written from the same columns that read it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from triennio.kernel.messages import N_
from triennio.platform.imports.domain.columns import Column, Kind

Translate = Callable[[str], str]
DATA, NOTES = N_("Dati"), N_("Istruzioni")
HEADINGS = (N_("Colonna"), N_("Obbligatoria"), N_("Che cosa si scrive"), N_("Valori ammessi"), N_("Esempio"))
YES, NO = N_("sì"), N_("no")
FORMS = {
    Kind.TEXT: N_("testo"),
    Kind.DATE: N_("data, giorno/mese/anno"),
    Kind.CREDITS: N_("crediti, con al massimo due decimali"),
    Kind.BOOLEAN: N_("sì oppure no"),
    Kind.TAX_CODE: N_("codice fiscale"),
    Kind.WHOLE: N_("numero intero"),
    Kind.CODE: N_("codice della tabella"),
    Kind.CODES: N_("uno o più codici, separati da spazi"),
    Kind.WORD: N_("una delle parole ammesse"),
}


def csv_template(columns: Sequence[Column]) -> bytes:
    """Header and one example, for Italian spreadsheets: semicolons, UTF-8 with its mark. The example is no row."""
    return csv_file([[column.label for column in columns], [column.example for column in columns]])


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Any table as the same kind of CSV. Cells that a spreadsheet would run as formulas get an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_template(columns: Sequence[Column], translate: Translate = str) -> bytes:
    """An empty sheet with the header, every column as text, and a sheet that explains each column."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 — a new workbook has a sheet
    sheet.title = translate(DATA)
    for place, column in enumerate(columns, 1):
        cell = sheet.cell(1, place, column.label)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFD9E6F2" if column.required else "FFF2F2F2")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(14, len(column.label) + 4)
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"
    notes = book.create_sheet(translate(NOTES))
    for place, title in enumerate(HEADINGS, 1):
        notes.cell(1, place, translate(title)).font = Font(bold=True)
        notes.column_dimensions[get_column_letter(place)].width = (24, 14, 48, 60, 24)[place - 1]
    for number, column in enumerate(columns, 2):
        for place, text in enumerate(explained(column, translate), 1):
            cell = notes.cell(number, place, text)
            cell.alignment, cell.number_format, cell.data_type = (
                Alignment(wrap_text=True, vertical="top"),
                "@",
                "s",
            )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def explained(column: Column, translate: Translate = str) -> tuple[str, str, str, str, str]:
    """What the notes say of a column: label, whether it must be there, form and help, values, example."""
    form = translate(FORMS[column.kind])
    said = f"{form}. {translate(column.help)}" if column.help else form
    if column.kind in (Kind.CODE, Kind.CODES):
        allowed = "; ".join(f"{code} {name}" for code, name in column.choices.items())
    else:
        allowed = ", ".join(column.choices.values())
    return column.label, translate(YES if column.required else NO), said, allowed, column.example


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
