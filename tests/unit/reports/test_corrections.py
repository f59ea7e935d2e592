"""Suggestions: right when given, silent when in doubt."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.reports import corrections


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("nome", "Nicolò", "NICOLO'"),
        ("nome", "Noè Andrea", "NOE' ANDREA"),
        ("nome", "Müller", "MULLER"),
        ("nome", "D’Amicò", "D'AMICO'"),
        ("nome", "NicolÃ²", "NICOLO'"),
        ("nome", "Łukasz  Øre", "LUKASZ ORE"),
        ("nome", "Niccolò'", "NICCOLO'"),
        ("nome", "Anna2", ""),
        ("nome", "王", ""),
        ("sponsor", "Uno & Due S.p.A.", "Uno e Due S.p.A."),
        ("cred_acq", "10,4", "10.4"),
        ("cred_acq", "10", "10.0"),
        ("cred_acq", "10.40", "10.4"),
        ("cred_acq", "010.4", "10.4"),
        ("cred_acq", "10.45", ""),
        ("cred_acq", "51", ""),
        ("cred_acq", "0", ""),
        ("data_acq", "4/3/2025", "2025-03-04"),
        ("data_acq", "04-03-2025", "2025-03-04"),
        ("data_acq", "20250304", "2025-03-04"),
        ("data_acq", "2025-03-04T00:00:00", "2025-03-04"),
        ("data_acq", "2025-03-04Z", "2025-03-04"),
        ("data_acq", "45720", "2025-03-04"),  # spreadsheets count days from 30 December 1899
        ("data_acq", "30/02/2025", ""),
        ("part_reclutato", "Sì", "1"),
        ("part_reclutato", "FALSO", "0"),
        ("part_reclutato", "forse", ""),
        ("ruolo", "d", "D"),
        ("ruolo", "Relatore", "R"),
        ("lib_dip", "libero professionista", "L"),
        ("lib_dip", "x", ""),
        ("cod_accr", "50", "050"),
        ("cod_accr", "veneto", ""),
        ("ore", "4.0", "4"),
        ("ore", "4,5", ""),
        ("cod_evento", "qualunque", ""),
    ],
)
def test_suggestions(field: str, text: str, expected: str) -> None:
    assert corrections.of(field, text) == expected


@given(st.text(max_size=120))
def test_a_suggested_name_is_always_allowed(text: str) -> None:
    suggested = corrections.name(text)
    assert suggested == "" or re.fullmatch(r"[A-Z ',\-.]{1,100}", suggested)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_every_way_of_writing_a_day_is_that_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for text in (f"{day:%d/%m/%Y}", f"{day:%Y%m%d}", f"{day.day}.{day.month}.{day.year}", str(serial)):
        assert corrections.day(text) == day.isoformat()


@given(st.text(max_size=40), st.sampled_from(sorted(corrections.BY_FIELD)))
def test_no_text_breaks_a_suggestion(text: str, field: str) -> None:
    assert corrections.of(field, text) != text or text == ""
