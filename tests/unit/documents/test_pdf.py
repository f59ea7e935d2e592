"""Sheets: what is written is read back, fonts are inside, tags are there, and a fault is never passed over."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.support.pdf_text import fonts, text
from triennio.documents import pdf

DATA: dict[str, Any] = {
    "language": "it",
    "date": "2026-11-22",
    "title": "Dichiarazione sostitutiva",
    "law": "DPR 28 dicembre 2000, n. 445",
    "code": "abc234",
    "author": "Nicolò D’Àmbrà",
    "footer": "Ordine di prova",
    "intro": "Così è: «più» €, ś, ž.",
    "sections": [{"heading": "Chi", "rows": [["Nome", "Nicolò D’Àmbrà"]]}],
    "statements": ["primo", "secondo"],
    "place": "Luogo e data",
    "signature": "Firma",
    "how": "Firmare.",
}
CUTS = {"TitilliumWeb-Bold", "TitilliumWeb-Regular", "TitilliumWeb-SemiBold"}


def test_what_is_written_is_read_back_with_its_accents() -> None:
    said = text(pdf.render("declaration", DATA))
    for words in ("Dichiarazione sostitutiva", "Nicolò D’Àmbrà", "Così è: «più» €, ś, ž.", "abc234 · 1 / 1"):
        assert words in said


def test_the_fonts_are_ours_and_inside_the_file() -> None:
    assert fonts(pdf.render("declaration", DATA)) == dict.fromkeys(CUTS, True)


def test_the_file_is_tagged_has_a_language_and_names_both_standards() -> None:
    content = pdf.render("declaration", DATA)
    root = PdfFileReader(io.BytesIO(content)).root
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "it"
    metadata = root["/Metadata"].data
    for wanted in (b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>"):
        assert wanted in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_same_data_give_the_same_file() -> None:
    assert pdf.render("declaration", DATA) == pdf.render("declaration", DATA)


def test_greek_and_mathematics_have_a_font_of_their_own() -> None:
    content = pdf.render("declaration", {**DATA, "intro": "TNF-α, β₂ ≥ 5 μg, Ελλάδα"})
    assert "TNF-α,β₂≥5μg,Ελλάδα" in text(content).replace(" ", "")
    assert fonts(content) == dict.fromkeys({*CUTS, "DejaVuSans"}, True)


def test_a_letter_that_no_font_has_becomes_a_box() -> None:
    content = pdf.render("declaration", {**DATA, "author": "北京", "intro": "x北京\x00y"})
    assert "x□□□y" in text(content).replace(" ", "")


def test_an_unknown_sheet_and_missing_data_are_faults() -> None:
    with pytest.raises(pdf.SheetError):
        pdf.render("nothing", DATA)
    with pytest.raises(pdf.SheetError):
        pdf.render("declaration", {})


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60))
def test_what_people_write_is_never_taken_for_instructions(words: str) -> None:
    content = pdf.render("declaration", {**DATA, "intro": f"x{words}x"})
    assert content.startswith(b"%PDF-1.7")
    said, plain = text(content), text(pdf.render("declaration", {**DATA, "intro": "xx"}))
    for sign in "#$*_`@[]{}":
        assert said.count(sign) == plain.count(sign) + words.count(sign)
