"""Numbers and steps fit together: nothing unused, nothing missing, every measure has its days."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from tests.unit.rules.folder import Folder
from triennio.rules import ecm
from triennio.rules.book import load
from triennio.rules.ecm import balance, columns, fitting
from triennio.rules.ecm.work import balance_plan, obligation_plan, recognition_plan

BOOK = load("ecm")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(ecm.__file__).parent.glob("*.py"))
COVID = "trienni/2020-2022.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def found(pattern: str) -> set[str]:
    return set(re.findall(pattern, CODE))


def test_what_the_normaliser_reads_is_declared_and_nothing_else() -> None:
    assert found(r'\.constant\(\s*"(\w+)"') == set(fitting.CONSTANTS)
    assert found(r'\.count\(\s*"(\w+)"') == set(fitting.COUNTS)


def test_the_days_the_normaliser_reads_are_declared_and_nothing_else() -> None:
    read = found(r'\.(?:since|until)\(\s*"([\w-]+)"')
    of_steps = {variant.rule for step in fitting.STEPS.values() for variant in step.variants}
    assert read - of_steps == set(fitting.MEASURES)
    assert not of_steps & set(fitting.MEASURES)


def test_every_plan_can_be_made_under_every_policy() -> None:
    for name, policy in BOOK.policies.items():
        for value in policy.values:
            choices = BOOK.choices({name: value})
            for triennio in BOOK.trienni:
                params = BOOK.params(triennio, choices)
                for plan in (obligation_plan, recognition_plan, balance_plan):
                    assert plan(BOOK, params).nodes


def test_no_column_is_made_twice_nor_given_and_made() -> None:
    registers = [set(steps.columns) for steps in (fitting.OBLIGATION, fitting.RECOGNITION, fitting.BALANCE)]
    assert not any(a & b for a, b in combinations(registers, 2))
    assert not set(columns.INPUTS) & set(fitting.STEPS)
    assert set(balance.INPUTS) - set(columns.INPUTS) == {
        *("obligation", "radiation_percent", "total_only", "counted")
    }


# Unused -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [COVID, "values/general.toml"])
def test_a_value_that_nothing_reads(folder: Folder, file: str) -> None:
    text = folder.take(COVID, "values.covid_divisor").replace("covid_divisor", "covid_divisore")
    folder.add(file, text)
    assert folder.faults() == (f"{file}: values.covid_divisore: nothing reads it (unused)",)


def test_a_value_with_the_name_of_a_column(folder: Folder) -> None:
    folder.add(COVID, folder.take(COVID, "values.covid_divisor").replace("covid_divisor", "years_due"))
    assert folder.faults() == (f"{COVID}: values.years_due: a column of the steps has the same name",)


def test_days_that_nothing_reads(folder: Folder) -> None:
    folder.add("validity.toml", folder.take("validity.toml", "CAP-9").replace("CAP-9", "CAP-8"))
    assert folder.faults() == ("validity.toml: CAP-8: nothing reads its days (unused)",)


# Missing ----------------------------------------------------------------------------------------------------------


def test_a_triennio_without_a_number_that_every_triennio_needs(folder: Folder) -> None:
    folder.drop("trienni/2011-2013.toml", "values.standard")
    faults = folder.faults()
    assert "trienni/2011-2013.toml: values.standard: the step standard_amount needs it (missing)" in faults
    assert all(line.startswith("trienni/2011-2013.toml: values.standard: ") for line in faults)


def test_a_number_that_only_one_triennio_had(folder: Folder) -> None:
    folder.drop(COVID, "values.covid_divisor")
    assert folder.faults() == (
        "values: covid_divisor: no file has it, and the step covid reads it (missing)",
    )


def test_a_number_missing_between_two_trienni_that_have_it(folder: Folder) -> None:
    folder.drop("trienni/2023-2025.toml", "values.learner_percent")
    assert folder.faults() == (
        "trienni/2023-2025.toml: values.learner_percent: given before and after, not here (gap)",
    )


def test_a_step_with_half_of_its_numbers(folder: Folder) -> None:
    """Without the group's bonus the whole step would silently give nothing in 2017-2019."""
    folder.drop("trienni/2017-2019.toml", "values.dossier_build_group")
    assert folder.faults() == (
        "trienni/2017-2019.toml: values.dossier_build_group: the step dossier_built needs it (missing)",
    )


def test_a_number_of_the_normaliser(folder: Folder) -> None:
    folder.drop("values/absences.toml", "values.fortnight_days")
    assert folder.faults() == (
        "values: fortnight_days: no file has it, and it is read for every person (missing)",
    )


def test_a_number_read_in_every_triennio(folder: Folder) -> None:
    text = folder.take("values/general.toml", "values.recovery_2017_percent")
    folder.drop("values/general.toml", "values.recovery_2017_percent")
    folder.add("trienni/2014-2016.toml", text)
    assert f"{COVID}: values.recovery_2017_percent: it is read in every triennio (missing)" in folder.faults()


@pytest.mark.parametrize(("key", "value"), [("unit", '"percent"'), ("value", '["15", "16"]')])
def test_a_constant_is_one_whole_number(folder: Folder, key: str, value: str) -> None:
    folder.set("values/absences.toml", "values.fortnight_days", key, value)
    assert folder.faults() == (
        "values/absences.toml: values.fortnight_days: it must be one whole number for all trienni and policies",
    )


# Measures ---------------------------------------------------------------------------------------------------------


def test_a_step_without_the_days_of_its_measure(folder: Folder) -> None:
    folder.drop("validity.toml", "IND-TRIAL")
    assert folder.faults() == (
        "validity.toml: IND-TRIALo.to: no measure of trial holds after it (gap)",
        "validity.toml: IND-TRIAL.column: no days for a measure of trial (missing)",
    )


def test_days_of_another_column(folder: Folder) -> None:
    folder.set("validity.toml", "CAP-9", "column", '"trial_by_weeks"')
    assert folder.faults() == ("validity.toml: CAP-9.column: no step has this measure of trial_by_weeks",)


def test_old_and_new_measure_changed_places(folder: Folder) -> None:
    """The favourable-rule clause lets the last measure compete: it must be the newest."""
    folder.set("validity.toml", "EXE-6", "from", "2019-01-01")
    folder.set("validity.toml", "EXE-6", "to", None)
    folder.set("validity.toml", "EXE-2", "from", "2008-01-01")
    folder.set("validity.toml", "EXE-2", "to", "2018-12-31")
    assert folder.faults() == (
        "validity.toml: EXE-2.from: the last measure of suspension is not the newest",
        "validity.toml: EXE-6.from: no measure of suspension before it (gap)",
    )


def test_measures_chosen_by_another_date_than_the_step_looks_at(folder: Folder) -> None:
    for rule in ("IND-PUBo", "IND-PUB"):
        folder.set("validity.toml", rule, "governed_by", '"filed"')
    assert folder.faults() == (
        "validity.toml: IND-PUBo.governed_by: the step looks at 'acquired'",
        "validity.toml: IND-PUB.governed_by: the step looks at 'acquired'",
    )


def test_the_days_that_the_normaliser_reads_must_be_there(folder: Folder) -> None:
    folder.drop("validity.toml", "RET-2")
    assert folder.faults() == ("validity.toml: RET-2: its days are read (missing)",)
