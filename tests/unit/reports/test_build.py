"""Data to a document, and back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.reports.making import HEAD, checked, code
from triennio.kernel.faults import InputFaults
from triennio.reports import build
from triennio.reports.check import to_xml


def data(**changed: Any) -> dict[str, Any]:
    person = {
        "cod_fisc": code(), "nome": "PROVA", "cognome": "D'ESEMPIO", "ruolo": "P", "lib_dip": "D",
        "cred_acq": 5.2, "data_acq": "2025-03-14", "part_reclutato": 0, "sponsor": "",
        "professioni": [{"cod_prof": 14, "discipline": [85]}], **changed,
    }  # fmt: skip
    return {"evento": HEAD, "partecipanti": [person]}


def test_what_is_written_is_read_back() -> None:
    content, faults = to_xml(build.read(data()))
    assert faults == []
    assert content.startswith(b"<?xml version='1.0' encoding='ISO-8859-1'?>")
    assert b"sponsor" not in content
    names = [name for name in build.FIELDS if name in HEAD]
    assert sorted(names, key=lambda name: content.index(f" {name}=".encode())) == names
    outcome = checked(content)
    assert outcome.faults == ()
    assert outcome.participants[0].last_name == "D'ESEMPIO"


def test_a_fault_of_the_schema_is_told() -> None:
    _, faults = to_xml(build.read(data(nome="Nicolò")))
    assert [(one.row, one.field, one.code) for one in faults] == [(1, "nome", "NAME_CHARACTERS")]


def test_letters_outside_the_encoding_do_not_break_the_writing() -> None:
    content, faults = to_xml(build.read(data(nome="王\ud800\x00\uffff")))
    assert b"&#29579;" in content
    assert [one.field for one in faults] == ["nome"]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (None, "$"),
        ({"evento": HEAD}, "$.partecipanti"),
        ({"partecipanti": []}, "$.evento"),
        ({"evento": {"titolo": "x"}, "partecipanti": []}, "$.evento.titolo"),
        ({"evento": HEAD, "partecipanti": [3]}, "$.partecipanti[0]"),
        ({"evento": HEAD, "partecipanti": [], "altro": 1}, "$.altro"),
        (data(eta=40), "$.partecipanti[0].eta"),
        (data(nome=True), "$.partecipanti[0].nome"),
        (
            data(professioni=[{"cod_prof": 14, "discipline": [[]]}]),
            "$.partecipanti[0].professioni[0].discipline[0]",
        ),
    ],
)
def test_data_that_are_none(value: Any, path: str) -> None:
    with pytest.raises(InputFaults) as caught:
        build.read(value)
    assert path in [fault.path for fault in caught.value.faults]
