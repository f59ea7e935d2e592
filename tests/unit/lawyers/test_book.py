"""The lawyers' rulebook: its texts read as a careful reader would, its numbers, and what its loader refuses."""

from __future__ import annotations

import re
import shutil
import tomllib
from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest

from triennio.kernel.year import Year
from triennio.rules import lawyers
from triennio.rules.book import RulebookFaults, load, load_folder
from triennio.rules.book.load import RULEBOOKS
from triennio.rules.lawyers import fitting
from triennio.rules.lawyers.applied import APPLIED
from triennio.rules.lawyers.work import STEPS, Stretch, plan_for

FOLDER = RULEBOOKS / "lawyers"
BOOK = load("lawyers")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(lawyers.__file__).parent.glob("*.py"))
DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")


# Texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_a_rule_reads_well(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.kind in {"calcolo", "condizione", "procedura"}
    assert (rule.governed_by == "") == (rule.kind == "procedura")
    assert not rule.title.endswith(".")
    assert len(rule.text) >= 40
    assert rule.valid
    for text in (rule.title, rule.text, rule.formula, rule.valid, rule.example):
        assert "  " not in text
        words = [word.strip("(),.:;") for word in text.split()]
        assert not set(words) & {*BOOK.sources, *BOOK.rules}, "it names an id"
        assert not [word for word in words if DECIMAL_POINT.fullmatch(word)], "a decimal point"
    assert rule.text.endswith(".")
    assert rule.example.endswith(".")
    if rule.kind == "calcolo":
        assert rule.formula
        assert re.search(r"\d", rule.example)


def test_every_source_is_cited_and_every_citation_known() -> None:
    cited = {source.id for rule in BOOK.rules.values() for source in rule.sources}
    assert cited == set(BOOK.sources)
    for source in BOOK.sources.values():
        assert source.id.isascii()
        assert source.kind in {"legge", "delibera", "ordine", "guida", "stampa"}
        assert source.url is None or source.url.startswith(("http://", "https://"))


def test_contradictions_policies_and_rules_name_each_other() -> None:
    rules = BOOK.rules.values()
    assert {(c.id, r.id) for r in rules for c in r.contradictions} == {
        (c.id, rule) for c in BOOK.contradictions.values() for rule in c.rules
    }
    assert {(name, r.id) for r in rules for name in r.policies} == {
        (p.name, rule) for p in BOOK.policies.values() for rule in p.rules
    }
    for policy in BOOK.policies.values():
        assert all(value in policy.meaning for value in policy.values)
        assert policy.verified or policy.shown.endswith(".")
        assert any(policy.name in BOOK.rules[rule].text for rule in policy.rules), policy.name
        assert any(value.policy == policy.name for value in BOOK.values), "no number depends on it"


# Numbers ----------------------------------------------------------------------------------------------------------


def test_what_the_fold_reads_is_declared_and_nothing_else() -> None:
    assert set(re.findall(r'\.constant\(\s*"(\w+)"', CODE)) == set(fitting.CONSTANTS)
    assert set(re.findall(r'\.count\(\s*"(\w+)"', CODE)) == set(fitting.COUNTS)
    assert set(re.findall(r'\.(?:since|until)\(\s*"([\w-]+)"', CODE)) == set(fitting.MEASURES)
    assert all(f'"{name}"' in CODE.replace("FLAGS", "") for name in fitting.FLAGS)


def test_every_plan_can_be_made_under_every_policy() -> None:
    for name, policy in BOOK.policies.items():
        for value in policy.values:
            for year in BOOK.years:
                if year in BOOK.unpublished:
                    continue
                params = BOOK.params(year, BOOK.choices({name: value}))
                assert all(plan_for(BOOK, params, stretch).nodes for stretch in Stretch)


def test_no_column_is_made_twice() -> None:
    registers = [set(steps.columns) for steps, _ in STEPS.values()]
    assert not any(a & b for a, b in combinations(registers, 2))


def test_every_rule_is_carried_out_somewhere() -> None:
    by_steps = {rule for step in fitting.STEPS.values() for rule in step.rules if not rule.startswith("@")}
    by_values = {value.rule for value in BOOK.values}
    done = by_steps | by_values | set(APPLIED)
    wanted = {rule.id for rule in BOOK.rules.values() if rule.kind != "procedura"}
    assert done == wanted
    for place in APPLIED.values():
        module, _, name = place.partition(":")
        assert hasattr(import_module(module), name)


def test_the_years() -> None:
    assert [year.number for year in BOOK.years] == list(range(2014, 2028))
    assert list(BOOK.unpublished) == [Year(2027)]
    for number in range(2014, 2027):
        values = BOOK.params(Year(number), BOOK.choices()).values
        assert ("triennio_total" in values) == (number <= 2019)
        assert ("distance_percent" in values) == (number <= 2019)


# What the loader refuses ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "lawyers"))


def refused(folder: Path) -> tuple[str, ...]:
    with pytest.raises(RulebookFaults) as refusal:
        load_folder(folder, "lawyers")
    return refusal.value.faults


def replace(file: Path, old: str, new: str, times: int = 1) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, times), encoding="utf-8")


def test_a_copy_loads(folder: Path) -> None:
    assert load_folder(folder, "lawyers").digest == BOOK.digest


def test_a_gap_between_years(folder: Path) -> None:
    (folder / "years/2023.toml").unlink()
    assert "years: 2024: nothing covers the years from 2023 on (gap)" in refused(folder)


def test_two_files_for_a_year(folder: Path) -> None:
    replace(folder / "years/2022.toml", "first = 2022", "first = 2021")
    found = refused(folder)
    assert "years: 2021: two files hold it (overlap)" in found
    assert any("values.minimum: already given in years/2021.toml (overlap)" in fault for fault in found)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("first = 2024", 'first = "2024"', "years/2024.toml: first, last: not a range of years: '2024', 2024"),
        ("last = 2024", "last = 2023", "years/2024.toml: first, last: not a range of years: 2024, 2023"),
        ("first = 2024", "first = 2024\nextra = 1", "years/2024.toml: extra: unknown key"),
        ('"delibera-237-2023"', '"delibera"', "years/2024.toml: values.minimum.sources: 'delibera' is not in "),
        ('rule = "AVV-2024"', 'rule = "AVV-X"', "years/2024.toml: values.minimum.rule: 'AVV-X' is not a rule"),
        ('value = "15"', 'value = "quindici"', "years/2024.toml: values.minimum.value: not a number: 'quindici'"),
        ("[values.minimum]", "[values.minimo]", "years/2024.toml: values.minimo: nothing reads it (unused)"),
        ("[values.minimum]", "[values.minimo]", "years: 2024: values.minimum: it is needed in this year (missing)"),
    ],
)  # fmt: skip
def test_a_year_with_a_fault(folder: Path, old: str, new: str, expected: str) -> None:
    replace(folder / "years/2024.toml", old, new)
    assert any(fault.startswith(expected) for fault in refused(folder))


def test_half_of_the_triennio(folder: Path) -> None:
    """A year that limits distance learning needs the total of which the limit is a share."""
    text = (folder / "years/2014-2019.toml").read_text(encoding="utf-8")
    section = "[values.distance_percent]" + text.split("[values.distance_percent]")[1].split("[values.")[0]
    file = folder / "years/2024.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + section, encoding="utf-8")
    assert "years: 2024: values.triennio_total: it is needed in this year (missing)" in refused(folder)


def test_an_unpublished_year_before_a_published_one(folder: Path) -> None:
    known, unknown = folder / "years/2026.toml", folder / "years/2027.toml"
    texts = known.read_text(encoding="utf-8"), unknown.read_text(encoding="utf-8")
    known.write_text(texts[1].replace("= 2027", "= 2026"), encoding="utf-8")
    unknown.write_text(texts[0].replace("= 2026", "= 2027"), encoding="utf-8")
    assert refused(folder) == ("years/2026.toml: first: a published year follows 2026",)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("published = false", "published = true", "years/2027.toml: published: only `false` is written"),
        ('rule = "AVV-2027"', "", "years/2027.toml: year.rule: missing"),
        ('rule = "AVV-2027"', 'rule = "X"', "years/2027.toml: year.rule: 'X' is not a rule of this book"),
        ('confidence = "inferred"', "", "years/2027.toml: year.confidence: missing"),
    ],
)
def test_an_unpublished_year_with_a_fault(folder: Path, old: str, new: str, expected: str) -> None:
    replace(folder / "years/2027.toml", old, new)
    assert any(fault.startswith(expected) for fault in refused(folder))


def test_days_that_do_not_agree_with_the_years(folder: Path) -> None:
    replace(folder / "validity.toml", "to = 2019-12-31", "to = 2018-12-31")
    expected = "validity.toml: AVV-TRI: its days and the years with a triennio_total differ in 2019"
    assert expected in refused(folder)


def test_a_file_of_the_other_family_does_not_belong(folder: Path) -> None:
    (folder / "windows.toml").write_text("", encoding="utf-8")
    assert "windows.toml: : no such file belongs to a rulebook" in refused(folder)


def test_a_missing_file(folder: Path) -> None:
    (folder / "policies.toml").unlink()
    assert "policies.toml: : the file is missing" in refused(folder)


def test_a_published_2027_is_only_a_file(folder: Path) -> None:
    """What the next act needs: one file of numbers. The engine does not change."""
    text = (folder / "years/2026.toml").read_text(encoding="utf-8")
    (folder / "years/2027.toml").write_text(text.replace("2026\n", "2027\n"), encoding="utf-8")
    book = load_folder(folder, "lawyers")
    assert not book.unpublished
    case = {"as_of": "2027-06-01", "person": {"id": "a", "family": "lawyers"}}
    assert lawyers.position(case, book)["years"][-1]["due"] == "15.00"


def test_the_files_are_toml_with_cited_numbers() -> None:
    for path in FOLDER.glob("years/*.toml"):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for key, entry in document.get("values", {}).items():
            assert entry["sources"], f"{path.name}: {key}"
