"""The loader refuses what is doubtful, in one line that names file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.folder import Folder

COVID = "trienni/2020-2022.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_the_law_as_it_is_loads(folder: Folder) -> None:
    assert folder.faults() == ()


# Time is tiled --------------------------------------------------------------------------------------------------


def test_a_new_measure_begins_while_the_old_one_holds(folder: Folder) -> None:
    folder.set("validity.toml", "IND-PUB", "from", "2018-12-31")
    assert folder.faults() == ("validity.toml: IND-PUB.from: it begins while IND-PUBo still holds (overlap)",)


def test_a_day_without_a_measure(folder: Folder) -> None:
    folder.set("validity.toml", "EXE-2", "from", "2019-01-02")
    assert folder.faults() == ("validity.toml: EXE-2.from: no measure of suspension after 2018-12-31 (gap)",)


def test_no_measure_after_the_last_one(folder: Folder) -> None:
    folder.set("validity.toml", "IND-TUT", "to", "2028-12-31")
    assert folder.faults() == ("validity.toml: IND-TUT.to: no measure of tutoring holds after it (gap)",)


def test_no_measure_before_the_first_one(folder: Folder) -> None:
    folder.set("validity.toml", "EXO-9", "from", "2011-01-02")
    assert folder.faults() == ("validity.toml: EXO-9.from: no measure of study_course before it (gap)",)


def test_a_measure_that_ends_before_it_begins(folder: Folder) -> None:
    folder.set("validity.toml", "REC-4", "to", "2016-12-31")
    assert folder.faults() == ("validity.toml: REC-4.to: it ends before it begins",)


def test_the_measures_of_one_thing_look_at_one_date(folder: Folder) -> None:
    folder.set("validity.toml", "EXE-2", "governed_by", '"filed"')
    assert (
        "validity.toml: EXE-6.governed_by: the measures of suspension look at different dates"
        in folder.faults()
    )


def test_a_triennio_is_skipped(folder: Folder) -> None:
    (folder.path / "trienni/2017-2019.toml").unlink()
    assert (
        "trienni/2020-2022.toml: triennio: nothing covers the years from 2017-2019 on (gap)"
        in folder.faults()
    )


def test_two_files_hold_one_triennio(folder: Folder) -> None:
    folder.set("trienni/2017-2019.toml", "", "triennio", '"2020-2022"')
    faults = folder.faults()
    assert "trienni/2020-2022.toml: triennio: two files hold it (overlap)" in faults
    assert (
        "trienni/2020-2022.toml: values.standard: already given in trienni/2017-2019.toml (overlap)" in faults
    )


@pytest.mark.parametrize("name", ['"2021-2023"', '"2020"', "2020"])
def test_what_is_not_a_triennio(folder: Folder, name: str) -> None:
    folder.set(COVID, "", "triennio", name)
    assert any(line.startswith(f"{COVID}: triennio: not a triennio") for line in folder.faults())


def test_a_value_given_twice_for_all_trienni(folder: Folder) -> None:
    folder.add("values/individual.toml", folder.take("values/general.toml", "values.event_at_most"))
    assert folder.faults() == (
        "values/individual.toml: values.event_at_most: already given in values/general.toml (overlap)",
    )


def test_a_value_given_for_all_trienni_and_for_one(folder: Folder) -> None:
    folder.add(COVID, folder.take("values/general.toml", "values.event_at_most"))
    assert folder.faults() == (
        "values/general.toml: values.event_at_most: already given for a triennio (overlap)",
    )


def test_a_folder_without_any_period(folder: Folder) -> None:
    for path in (folder.path / "trienni").iterdir():
        path.unlink()
    assert "trienni: : no period is there" in folder.faults()


# Everything is cited ----------------------------------------------------------------------------------------------

CITED = [
    (COVID, "values.covid_divisor", "values.covid_divisor"),
    ("values/absences.toml", "values.fortnight_days", "values.fortnight_days"),
    ("validity.toml", "CAP-9", "CAP-9"),
    ("windows.toml", 'moves."2020-2022"', "moves.2020-2022"),
    ("windows.toml", 'dossier."2020-2022"', "dossier.2020-2022"),
    ("windows.toml", "compensation", "compensation"),
    ("windows.toml", "radiation", "radiation"),
    ("countries.toml", "old", "old"),
    ("rules/riduzioni.toml", "RED-20", "RED-20"),
]


@pytest.mark.parametrize(("file", "section", "key"), CITED)
def test_no_citation(folder: Folder, file: str, section: str, key: str) -> None:
    folder.set(file, section, "sources", "[]")
    assert folder.faults() == (f"{file}: {key}.sources: no citation",)


@pytest.mark.parametrize(("file", "section", "key"), CITED)
def test_a_source_nobody_knows(folder: Folder, file: str, section: str, key: str) -> None:
    folder.set(file, section, "sources", '["S001", "gazzetta-persa"]')
    assert folder.faults() == (f"{file}: {key}.sources: 'gazzetta-persa' is not in sources.toml",)


def test_a_pool_without_citation_or_with_an_unknown_one(folder: Folder) -> None:
    folder.set(COVID, "pool.CAP-4", "sources", "[]")
    assert folder.faults() == (f"{COVID}: pool[1].sources: no citation",)
    folder.set(COVID, "pool.CAP-4", "sources", '["nessuna"]')
    assert folder.faults() == (f"{COVID}: pool.CAP-4.sources: 'nessuna' is not in sources.toml",)


@pytest.mark.parametrize(("file", "section", "key"), [entry for entry in CITED if "." in entry[1]])
def test_a_value_or_a_window_of_an_unknown_rule(folder: Folder, file: str, section: str, key: str) -> None:
    folder.set(file, section, "rule", '"RED-99"')
    assert folder.faults() == (f"{file}: {key}.rule: 'RED-99' is not a rule of this book",)


@pytest.mark.parametrize(
    ("file", "section", "key", "value", "fault"),
    [
        ("policies.toml", "third_of", "rules", '["EXO-99"]', "third_of.rules: 'EXO-99' is not a rule of this book"),
        ("contradictions.toml", "C1", "rules", '["OBL-9"]', "C1.rules: 'OBL-9' is not a rule of this book"),
        (
            "rules/decorrenza.toml",
            "OBL-2",
            "contradictions",
            '["C99"]',
            "OBL-2.contradictions: 'C99' is not in contradictions.toml",
        ),
    ],
)  # fmt: skip
def test_a_link_to_nothing(folder: Folder, file: str, section: str, key: str, value: str, fault: str) -> None:
    folder.set(file, section, key, value)
    assert folder.faults() == (f"{file}: {fault}",)


def test_a_rule_that_points_to_nothing(folder: Folder) -> None:
    folder.set("rules/decorrenza.toml", "PRO-1", "policies", '["a_caso"]')
    folder.set("rules/decorrenza.toml", "PRO-1", "see", '["PRO-9"]')
    assert folder.faults() == (
        "rules: PRO-1.policies: 'a_caso' is not in policies.toml",
        "rules: PRO-1.see: 'PRO-9' is not a rule of this book",
    )


def test_a_rule_written_in_two_files(folder: Folder) -> None:
    folder.add("rules/dossier.toml", folder.take("rules/riduzioni.toml", "RED-20"))
    assert folder.faults() == ("rules/riduzioni.toml: RED-20: already in rules/dossier.toml",)


# Policies ---------------------------------------------------------------------------------------------------------


def test_a_default_that_is_not_a_choice(folder: Folder) -> None:
    folder.set("policies.toml", "third_of", "default", '"both"')
    assert folder.faults() == ("policies.toml: third_of.default: 'both' is not one of its values",)


def test_a_value_of_an_unknown_policy(folder: Folder) -> None:
    folder.set("values/absences.toml", "values.absence_whole", "policy", '"a_caso"')
    assert folder.faults() == (
        "values/absences.toml: values.absence_whole.policy: 'a_caso' is not in policies.toml",
    )


@pytest.mark.parametrize(
    "choices", ['{ whole = "1" }', '{ by_calendar_year = "0", whole = "1", other = "2" }']
)
def test_a_value_that_does_not_answer_every_choice(folder: Folder, choices: str) -> None:
    folder.set("values/absences.toml", "values.absence_whole", "by_policy", choices)
    assert folder.faults() == (
        "values/absences.toml: values.absence_whole.by_policy: the values of absence_split are not all there",
    )


def test_a_policy_of_words_needs_a_number_for_each(folder: Folder) -> None:
    folder.set("values/absences.toml", "values.absence_whole", "by_policy", None)
    assert folder.faults() == (
        "values/absences.toml: values.absence_whole.by_policy: missing: absence_split is not made of numbers",
    )


def test_the_policy_of_a_window_gives_a_day(folder: Folder) -> None:
    for policy in ("third_of", "a_caso"):
        folder.set("windows.toml", 'moves."2023-2025"', "policy", f'"{policy}"')
        assert folder.faults() == (
            f"windows.toml: moves.2023-2025.policy: '{policy}' is not a policy that gives a day",
        )


def test_a_pool_of_an_unknown_policy(folder: Folder) -> None:
    folder.set("trienni/2014-2016.toml", "pool.CAP-O2", "yearly_policy", '"a_caso"')
    assert folder.faults() == (
        "trienni/2014-2016.toml: pool.CAP-O2.yearly_policy: 'a_caso' is not in policies.toml",
    )


# Pools ------------------------------------------------------------------------------------------------------------


def test_pools_of_one_stage_are_nested_or_apart(folder: Folder) -> None:
    folder.set(COVID, "pool.CAP-4", "stage", "4")
    assert folder.faults() == (
        f"{COVID}: pool.CAP-2: it overlaps CAP-4 of the same stage without lying within it",
    )


def test_a_pool_inside_a_pool_that_is_not_there(folder: Folder) -> None:
    folder.set(COVID, "pool.CAP-3", "inside", '"CAP-O1"')
    assert folder.faults() == (f"{COVID}: pool.CAP-3.inside: CAP-O1 is not a pool of this triennio",)


def test_a_pool_that_is_not_inside_what_it_says(folder: Folder) -> None:
    folder.set(COVID, "pool.CAP-3", "families", '["self_training", "course"]')
    assert folder.faults() == (f"{COVID}: pool.CAP-3.inside: it does not lie within CAP-2",)


def test_a_pool_filled_after_the_one_around_it(folder: Folder) -> None:
    folder.set(COVID, "pool.CAP-3", "stage", "5")
    assert folder.faults() == (f"{COVID}: pool.CAP-3.inside: it does not lie within CAP-2",)


def test_two_pools_of_one_rule(folder: Folder) -> None:
    folder.add(COVID, folder.take(COVID, "pool.CAP-3"))
    assert f"{COVID}: pool: a rule has two pools" in folder.faults()


def test_an_unknown_family(folder: Folder) -> None:
    folder.set(COVID, "pool.CAP-3", "families", '["self_training", "webinar"]')
    assert folder.faults() == (f"{COVID}: pool[0].families: 'webinar' is not a family of credits",)


@pytest.mark.parametrize("share", ['"0"', '"6/5"', '"-1/2"', '"1/0"', '"half"', '""'])
def test_a_share_out_of_range(folder: Folder, share: str) -> None:
    folder.set(COVID, "pool.CAP-3", "share", share)
    assert folder.faults() == (
        f"{COVID}: pool[0].share: not a share between 0 and 1: {share.replace(chr(34), chr(39))}",
    )


# Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"rule = ", b"\xff\xfe", b"[a]\nx = 1\nx = 2\n"])
def test_a_file_that_is_not_toml(folder: Folder, content: bytes) -> None:
    (folder.path / COVID).write_bytes(content)
    (line,) = folder.faults()
    assert line.startswith(f"{COVID}: : not readable TOML (")


@pytest.mark.parametrize(
    "file",
    ["sources", "contradictions", "policies", "validity", "windows", "countries", "professions"],
)
def test_a_file_is_missing(folder: Folder, file: str) -> None:
    (folder.path / f"{file}.toml").unlink()
    assert folder.faults() == (f"{file}.toml: : the file is missing",)


def test_a_file_that_does_not_belong(folder: Folder) -> None:
    folder.add("notes.toml", 'a = "b"')
    assert folder.faults() == ("notes.toml: : no such file belongs to a rulebook",)


def test_all_faults_come_at_once(folder: Folder) -> None:
    folder.set(COVID, "values.covid_divisor", "unit", '"months"')
    folder.set("validity.toml", "CAP-9", "sources", "[]")
    folder.drop("windows.toml", "radiation")
    assert sorted(folder.faults()) == [
        f"{COVID}: values.covid_divisor.unit: 'months' is not one of credits, count, percent, table",
        "validity.toml: CAP-9.sources: no citation",
        "windows.toml: radiation: the table is missing",
    ]
