"""The table of participants that providers send instead of XML: ten columns, `;`, Windows-1252. No event in it."""

from __future__ import annotations

import csv
import io
import re

from triennio.reports.codes import fault
from triennio.reports.model import Fault
from triennio.reports.raw import Attributes, RawPractice, RawReport, RawRow
from triennio.reports.safe_xml import UnreadableFile

PRACTICE_COLUMN = "cod_prof.disciplina"
COLUMNS = (
    "cod_fisc", "nome", "cognome", "ruolo", "lib_dip", "cred_acq", "data_acq", "part_reclutato", "sponsor",
    PRACTICE_COLUMN,
)  # fmt: skip
_EXPECTED = "si scrive professione.disciplina, come 14.85, e per più professioni 1.15.3:5.78"
_PRACTICE = re.compile(r"[0-9]+(?:\.[0-9]+)+")


def read(content: bytes, head: Attributes) -> tuple[RawReport, list[Fault]]:
    """The rows under the head of the stored event, and the cells that are no cells. UnreadableFile if no table."""
    try:
        table = [
            row for row in csv.reader(io.StringIO(_text(content), newline=""), delimiter=";") if any(row)
        ]
    except csv.Error as error:
        raise UnreadableFile(f"Il file CSV non si legge: {error}.") from None
    if not table:
        raise UnreadableFile("Il file CSV è vuoto.")
    header = [cell.strip().lower() for cell in table[0]]
    if len(header) < 2:
        raise UnreadableFile("La prima riga non è un’intestazione con colonne separate da punto e virgola.")
    places = {name: header.index(name) if name in header else place for place, name in enumerate(COLUMNS)}
    faults: list[Fault] = []
    rows = [_row(number, cells, header, places, faults) for number, cells in enumerate(table[1:], 1)]
    return RawReport(head, rows), faults


def _row(
    number: int, cells: list[str], header: list[str], places: dict[str, int], faults: list[Fault]
) -> RawRow:
    if len(cells) > len(header) and any(cells[len(header) :]):
        faults.append(fault(number, "partecipante", "CSV_COLUMNS", value=len(cells), other=len(header)))
    values = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
    listed = values.pop(PRACTICE_COLUMN)
    given = {name: value for name, value in values.items() if value}
    return RawRow(given, _practices(number, listed, faults))


def _practices(number: int, text: str, faults: list[Fault]) -> list[RawPractice]:
    practices = []
    for part in filter(None, (piece.strip() for piece in text.split(":"))):
        if not _PRACTICE.fullmatch(part):
            meant = part.replace(",", ".").replace(" ", "")
            suggestion = meant if _PRACTICE.fullmatch(meant) else ""
            faults.append(
                fault(number, "cod_prof", "CSV_PROFESSION", suggestion, value=part, expected=_EXPECTED)
            )
        profession, *disciplines = re.split(r"[.,]", part)
        practices.append(RawPractice(profession.strip(), [code.strip() for code in disciplines]))
    return practices


def _text(content: bytes) -> str:
    """Windows-1252 as the format says; a mark of UTF-8 is believed. Bytes that neither knows stay visible."""
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", "replace")
    return content.decode("cp1252", "replace")
