"""Files as offices send them: separators, encodings, spreadsheets with their traps; and the template, read back."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.platform.imports.domain import templates
from triennio.platform.imports.domain.columns import Column, Kind, match
from triennio.platform.imports.domain.faults import TableFault
from triennio.platform.imports.domain.reading import Row, open_table

COLUMNS = (
    Column("last", "Cognome", required=True, example="ROSSI", aliases=("Nominativo",)),
    Column("day", "Data di acquisizione", Kind.DATE, example="14/03/2025"),
    Column("credits", "Crediti", Kind.CREDITS, required=True, example="10,4", help="Con la virgola."),
    Column("body", "Ente", width=3, example="050"),
    Column("role", "Ruolo", Kind.WORD, choices={"learner": "discente"}, example="discente"),
    Column("disciplines", "Discipline", Kind.CODES, choices={"85": "Infermiere"}, example="85"),
)
GOOD = {
    "last": "Nicolò",
    "day": date(2025, 3, 14),
    "credits": 1040,
    "body": None,
    "role": None,
    "disciplines": None,
}


def rows(content: bytes, **options: Any) -> list[Row]:
    return list(open_table(content, COLUMNS, **options).rows())


def values(content: bytes) -> list[dict[str, Any]]:
    return [row.values for row in rows(content)]


def refusal(content: bytes, **options: Any) -> str:
    with pytest.raises(TableFault) as caught:
        rows(content, **options)
    assert str(caught.value).endswith(".")
    return caught.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_and_encodings(separator: str, encoding: str, end: str) -> None:
    lines = [["COGNOME", "data di  acquisizione", "Crediti"], ["Nicolò", "14/03/2025", '"10,4"']]
    content = end.join(separator.join(cells) for cells in lines).encode(encoding)
    assert values(content) == [GOOD]


def test_a_line_that_names_the_separator() -> None:
    assert values("sep=,\r\nCognome,Crediti\r\nNicolò,1\r\n".encode())[0]["credits"] == 100


def test_columns_stand_anywhere_and_unknown_ones_are_named() -> None:
    table = open_table(b"Note;Crediti;;Nominativo\nx;1;;A\n", COLUMNS)
    assert table.header.unknown == ("Note",)
    assert [row.values["last"] for row in table.rows()] == ["A"]


def test_row_numbers_are_those_of_the_spreadsheet() -> None:
    content = b'Cognome;Crediti\n"A\nB";1\n\n;;\nC;x\nD;2;\n'
    found = rows(content)
    assert [row.number for row in found] == [2, 5, 6]
    assert found[0].values["last"] == "A B"
    (fault,) = found[1].faults
    assert (fault.row, fault.column, fault.value, fault.code) == (5, "Crediti", "x", "CREDITS")


def test_a_table_can_be_taken_up_again() -> None:
    content = b"Cognome;Crediti\nA;1\nB;2\nC;3\n"
    assert [row.number for row in open_table(content, COLUMNS).rows(after=2)] == [3, 4]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY"),
        (b"\n \n;;\n".replace(b" ", b""), "EMPTY"),
        (b"Cognome;Altro\nA;1\n", "COLUMNS_MISSING"),
        (b"Cognome;Crediti;crediti\nA;1;2\n", "COLUMNS_REPEATED"),
        (b"Cognome;Crediti\n" + b'"' + b"a;b\n" * 60_000, "QUOTES"),
        (b"Cognome;Crediti\n" + b";" * 300 + b"\n", "WIDE"),
        (b"\x81\x8d\x8f", "ENCODING"),
        (b"Cognome;Crediti\n\0;1\n", "ENCODING"),
        (b"PK\x03\x04niente", "BROKEN"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "LOCKED"),
    ],
)  # fmt: skip
def test_what_is_no_table(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_too_many_rows() -> None:
    assert refusal(b"Cognome;Crediti\n" + b"A;1\n" * 11, most_rows=10) == "MANY_ROWS"
    assert len(rows(b"Cognome;Crediti\n" + b"A;1\n" * 10, most_rows=10)) == 10


def book(*lines: list[Any], header: list[str] | None = None) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for line in [header or ["Cognome", "Data di acquisizione", "Crediti"], *lines]:
        made.active.append(line)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_spreadsheet_with_its_own_types() -> None:
    day = datetime(2025, 3, 14)  # noqa: DTZ001 — as spreadsheets give it
    content = saved(book(["Nicolò", day, 10.4], [None, None, None], ["Nicolò", "14/03/2025", "10,4"]))
    assert values(content) == [GOOD, GOOD]
    assert [row.number for row in rows(content)] == [2, 4]


def test_formulas_and_errors_are_told_not_computed() -> None:
    content = saved(book(["A", None, "=1+1"], ["B", None, "#N/A"], ["=testo", None, 1]))
    found = rows(content)
    assert [fault.code for row in found for fault in row.faults] == ["FORMULA", "FORMULA", "FORMULA"]


def test_a_text_that_begins_like_a_formula_is_a_text() -> None:
    made = book(["x", None, 1])
    made.active["A2"].value, made.active["A2"].data_type = "=non una formula", "s"
    assert values(saved(made))[0]["last"] == "=non una formula"


def test_merged_cells_are_refused_by_name() -> None:
    made = book(["A", None, 1], ["B", None, 2])
    made.active.merge_cells("A2:A3")
    with pytest.raises(TableFault, match="A2:A3"):
        rows(saved(made))


def test_the_visible_sheet_with_the_columns_is_read() -> None:
    made = book(["A", None, 1])
    made.active.title = "Elenco"
    made.create_sheet("Note", 0).append(["Leggere con attenzione"])
    made.create_sheet("Nascosto", 0).append(["Cognome", "Crediti"])
    made["Nascosto"].append(["NASCOSTO", 5])
    made["Nascosto"].sheet_state = "hidden"
    assert [row["last"] for row in values(saved(made))] == ["A"]


def test_a_lost_zero_is_offered_back() -> None:
    (row,) = rows(saved(book(["A", 1, 50], header=["Cognome", "Crediti", "Ente"])))
    assert [(fault.code, fault.suggestion) for fault in row.faults] == [("ZEROS_LOST", "050")]


def rezipped(content: bytes, change: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
        for name in change.keys() - set(old.namelist()):
            new.writestr(name, change[name])
    return stream.getvalue()


def test_entities_and_bombs_are_not_opened() -> None:
    content = saved(book(["A", None, 1]))
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x/>'
    assert refusal(rezipped(content, {"xl/sharedStrings.xml": evil})) == "ENTITIES"
    assert refusal(rezipped(content, {"xl/media/x.bin": bytes(251_000_000)})) == "BIG"
    assert refusal(rezipped(content, {"xl/workbook.xml": b"<niente/>"})) in ("BROKEN", "NO_SHEET")


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_table_fault(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"Cognome;Crediti\n"):
        try:
            found = rows(start + content)
        except TableFault as fault:
            assert str(fault)  # noqa: PT017 — either outcome is right
        else:
            assert all(row.number > 1 for row in found)


def test_the_csv_template_is_empty_and_its_columns_are_known() -> None:
    content = templates.csv_template(COLUMNS)
    assert content.startswith(b"\xef\xbb\xbfCognome;")
    assert rows(content) == []
    filled = content + b"BIANCHI;1/2/2025;5;;discente;85\r\n"
    assert [row.values["last"] for row in rows(filled)] == ["BIANCHI"]


def test_the_spreadsheet_template_explains_every_column() -> None:
    content = templates.xlsx_template(COLUMNS, str.upper)
    assert rows(content) == []
    made = openpyxl.load_workbook(io.BytesIO(content))
    assert made.sheetnames == ["DATI", "ISTRUZIONI"]
    notes = [[cell.value or "" for cell in row] for row in made["ISTRUZIONI"].iter_rows(min_row=2)]
    assert [row[0] for row in notes] == [column.label for column in COLUMNS]
    assert notes[2][1] == "SÌ"
    assert notes[2][2].endswith("CON LA VIRGOLA.")
    assert notes[5][3] == "85 Infermiere"
    header = [cell.value for cell in made["DATI"][1]]
    assert match(header, COLUMNS).missing == ()


def test_the_examples_of_a_template_can_be_read() -> None:
    header = ";".join(column.label for column in COLUMNS)
    line = ";".join(column.example for column in COLUMNS).replace("ROSSI", "VERDI")
    (row,) = rows(f"{header}\n{line}\n".encode())
    assert row.faults == ()


def test_a_cell_that_would_run_as_a_formula_is_written_as_text() -> None:
    assert b"'=1+1;'@x;ok" in templates.csv_file([["=1+1", "@x", "ok"]])
