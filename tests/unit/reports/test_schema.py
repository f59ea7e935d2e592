"""The schema takes what version 1.16 takes and says of the rest where it stands. Facets: the published schema."""

from __future__ import annotations

import pytest

from tests.unit.reports.making import HEAD, NURSE, checked, code, document, faults, places, row
from triennio.reports.raw import whole
from triennio.reports.schema import schema, versions
from triennio.reports.stored import FIELDS

OPTIONAL = {"cod_edi", "modulo_fad", "modulo_fsc", "modulo_res"}
ROW_FIELDS = ["cod_fisc", "nome", "cognome", "ruolo", "lib_dip", "cred_acq", "data_acq", "part_reclutato"]


def refused(content: bytes) -> list[tuple[int, str, str]]:
    return places(faults(content, schema_only=True))


def test_a_good_report_has_no_fault() -> None:
    assert faults(document(row(), row(1, ruolo="D", cred_acq="8.0"))) == []


@pytest.mark.parametrize("field", FIELDS)
def test_attributes_of_the_head_are_demanded_or_not(field: str) -> None:
    expected = [] if field in OPTIONAL else [(0, field, "ATTRIBUTE_MISSING")]
    assert refused(document(head={field: None})) == expected


@pytest.mark.parametrize("field", ROW_FIELDS)
def test_attributes_of_a_participant_are_demanded(field: str) -> None:
    found = refused(document(row(), row(1, **{field: None}), row(2)))
    assert found[0] == (2, field, "ATTRIBUTE_MISSING")


GOOD = [
    ("cod_evento", ["1", "a" * 20]),
    ("cod_edi", ["1", "999", "007"]),
    ("cod_accr", ["000", "999"]),
    ("data_ini", ["2025-03-14", "2024-02-29", "2025-03-14Z", "2025-03-14+01:00"]),
    ("ore", ["1", "999", " 4 ", "04"]),
    ("crediti", ["0.1", "50.0", "06.0", " 10.4"]),
    ("tipo_form", list("1234")),
    ("modulo_fad", ["0", "1"]),
    ("tipo_eve", ["E", "P"]),
    ("cod_obi", ["1", "999", "000025"]),
    ("num_part", ["0", "999999"]),
    ("cod_tipologia_form", [str(n) for n in range(1, 12)]),
]
BAD = [
    ("cod_evento", ["", "a" * 21]),
    ("cod_edi", ["0", "1000", "-1", "1.0", ""]),
    ("cod_org", ["", "1" * 21]),
    ("cod_accr", ["50", "0500", "05a"]),
    ("data_ini", ["14/03/2025", "2025-02-29", "2025-3-14", ""]),
    ("data_fine", ["2025-13-01", "20250314"]),
    ("ore", ["0", "1000", "4.5"]),
    ("crediti", ["0.0", "50.1", "5", "5.25", ".5", "5,2", "+5.0", "100.0", "5.2e0"]),
    ("tipo_form", ["0", "5", ""]),
    ("modulo_fsc", ["2", "si"]),
    ("modulo_res", ["true"]),
    ("tipo_eve", ["e", "X"]),
    ("cod_obi", ["0", "1000"]),
    ("num_part", ["-1", "1000000", "dieci"]),
    ("cod_tipologia_form", ["0", "12", "1A"]),
]


@pytest.mark.parametrize(("field", "value"), [(f, value) for f, values in GOOD for value in values])
def test_values_of_the_head_that_pass(field: str, value: str) -> None:
    assert refused(document(head={field: value})) == []


@pytest.mark.parametrize(("field", "value"), [(f, value) for f, values in BAD for value in values])
def test_values_of_the_head_that_do_not(field: str, value: str) -> None:
    assert refused(document(head={field: value})) == [(0, field, "VALUE")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cod_fisc", "esmprv80e41x000" + code()[-1].lower()),
        ("cod_fisc", "ESMPRVULEQMXLLLA"),
        ("nome", "a" * 100),
        ("nome", "D'ANGELO-BIS, J."),
        ("sponsor", "Ditta 3 (Italia) S.p.A.; altra, 'x'-y"),
        ("cred_acq", "50.0"),
        ("cod_fisc", code()[:-1] + "A"),  # the letter is nobody's business here
    ],
)
def test_values_of_a_participant_that_pass(field: str, value: str) -> None:
    assert refused(document(row(**{field: value}))) == []


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("cod_fisc", "ESMPRV80E41X00", "VALUE"),
        ("cod_fisc", "ESMPRV80E41A000AA", "VALUE"),
        ("cod_fisc", "ESMPRV8AE41X000A", "VALUE"),
        ("cod_fisc", "12345678901", "VALUE"),
        ("nome", "", "VALUE"),
        ("nome", "A" * 101, "VALUE"),
        ("nome", "NICOLÒ", "NAME_CHARACTERS"),
        ("cognome", "ROSSI2", "NAME_CHARACTERS"),
        ("cognome", "ROSSI (BIS)", "NAME_CHARACTERS"),
        ("ruolo", "M", "VALUE"),
        ("ruolo", "p", "VALUE"),
        ("lib_dip", "A", "VALUE"),
        ("part_reclutato", "no", "VALUE"),
        ("sponsor", "Uno & Due", "NAME_CHARACTERS"),
        ("sponsor", "", "VALUE"),
        ("cred_acq", "50.5", "VALUE"),
        ("data_acq", "45000", "VALUE"),
    ],
)
def test_values_of_a_participant_that_do_not(field: str, value: str, fault: str) -> None:
    assert refused(document(row(), row(1, **{field: value}))) == [(2, field, fault)]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("", [(1, "professione", "ELEMENT_MISSING")]),
        ('<professione cod_prof="14"/>', [(1, "disciplina", "ELEMENT_MISSING")]),
        ("<professione><disciplina>85</disciplina></professione>", [(1, "cod_prof", "ATTRIBUTE_MISSING")]),
        (NURSE.replace("14", "100"), [(1, "cod_prof", "VALUE")]),
        (NURSE.replace("85", "0"), [(1, "disciplina", "VALUE")]),
        (NURSE.replace("85", ""), [(1, "disciplina", "VALUE")]),
        (NURSE.replace("85", " 0085 "), []),
        (NURSE + NURSE.replace("85", "86"), [(1, "cod_prof", "DUPLICATE_PROFESSION")]),
        (NURSE.replace("</prof", "<disciplina>085</disciplina></prof"), [(1, "disciplina", "DUPLICATE_DISCIPLINE")]),
        (NURSE + "<nota/>", [(1, "nota", "ELEMENT_UNKNOWN")]),
        ("testo" + NURSE, [(1, "partecipante", "TEXT_UNKNOWN")]),
        (NURSE.replace("disciplina>85", 'disciplina x="1">85'), [(1, "x", "ATTRIBUTE_UNKNOWN")]),
    ],
)  # fmt: skip
def test_professions_and_disciplines(inner: str, expected: list[tuple[int, str, str]]) -> None:
    assert sorted(refused(document(row(inner=inner)))) == sorted(expected)


def test_what_is_not_in_the_tables_is_refused() -> None:
    assert refused(document(row(extra='eta="40"'))) == [(1, "eta", "ATTRIBUTE_UNKNOWN")]
    assert refused(document(head={"titolo": "x"})) == [(0, "titolo", "ATTRIBUTE_UNKNOWN")]
    assert refused(b"<rapporto/>") == [(0, "dataroot", "ROOT")]
    assert refused(b'<dataroot xmlns="urn:x"/>') == [(0, "dataroot", "ROOT")]
    assert refused(b"<dataroot/>") == [(0, "evento", "ELEMENT_MISSING")]
    assert refused(document("<!-- nessuno -->")) == [(0, "partecipante", "ELEMENT_MISSING")]
    twice = document().replace(b"</dataroot>", b"<evento/></dataroot>")
    assert refused(twice) == [(0, "evento", "ELEMENT_UNKNOWN")]


def test_an_unknown_element_does_not_hide_what_follows() -> None:
    found = refused(document(row(), "<pausa/>", row(1), "<pausa/>", row(2, ruolo="X")))
    assert found == [(0, "pausa", "ELEMENT_UNKNOWN"), (3, "ruolo", "VALUE")]


def test_the_same_person_twice() -> None:
    found = faults(
        document(row(ruolo="D", cred_acq="6.0"), row(1), row(ruolo="T", cred_acq="3.5")), schema_only=True
    )
    assert places(found) == [(3, "cod_fisc", "DUPLICATE")]
    assert "riga 1" in found[0].sentence
    assert found[0].suggestion == "tenere una riga con ruolo D e 9.5 crediti"
    found = faults(document(row(cred_acq="4.0"), row(ruolo="D", cred_acq="6.0")), schema_only=True)
    assert found[0].suggestion == "tenere solo la riga 2"
    assert refused(document(row(), row(cod_fisc=code().lower()))) == []


def test_every_fault_of_a_file_is_told_in_the_order_of_the_rows() -> None:
    bad = document(row(nome="à", cred_acq="5"), row(1, inner=""), row(2, ruolo="Z"), head={"ore": "0"})
    assert refused(bad) == [
        (0, "ore", "VALUE"),
        (1, "nome", "NAME_CHARACTERS"),
        (1, "cred_acq", "VALUE"),
        (2, "professione", "ELEMENT_MISSING"),
        (3, "ruolo", "VALUE"),
    ]


def test_two_thousand_bad_rows_are_two_thousand_lines() -> None:
    found = faults(document(*[row(0, nome="à")] * 2000), schema_only=True)
    assert len([one for one in found if one.code == "NAME_CHARACTERS"]) == 2000
    assert len([one for one in found if one.code == "DUPLICATE"]) == 1999


def test_a_refused_row_is_left_out_and_the_others_are_read() -> None:
    outcome = checked(document(row(), row(1, nome="à"), row(2, cred_acq="03.0", ruolo="R")))
    assert outcome.event is not None
    assert outcome.event.key == ("9999", "9999-12345", 1)
    assert [person.row for person in outcome.participants] == [1, 3]
    assert outcome.participants[1].credits == 3 * 16_200
    assert outcome.rows == 3
    assert checked(document(head={"ore": "x"})).event is None


def test_versions_are_data() -> None:
    assert versions() == ("1.16",)
    assert set(schema("1.16").expected) == {*FIELDS, *ROW_FIELDS, "sponsor", "cod_prof", "disciplina"}
    with pytest.raises(LookupError):
        schema("9.9")


def test_where_a_schema_is_named_nothing_is_fetched(tmp_path: object) -> None:
    hint = (
        '<dataroot xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:noNamespaceSchemaLocation="file:///nessuno.xsd">'
    )
    assert refused(document().replace(b"<dataroot>", hint.encode())) == []


def test_numbers_are_read_as_a_schema_reads_them() -> None:
    assert [whole(text) for text in (" 007 ", "+3", "x", "", None, "1.0")] == [7, 3, None, None, None, None]
    assert HEAD["cod_obi"] == "18"
