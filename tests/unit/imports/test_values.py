"""Cells to values: what offices write, what spreadsheets make of it, and what is refused with a sentence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.tax_code import made_up
from triennio.platform.imports.domain.columns import Column, Kind
from triennio.platform.imports.domain.faults import CellFault
from triennio.platform.imports.domain.values import read

WHO = made_up("Prova", "Esempio", date(1980, 5, 1), "F")
COLUMNS = {
    Kind.TEXT: Column("t", "Testo", longest=20),
    Kind.DATE: Column("d", "Data", Kind.DATE),
    Kind.CREDITS: Column("c", "Crediti", Kind.CREDITS),
    Kind.BOOLEAN: Column("b", "Sì o no", Kind.BOOLEAN),
    Kind.TAX_CODE: Column("f", "Codice fiscale", Kind.TAX_CODE),
    Kind.WHOLE: Column("w", "Numero", Kind.WHOLE, least=1, most=999),
    Kind.CODE: Column("p", "Professione", Kind.CODE, choices={"14": "Infermiere", "5": "Psicologo"}),
    Kind.CODES: Column("l", "Discipline", Kind.CODES, choices={"85": "Infermiere", "3": "Cardiologia"}),
    Kind.WORD: Column("r", "Ruolo", Kind.WORD, choices={"learner": "discente", "teacher": "docente"}),
}


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, "  Nicolò   D’Àpice ", "Nicolò D’Àpice"),
        (Kind.TEXT, 12345, "12345"),
        (Kind.TEXT, 12345.0, "12345"),
        (Kind.TEXT, "", None),
        (Kind.TEXT, None, None),
        (Kind.DATE, "14/03/2025", date(2025, 3, 14)),
        (Kind.DATE, "1.2.2025", date(2025, 2, 1)),
        (Kind.DATE, "2025-03-14", date(2025, 3, 14)),
        (Kind.DATE, "2025-03-14T00:00:00", date(2025, 3, 14)),
        (Kind.DATE, datetime(2025, 3, 14), date(2025, 3, 14)),  # noqa: DTZ001 — as spreadsheets give it
        (Kind.DATE, 45730, date(2025, 3, 14)),
        (Kind.DATE, 45730.0, date(2025, 3, 14)),
        (Kind.DATE, "45730", date(2025, 3, 14)),
        (Kind.CREDITS, "10,4", 1040),
        (Kind.CREDITS, "10.40", 1040),
        (Kind.CREDITS, "0", 0),
        (Kind.CREDITS, 10.4, 1040),
        (Kind.CREDITS, 10, 1000),
        (Kind.CREDITS, 0.1 + 0.2 - 0.1, 20),
        (Kind.CREDITS, "7,350", 735),
        (Kind.BOOLEAN, "Sì", True),
        (Kind.BOOLEAN, "x", True),
        (Kind.BOOLEAN, False, False),
        (Kind.BOOLEAN, 0, False),
        (Kind.BOOLEAN, "NO", False),
        (Kind.TAX_CODE, f" {WHO.lower()} ", WHO),
        (Kind.WHOLE, "007", 7),
        (Kind.CODE, "014", 14),
        (Kind.CODE, 14.0, 14),
        (Kind.CODE, "infermiere", 14),
        (Kind.CODES, "85; 3", [85, 3]),
        (Kind.CODES, "85/85 3", [85, 3]),
        (Kind.CODES, 85, [85]),
        (Kind.WORD, "Docente", "teacher"),
        (Kind.WORD, "teacher", "teacher"),
    ],
)
def test_values(kind: Kind, cell: Any, value: Any) -> None:
    if cell == 0.1 + 0.2 - 0.1:  # a sum that a spreadsheet left unrounded
        with pytest.raises(CellFault):
            read(COLUMNS[kind], cell)
        return
    assert read(COLUMNS[kind], cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (Kind.TEXT, "x" * 21, "TEXT_LONG"),
        (Kind.TEXT, "a\x00b", "TEXT_CHARACTERS"),
        (Kind.DATE, "30/02/2025", "DATE"),
        (Kind.DATE, "03/14/2025", "DATE"),
        (Kind.DATE, "14/03/25", "DATE"),
        (Kind.DATE, "ieri", "DATE"),
        (Kind.DATE, "2025-03-14T10:30:00", "DATE"),
        (Kind.DATE, 45730.5, "DATE"),
        (Kind.DATE, True, "DATE"),
        (Kind.DATE, "01/01/1800", "DATE_RANGE"),
        (Kind.CREDITS, "10,456", "CREDITS"),
        (Kind.CREDITS, "-1", "CREDITS"),
        (Kind.CREDITS, "1.234,5", "CREDITS"),
        (Kind.CREDITS, "dieci", "CREDITS"),
        (Kind.CREDITS, "1000,01", "CREDITS_MANY"),
        (Kind.CREDITS, True, "CREDITS"),
        (Kind.BOOLEAN, "forse", "BOOLEAN"),
        (Kind.TAX_CODE, WHO[:-1], "TAX_CODE_LENGTH"),
        (Kind.TAX_CODE, WHO[:-1] + "0", "TAX_CODE_CHARACTERS"),
        (Kind.WHOLE, "1,5", "WHOLE"),
        (Kind.WHOLE, "0", "WHOLE_RANGE"),
        (Kind.WHOLE, "1000", "WHOLE_RANGE"),
        (Kind.CODE, "99", "CODE"),
        (Kind.CODES, 14.85, "NUMBER_CELL"),
        (Kind.CODES, "85 4", "CODE"),
        (Kind.WORD, "capo", "WORD"),
    ],
)
def test_refusals(kind: Kind, cell: Any, code: str) -> None:
    with pytest.raises(CellFault) as caught:
        read(COLUMNS[kind], cell)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


def test_a_value_that_must_be_there() -> None:
    column = Column("t", "Testo", required=True)
    for cell in ("", "  ", None):
        with pytest.raises(CellFault) as caught:
            read(column, cell)
        assert caught.value.code == "MISSING"


def test_zeros_that_a_spreadsheet_ate_are_offered_back() -> None:
    column = Column("e", "Ente", width=3)
    with pytest.raises(CellFault) as caught:
        read(column, 50)
    assert (caught.value.code, caught.value.suggestion) == ("ZEROS_LOST", "050")
    assert read(column, "050") == "050"


@given(st.integers(0, 99_999))
def test_every_amount_of_hundredths_comes_back(hundredths: int) -> None:
    text = f"{hundredths // 100},{hundredths % 100:02d}"
    assert read(COLUMNS[Kind.CREDITS], text) == hundredths
    assert read(COLUMNS[Kind.CREDITS], hundredths / 100) == hundredths


@given(st.dates(date(1928, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_in_every_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for cell in (day, f"{day:%d/%m/%Y}", day.isoformat(), serial, str(serial)):
        assert read(COLUMNS[Kind.DATE], cell) == day


@given(st.sampled_from(list(COLUMNS)), st.text(max_size=30) | st.integers() | st.floats() | st.booleans())
def test_any_cell_is_a_value_or_a_fault(kind: Kind, cell: Any) -> None:
    try:
        read(COLUMNS[kind], cell)
    except CellFault as fault:
        said = str(fault)
    else:
        said = "."
    assert said.endswith(".")
