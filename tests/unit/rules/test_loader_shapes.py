"""Every key of every kind of file: unknown, missing, of the wrong type, not a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.folder import Folder

COVID = "trienni/2020-2022.toml"
VALUE = "values.covid_divisor"
TABLE = "values.previous_table"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


SECTIONS = [
    ("sources.toml", "S001", "S001"),
    ("contradictions.toml", "C1", "C1"),
    ("policies.toml", "third_of", "third_of"),
    ("validity.toml", "CAP-9", "CAP-9"),
    ("rules/riduzioni.toml", "RED-20", "RED-20"),
    (COVID, VALUE, VALUE),
    (COVID, "pool.CAP-3", "pool[0]"),
    ("values/general.toml", "values.event_at_most", "values.event_at_most"),
    ("windows.toml", 'moves."2020-2022"', "moves.2020-2022"),
    ("windows.toml", 'dossier."2020-2022"', "dossier.2020-2022"),
    ("windows.toml", "compensation", "compensation"),
    ("windows.toml", "radiation", "radiation"),
    ("countries.toml", "new", "new"),
]


@pytest.mark.parametrize(("file", "section", "key"), SECTIONS)
def test_an_unknown_key(folder: Folder, file: str, section: str, key: str) -> None:
    folder.set(file, section, "note_a_margine", '"?"')
    assert folder.faults() == (f"{file}: {key}.note_a_margine: unknown key",)


@pytest.mark.parametrize(
    ("file", "key"),
    [
        (COVID, "caps"),
        ("windows.toml", "recovery"),
        ("countries.toml", "newest"),
        ("professions.toml", "specialties"),
    ],
)
def test_an_unknown_table(folder: Folder, file: str, key: str) -> None:
    folder.add(file, f"[{key}]")
    assert folder.faults() == (f"{file}: {key}: unknown key",)


def test_an_unknown_table_of_shared_values(folder: Folder) -> None:
    folder.add("values/general.toml", '[[pool]]\nrule = "CAP-3"')
    assert "values/general.toml: pool: unknown key" in folder.faults()


@pytest.mark.parametrize(
    ("file", "section", "key", "field"),
    [
        ("sources.toml", "S001", "S001", "title"),
        ("contradictions.toml", "C1", "C1", "use"),
        ("policies.toml", "third_of", "third_of", "meaning"),
        ("validity.toml", "CAP-9", "CAP-9", "from"),
        ("validity.toml", "CAP-9", "CAP-9", "governed_by"),
        ("rules/riduzioni.toml", "RED-20", "RED-20", "formula"),
        (COVID, VALUE, VALUE, "value"),
        (COVID, VALUE, VALUE, "rule"),
        (COVID, VALUE, VALUE, "sources"),
        (COVID, VALUE, VALUE, "confidence"),
        (COVID, "pool.CAP-3", "pool[0]", "stage"),
        ("windows.toml", 'moves."2020-2022"', "moves.2020-2022", "move_until"),
        ("windows.toml", 'dossier."2020-2022"', "dossier.2020-2022", "built_until"),
        ("windows.toml", "compensation", "compensation", "debts"),
        ("windows.toml", "radiation", "radiation", "objective"),
        ("countries.toml", "new", "new", "complete"),
    ],
)
def test_a_key_is_missing(folder: Folder, file: str, section: str, key: str, field: str) -> None:
    folder.set(file, section, field, None)
    assert folder.faults() == (f"{file}: {key}.{field}: missing",)


def test_a_key_of_a_code_list_is_missing(folder: Folder) -> None:
    folder.replace("professions.toml", '{ code = 1, name = "Medico chirurgo" }', "{ code = 1 }")
    assert folder.faults() == ("professions.toml: professions[0].name: missing",)


@pytest.mark.parametrize("key", ["professions", "disciplines", "objectives"])
def test_a_code_list_is_missing(folder: Folder, key: str) -> None:
    folder.replace("professions.toml", f"\n{key} = [\n", f"\n{key}_old = [\n")
    assert sorted(folder.faults()) == sorted(
        (
            f"professions.toml: {key}_old: unknown key",
            f"professions.toml: {key}: a list of tables is needed",
        )
    )


@pytest.mark.parametrize(
    ("file", "section", "key", "field", "value"),
    [
        ("sources.toml", "S001", "S001", "title", "1"),
        ("sources.toml", "S001", "S001", "date", '"2019-01-01"'),
        ("policies.toml", "third_of", "third_of", "verified", '"no"'),
        ("policies.toml", "third_of", "third_of", "values", '"personal"'),
        ("policies.toml", "dossier_2017", "dossier_2017", "values[1]", '["by_date", 10, "30"]'),
        ("validity.toml", "CAP-9", "CAP-9", "from", '"2023-01-01"'),
        ("validity.toml", "CAP-9", "CAP-9", "from", "2023-01-01T00:00:00"),
        ("validity.toml", "CAP-9", "CAP-9", "sources[0]", "[1]"),
        ("rules/riduzioni.toml", "RED-20", "RED-20", "open", '"true"'),
        (COVID, VALUE, VALUE, "rule", "[]"),
        (COVID, VALUE, VALUE, "value", "{}"),
        (COVID, VALUE, VALUE, "by_policy", '["a"]'),
        (COVID, "pool.CAP-3", "pool[0]", "stage", "true"),
        (COVID, "pool.CAP-3", "pool[0]", "families", '"self_training"'),
        (COVID, "pool.CAP-3", "pool[0]", "recruited", "1"),
        (COVID, "pool.CAP-3", "pool[0]", "professions[0]", '["14"]'),
        (COVID, "pool.CAP-3", "pool[0]", "acquired_from", "2020"),
        ("windows.toml", 'moves."2020-2022"', "moves.2020-2022", "earned_until", "2025"),
        ("windows.toml", "radiation", "radiation", "ten_percent[1]", '[14, "15"]'),
        ("windows.toml", "radiation", "radiation", "objective", '"27"'),
        ("countries.toml", "new", "new", "complete", '"no"'),
    ],
)
def test_the_wrong_type(folder: Folder, file: str, section: str, key: str, field: str, value: str) -> None:
    folder.set(file, section, field.partition("[")[0], value)
    faults = folder.faults()
    assert f"{file}: {key}.{field}: wrong type" in faults
    assert all(line.startswith(f"{file}: {key}.") for line in faults)


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (COVID, "values: a table is needed"),
        ("values/general.toml", "values: a table is needed"),
        ("windows.toml", "moves: a table is needed"),
        ("sources.toml", "values: a table is needed"),
    ],
)
def test_a_number_where_a_table_is_needed(folder: Folder, file: str, fault: str) -> None:
    key = fault.partition(":")[0]
    head = 'triennio = "2020-2022"\n' if file == COVID else ""
    folder.write(file, f"{head}{key} = 1\n")
    assert f"{file}: {fault}" in folder.faults()


def test_pools_are_a_list(folder: Folder) -> None:
    folder.write(COVID, 'triennio = "2020-2022"\npool = "CAP-3"\n')
    assert f"{COVID}: pool: a list of tables is needed" in folder.faults()


def test_a_window_of_no_triennio(folder: Folder) -> None:
    folder.replace("windows.toml", '[moves."2020-2022"]', '[moves."2020"]')
    assert folder.faults() == ("windows.toml: moves.2020: not a triennio: '2020'",)


def test_compensation_of_no_triennio(folder: Folder) -> None:
    folder.set("windows.toml", "compensation", "debts", '["2014-2016", "2018-2020"]')
    assert folder.faults() == ("windows.toml: compensation.debts: not a triennio: '2018-2020'",)


@pytest.mark.parametrize(
    ("file", "section", "key", "field", "value", "words"),
    [
        (COVID, VALUE, VALUE, "unit", '"crediti"', "'crediti' is not one of credits, count, percent, table"),
        (COVID, VALUE, VALUE, "governed_by", '"paid"', "'paid' is not one of the dates that govern"),
        ("validity.toml", "CAP-9", "CAP-9", "governed_by", '"oggi"', "'oggi' is not one of the dates that govern"),
        ("policies.toml", "third_of", "third_of", "pattern", '"words"', "'words' is not one of decimal, date"),
    ],
)  # fmt: skip
def test_a_word_that_is_not_admitted(
    folder: Folder, file: str, section: str, key: str, field: str, value: str, words: str
) -> None:
    folder.set(file, section, field, value)
    assert folder.faults() == (f"{file}: {key}.{field}: {words}",)


def test_a_confidence_that_is_not_admitted(folder: Folder) -> None:
    folder.set(COVID, VALUE, "confidence", '"sure"')
    (line,) = folder.faults()
    assert line.startswith(f"{COVID}: {VALUE}.confidence: 'sure' is not one of official, ")


def test_a_whole_file_is_governed_by_a_date_that_exists(folder: Folder) -> None:
    folder.set(COVID, "", "governed_by", '"paid"')
    assert folder.faults() == (f"{COVID}: governed_by: 'paid' is not one of the dates that govern",)


@pytest.mark.parametrize("text", ["tre", "", "1,5", "1.", ".5", "1/0", "1e3", " 3", "３", "1_000", "1/-2"])
def test_what_is_not_a_number(folder: Folder, text: str) -> None:
    folder.set(COVID, VALUE, "value", f'"{text}"')
    assert folder.faults() == (f"{COVID}: {VALUE}.value: not a number: {text!r}",)


@pytest.mark.parametrize("text", ["-3", "2.5", "1/3", "3.0", "6/2"])
def test_a_count_is_a_whole_number(folder: Folder, text: str) -> None:
    folder.set(COVID, VALUE, "value", f'"{text}"')
    assert folder.faults() == (f"{COVID}: {VALUE}.value: {text!r} does not fit the unit count",)


def test_a_negative_amount(folder: Folder) -> None:
    folder.set(COVID, "values.standard", "value", '"-150"')
    assert folder.faults() == (f"{COVID}: values.standard.value: '-150' does not fit the unit credits",)


def test_the_choice_of_a_policy_is_a_number_too(folder: Folder) -> None:
    choices = '{ by_calendar_year = "0", whole = "yes" }'
    folder.set("values/absences.toml", "values.absence_whole", "by_policy", choices)
    assert folder.faults() == (
        "values/absences.toml: values.absence_whole.by_policy.whole: not a number: 'yes'",
    )


@pytest.mark.parametrize(
    "table",
    [
        '"80"',
        '["80", "15"]',
        '[["80"], ["121", "30"]]',
        '[["80", "15", "x"]]',
        '[["121", "30"], ["80", "15"]]',  # the brackets of RED-20 must rise
        '[["80", "15"], ["80", "30"]]',
    ],
)
def test_a_table_is_made_of_rising_pairs(folder: Folder, table: str) -> None:
    folder.set(COVID, TABLE, "value", table)
    assert f"{COVID}: {TABLE}.value: not a table of [from, amount] that rises" in folder.faults()
