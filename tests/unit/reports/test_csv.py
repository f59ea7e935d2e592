"""The table that providers send: ten columns, found by name or by place."""

from __future__ import annotations

import pytest

from tests.unit.reports.making import HEAD, checked, code, faults, places
from triennio.reports import csv_file, stored
from triennio.reports.safe_xml import UnreadableFile

EVENT = stored.read(HEAD)
HEADER = ";".join(csv_file.COLUMNS)


def line(number: int = 0, **changed: str) -> str:
    given = {
        "cod_fisc": code(number), "nome": "PROVA", "cognome": "ESEMPIO", "ruolo": "P", "lib_dip": "D",
        "cred_acq": "5.2", "data_acq": "2025-03-14", "part_reclutato": "0", "sponsor": "", "practice": "14.85",
        **changed,
    }  # fmt: skip
    return ";".join(given.values())


def table(*lines: str, header: str = HEADER, encoding: str = "cp1252") -> bytes:
    return "\r\n".join([header, *lines, ""]).encode(encoding)


def test_a_good_table_is_a_report() -> None:
    outcome = checked(table(line(), line(1, practice="1.15.3:5.78")), "p.csv", event=EVENT)
    assert outcome.faults == ()
    assert outcome.event is not None
    assert outcome.event.hours == 4
    assert [(p.profession, p.disciplines) for p in outcome.participants[1].practices] == [
        (1, (15, 3)),
        (5, (78,)),
    ]


def test_columns_are_found_by_name_in_any_order_and_by_place_without_names() -> None:
    turned = ";".join(reversed(csv_file.COLUMNS))
    assert faults(table(";".join(reversed(line().split(";"))), header=turned), event=EVENT) == []
    assert faults(table(line(), header=";".join("abcdefghij")), event=EVENT) == []


def test_quotes_as_a_spreadsheet_writes_them() -> None:
    assert faults(table(line(cognome='"D\'ESEMPIO"')), event=EVENT) == []
    found = faults(table(line(sponsor='"Ditta ""Prova""; altra"', part_reclutato="1")), event=EVENT)
    assert [(one.field, one.code) for one in found] == [("sponsor", "NAME_CHARACTERS")]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_accents_are_read_in_the_encoding_of_the_format(encoding: str) -> None:
    (found,) = faults(table(line(nome="Nicolò"), encoding=encoding), event=EVENT)
    assert (found.code, found.suggestion) == ("NAME_CHARACTERS", "NICOLO'")


def test_accents_in_another_encoding_are_still_recognised() -> None:
    (found,) = faults(table(line(nome="Nicolò"), encoding="utf-8"), event=EVENT)
    assert found.suggestion == "NICOLO'"


@pytest.mark.parametrize(
    ("changed", "field", "fault", "suggestion"),
    [
        ({"cred_acq": "5,2"}, "cred_acq", "VALUE", "5.2"),
        ({"data_acq": "14/03/2025"}, "data_acq", "VALUE", "2025-03-14"),
        ({"ruolo": ""}, "ruolo", "ATTRIBUTE_MISSING", ""),
        ({"practice": "14,85"}, "cod_prof", "CSV_PROFESSION", "14.85"),
        ({"practice": "1485"}, "cod_prof", "CSV_PROFESSION", ""),
        ({"practice": ""}, "professione", "ELEMENT_MISSING", ""),
        ({"part_reclutato": "SI", "sponsor": "Ditta"}, "part_reclutato", "VALUE", "1"),
    ],
)
def test_faults_stand_on_their_row(changed: dict[str, str], field: str, fault: str, suggestion: str) -> None:
    found = faults(table(line(), line(1, **changed)), event=EVENT)
    assert (2, field, fault, suggestion) in [(one.row, one.field, one.code, one.suggestion) for one in found]
    assert {one.row for one in found} == {2}


def test_a_row_with_too_many_cells() -> None:
    assert places(faults(table(line() + ";di troppo"), event=EVENT)) == [(1, "partecipante", "CSV_COLUMNS")]
    assert faults(table(line() + ";;"), event=EVENT) == []


def test_blank_lines_do_not_count() -> None:
    assert faults(table("", line(), ";;;;;;;;;", line(1)), event=EVENT) == []


def test_a_table_needs_its_event() -> None:
    with pytest.raises(UnreadableFile, match="--event"):
        faults(table(line()))


def test_the_head_of_the_stored_event_is_checked_as_well() -> None:
    event = stored.read({**HEAD, "ore": None, "crediti": "5"})
    assert places(faults(table(line()), event=event)) == [
        (0, "crediti", "VALUE"),
        (0, "ore", "ATTRIBUTE_MISSING"),
    ]


def test_characters_that_no_document_holds() -> None:
    (found,) = faults(table(line(nome="A\x01B")), event=EVENT)
    assert (found.field, found.code) == ("nome", "NAME_CHARACTERS")
