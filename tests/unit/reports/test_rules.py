"""Rules beyond the schema, one by one: where the fault stands, and that its neighbour has none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.reports.making import NURSE, code, document, faults, places, row
from triennio.kernel import tax_code

ISSUED = tax_code.with_homocody(code(7), 3)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"data_ini": "2025-03-14"}, []),
        ({"data_ini": "2025-03-15"}, [(0, "data_fine", "DATES_ORDER"), (1, "data_acq", "ACQUIRED_BEFORE")]),
        ({"data_ini": "2025-03-14Z"}, [(0, "data_ini", "DATE_ZONE")]),
        ({"data_fine": "2025-03-14+01:00"}, [(0, "data_fine", "DATE_ZONE")]),
        ({"cod_obi": "38"}, []),
        ({"cod_obi": "39"}, [(0, "cod_obi", "OBJECTIVE_UNKNOWN")]),
        ({"num_part": "1"}, []),
        ({"num_part": "0"}, [(0, "num_part", "TOO_MANY_LEARNERS")]),
        ({"cod_tipologia_form": "5"}, []),
        ({"cod_tipologia_form": "6"}, [(0, "cod_tipologia_form", "TYPE_INCOHERENT")]),
        ({"tipo_form": "1", "cod_tipologia_form": "11"}, []),
        ({"tipo_form": "2", "cod_tipologia_form": "10"}, [(0, "cod_tipologia_form", "TYPE_INCOHERENT")]),
        ({"modulo_fad": "1"}, [(0, "modulo_fad", "MODULES_UNEXPECTED")]),
        ({"tipo_form": "4"}, [(0, "tipo_form", "MODULES_TOO_FEW")]),
        ({"tipo_form": "4", "modulo_fad": "1", "modulo_res": "0"}, [(0, "tipo_form", "MODULES_TOO_FEW")]),
        ({"tipo_form": "4", "modulo_fad": "1", "modulo_res": "1"}, []),
    ],
)
def test_the_head(head: dict[str, str | None], expected: list[tuple[int, str, str]]) -> None:
    assert places(faults(document(head=head))) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-03-14", ["WINDOW_NOT_OPEN"]),
        ("2025-03-15", []),
        ("2025-06-12", []),  # 14 March and 90 days
        ("2025-06-13", ["WINDOW_CLOSED"]),
    ],
)
def test_the_window_of_ninety_days(as_of: str, expected: list[str]) -> None:
    found = faults(document(), as_of=date.fromisoformat(as_of))
    assert [one.code for one in found] == expected
    assert all((one.row, one.field) == (0, "data_fine") for one in found)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"cod_fisc": code()[:-1] + "A"}, [("cod_fisc", "TAX_CODE_CHECK")]),
        ({"cod_fisc": code().lower()}, []),
        ({"cod_fisc": ISSUED}, []),
        ({"data_acq": "2025-03-13"}, []),
        ({"data_acq": "2025-03-12"}, [("data_acq", "ACQUIRED_BEFORE")]),
        ({"data_acq": "2025-03-17"}, []),  # three days for a test on line
        ({"data_acq": "2025-03-18"}, [("data_acq", "ACQUIRED_AFTER")]),
        ({"data_acq": "2025-03-14Z"}, [("data_acq", "DATE_ZONE")]),
        ({"cred_acq": "05.2"}, []),
        ({"cred_acq": "5.1"}, [("cred_acq", "CREDITS_LEARNER")]),
        ({"cred_acq": "5.3"}, [("cred_acq", "CREDITS_LEARNER")]),
        ({"cred_acq": "50.0", "ruolo": "D"}, []),
        ({"part_reclutato": "1"}, [("sponsor", "SPONSOR_MISSING")]),
        ({"part_reclutato": "1", "sponsor": " "}, [("sponsor", "SPONSOR_MISSING")]),
        ({"part_reclutato": "1", "sponsor": "Ditta"}, []),
        ({"sponsor": "Ditta"}, [("sponsor", "SPONSOR_UNEXPECTED")]),
        ({"inner": NURSE.replace("85", "86")}, [("disciplina", "DISCIPLINE_OF_OTHER")]),
        ({"inner": NURSE.replace("85", "28")}, [("disciplina", "DISCIPLINE_UNKNOWN")]),
        ({"inner": NURSE.replace("14", "31")}, [("cod_prof", "PROFESSION_UNKNOWN")]),
    ],
)
def test_a_participant(changed: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = faults(document(row(3), row(**changed)))
    assert [(one.row, one.field, one.code) for one in found] == [(2, *place) for place in expected]


def test_a_distance_event_has_no_days_after_it() -> None:
    head: dict[str, str | None] = {"tipo_form": "1", "cod_tipologia_form": "10"}
    assert places(faults(document(row(data_acq="2025-03-15"), head=head))) == [
        (1, "data_acq", "ACQUIRED_AFTER")
    ]


def test_the_same_person_in_other_capitals() -> None:
    found = faults(document(row(), row(cod_fisc=code().lower())))
    assert places(found) == [(2, "cod_fisc", "DUPLICATE_CASE")]


def test_homocody_is_never_the_same_person() -> None:
    assert faults(document(row(7), row(cod_fisc=ISSUED))) == []


def test_a_repeated_code_may_be_wrong_as_well() -> None:
    wrong = code()[:-1] + "A"
    found = faults(document(row(cod_fisc=wrong), row(cod_fisc=wrong)))
    assert sorted(places(found)) == [
        (1, "cod_fisc", "TAX_CODE_CHECK"),
        (2, "cod_fisc", "DUPLICATE"),
        (2, "cod_fisc", "TAX_CODE_CHECK"),
    ]


def test_what_the_schema_refused_is_not_said_twice() -> None:
    assert places(faults(document(row(cred_acq="5"), head={"data_fine": "x"}))) == [
        (0, "data_fine", "VALUE"),
        (1, "cred_acq", "VALUE"),
    ]


@pytest.mark.parametrize(
    ("encoding", "rows", "expected"),
    [
        ("UTF-8", row(), []),
        ("UTF-8", row(nome="à"), ["ENCODING", "NAME_CHARACTERS"]),
        ("ISO-8859-1", row(nome="à"), ["NAME_CHARACTERS"]),
        ("windows-1252", row(), []),
        ("UTF-16", row(), ["ENCODING"]),
    ],
)
def test_encodings(encoding: str, rows: str, expected: list[str]) -> None:
    assert [one.code for one in faults(document(rows, encoding=encoding))] == expected
