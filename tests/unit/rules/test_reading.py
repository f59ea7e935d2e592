"""A file of facts: every fault with its exact place and sentence, all of them in one pass, never a crash."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from triennio.kernel.faults import InputFaults
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import units
from triennio.rules.book import load
from triennio.rules.ecm.facts import Case
from triennio.rules.ecm.read import read_case

BOOK = load("ecm")

GOOD: dict[str, Any] = {
    "as_of": "2026-11-21",
    "person": {
        "family": "ecm",
        "id": "p1",
        "name": "Ada",
        "surname": "Bo",
        "profession": 14,
        "disciplines": [],
        "practice": "employee",
        "born": "1980-05-01",
        "register": [{"act": "enrolment", "date": "2010-03-02"}],
    },
    "facts": [
        {"kind": "previous_credits", "triennio": "2008-2010", "credits": "120"},
        {"kind": "flood_2023", "share": "0.5"},
        {"kind": "retired", "from": "2024-01-01", "yearly_income": "4000"},
    ],
    "dossiers": [{"type": "group", "built": "2020-05-05", "realised": True}],
    "exonerations": [{"kind": "phd", "from": "2021-01-01", "to": "2021-12-31"}],
    "exemptions": [{"kind": "illness", "from": "2022-01-01", "to": "2022-03-01"}],
    "credits": [
        {"id": "a", "kind": "event", "acquired": "2021-02-03", "credits": "10.4", "event": "12-3", "edition": 1},
        {"id": "b", "kind": "trial", "acquired": "2021-02-03", "months": "6.5"},
    ],
    "moves": [{"credit": "a", "to": "2017-2019", "on": "2021-12-01"}],
    "policies": {"third_of": "standard"},
}  # fmt: skip


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good file with one place (`credits.0.acquired`) holding something else."""
    case = deepcopy(GOOD)
    place: Any = case
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    for step in way:
        place = place[step]
    place[last] = value
    return case


def faults(case: Any) -> list[str]:
    try:
        read_case(case, BOOK)
    except InputFaults as refusal:
        return [str(fault) for fault in refusal.faults]
    return []


def read(case: Any) -> Case:
    return read_case(case, BOOK)


def test_the_good_file_is_good() -> None:
    case = read(GOOD)
    assert case.person.profession == 14
    assert case.credits[0].stated == units("10.4")
    assert case.facts[1].share == 5_000
    assert case.facts[2].yearly_income == 400_000
    assert case.moves[0].to == Triennio(2017)
    assert case.policies["third_of"] == "standard"
    assert case.policies["two_dossiers"] == "larger"
    assert case.ignored == ()


def test_a_person_is_enough() -> None:
    case = read({"person": {}})
    assert case.as_of == BOOK.trienni[-1].end
    assert (case.credits, case.facts, case.person.register) == ((), (), ())


PROFESSIONS = "not between 0 and 30"
FAULTS = [
    ("as_of", "21/11/2026", "$.as_of: not a date: '21/11/2026'"),
    ("as_of", "2026-02-30", "$.as_of: not a date: '2026-02-30'"),
    ("as_of", "2026-W01-1", "$.as_of: not a date: '2026-W01-1'"),
    ("as_of", "20261121", "$.as_of: not a date: '20261121'"),
    ("as_of", 20261121, "$.as_of: not a date: 20261121"),
    ("as_of", "1899-12-31", "$.as_of: date out of range: '1899-12-31'"),
    ("as_of", "2100-01-01", "$.as_of: date out of range: '2100-01-01'"),
    ("person", None, "$.person: not an object: None"),
    ("person", [], "$.person: not an object: []"),
    ("person.family", "lawyers", "$.person.family: not one of ecm: 'lawyers'"),
    ("person.profession", 31, f"$.person.profession: {PROFESSIONS}: 31"),
    ("person.profession", "infermiera", "$.person.profession: not a whole number: 'infermiera'"),
    ("person.profession", 14.5, "$.person.profession: not a whole number: 14.5"),
    ("person.profession", True, "$.person.profession: not a whole number: True"),
    ("person.profession", -1, f"$.person.profession: {PROFESSIONS}: -1"),
    ("person.practice", "both", "$.person.practice: not one of employee, freelance: 'both'"),
    ("person.nhs_work", "yes", "$.person.nhs_work: not true or false: 'yes'"),
    ("person.disciplines", 58, "$.person.disciplines: not a list: 58"),
    ("person.disciplines", ["x"], "$.person.disciplines: not a whole number: 'x'"),
    ("person.codice_fiscale", "x", "$.person.codice_fiscale: unknown key"),
    ("person.register", {}, "$.person.register: not a list: {}"),
    ("person.register", [1], "$.person.register[0]: not an object: 1"),
    ("person.register.0.act", "suspension",
     "$.person.register[0].act: not one of enrolment, cancellation, reenrolment: 'suspension'"),
    ("person.register.0.date", None, "$.person.register[0].date: missing"),
    ("facts", "x", "$.facts: not a list: 'x'"),
    ("facts.0.triennio", "2009-2011", "$.facts[0].triennio: not a triennio: '2009-2011'"),
    ("facts.0.credits", None, "$.facts[0].credits: missing"),
    ("facts.0.from", "2020-01-01", "$.facts[0].from: unknown key"),
    ("facts.1.share", "1.01", "$.facts[1].share: not between 0 and 1: '1.01'"),
    ("facts.1.share", "0.33333", "$.facts[1].share: more than 4 decimals: '0.33333'"),
    ("facts.2.yearly_income", "-1", "$.facts[2].yearly_income: not an amount: '-1'"),
    ("dossiers.0.type", "pair", "$.dossiers[0].type: not one of individual, group: 'pair'"),
    ("dossiers.0.built", None, "$.dossiers[0].built: missing"),
    ("dossiers.0.realised", 1, "$.dossiers[0].realised: not true or false: 1"),
    ("dossiers.0.areas", [], "$.dossiers[0].areas: not an object: []"),
    ("dossiers.0.areas", {"clinical": {}}, "$.dossiers[0].areas.clinical: unknown key"),
    ("dossiers.0.areas", {"system": {}}, "$.dossiers[0].areas.system.planned: missing"),
    ("exonerations.0.to", "2020-12-31", "$.exonerations[0].to: before `from`: 2020-12-31 < 2021-01-01"),
    ("exonerations.0.hours", "ten", "$.exonerations[0].hours: not an amount: 'ten'"),
    ("exonerations.0.chosen_year", 1492, "$.exonerations[0].chosen_year: not between 1900 and 2099: 1492"),
    ("exemptions.0.filed", "soon", "$.exemptions[0].filed: not a date: 'soon'"),
    ("exemptions.0.from", None, "$.exemptions[0].from: missing"),
    ("credits.0.acquired", None, "$.credits[0].acquired: missing"),
    ("credits.0.credits", None, "$.credits[0].credits: missing"),
    ("credits.0.credits", "10,4", "$.credits[0].credits: not an amount: '10,4'"),
    ("credits.0.credits", "1.234", "$.credits[0].credits: more than 2 decimals: '1.234'"),
    ("credits.0.credits", 10**7, "$.credits[0].credits: amount too large: 10000000"),
    ("credits.0.edition", -1, "$.credits[0].edition: not between 0 and 1000000: -1"),
    ("credits.0.event", 1.5, "$.credits[0].event: not a text: 1.5"),
    ("credits.0.format", "WEB", "$.credits[0].format: not one of RES, FAD, FSC, BLENDED: 'WEB'"),
    ("credits.0.country", "ITA", "$.credits[0].country: not a country code of two letters: 'ITA'"),
    ("credits.0.country", "ß", "$.credits[0].country: not a country code of two letters: 'ß'"),
    ("credits.1.id", "a", "$.credits[1].id: given twice: 'a'"),
    ("credits.1.kredits", "4", "$.credits[1].kredits: unknown key"),
    ("moves.0.credit", "z", "$.moves[0].credit: no credit with this id: 'z'"),
    ("moves.0.to", None, "$.moves[0].to: missing"),
    ("moves.0.when", "2021-12-01", "$.moves[0].when: unknown key"),
    ("policies", [], "$.policies: not an object: []"),
    ("policies", False, "$.policies: not an object: False"),
    ("policies.third_of", "half", "$.policies.third_of: not one of personal, standard: 'half'"),
    ("policies.third_of", ["personal"], "$.policies.third_of: not one of personal, standard: ['personal']"),
    ("policies.fourth_of", "x", "$.policies.fourth_of: unknown policy"),
    ("policies.prem_2017", "-15", "$.policies.prem_2017: not one of 15: '-15'"),
    ("policies.move_until_2023", "2029-6-30", "$.policies.move_until_2023: not one of 2029-06-30: '2029-6-30'"),
    ("notes", "x", "$.notes: unknown key"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "fault"), FAULTS)
def test_one_fault_with_its_place_and_sentence(path: str, value: Any, fault: str) -> None:
    assert faults(changed(path, value)) == [fault]


@pytest.mark.parametrize(
    "path", ["facts.0.kind", "exemptions.0.kind", "exonerations.0.kind", "credits.0.kind"]
)
def test_a_kind_that_does_not_exist_is_the_only_thing_said(path: str) -> None:
    list_name, index, _ = path.split(".")
    (line,) = faults(changed(path, "holiday"))
    assert line.startswith(f"$.{list_name}[{index}].kind: not one of ")
    assert line.endswith(": 'holiday'")


def test_all_faults_of_a_file_come_in_one_pass() -> None:
    once = [
        (p, v, f)
        for p, v, f in FAULTS
        if p.count(".") != 0 and p.split(".")[0] in ("facts", "dossiers", "moves")
    ]
    case, wanted, seen = deepcopy(GOOD), [], set()
    for path, value, fault in once:
        if path in seen or path.rsplit(".", 1)[0] + ".areas" in seen:
            continue
        seen.add(path)
        place: Any = case
        *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
        for step in way:
            place = place[step]
        place[last] = value
        wanted.append(fault)
    assert len(wanted) > 10
    assert sorted(faults(case)) == sorted(wanted)


def test_what_is_not_an_object_at_all() -> None:
    for value in (None, [], "x", 3, True):
        assert faults(value) == [f"$: not an object: {value!r}", "$.person: missing"]


def test_the_root_can_be_a_line_of_a_longer_file() -> None:
    with pytest.raises(InputFaults) as refusal:
        read_case({"person": {"born": "ieri"}}, BOOK, root="$[7]")
    assert [str(fault) for fault in refusal.value.faults] == ["$[7].person.born: not a date: 'ieri'"]


def test_null_is_the_same_as_nothing() -> None:
    """Except where something must be there."""
    for path in ("as_of", "facts", "dossiers", "exonerations", "exemptions", "policies", "person.born",
                 "person.register", "person.practice", "credits.0.event", "credits.0.recruited", "dossiers.0.areas",
                 "dossiers.0.realised", "exemptions.0.filed", "facts.1.share", "person.nhs_work"):  # fmt: skip
        assert faults(changed(path, None)) == [], path


def test_a_fault_is_one_short_line_whatever_it_is_about() -> None:
    nasty = "a\nb\x1b[2J" * 100
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    for path, value in (("as_of", nasty), ("facts", deep), ("credits.0.credits", nasty), ("person", 10**5000),
                        ("facts.0.triennio", nasty), ("credits.0.id", deep), (nasty.replace(".", ""), 1),
                        ("facts.0.credits", deep), ("credits.0.credits", 10**5000)):  # fmt: skip
        found = faults(changed(path, value))
        assert found
        for line in found:
            assert line.isprintable(), line
            assert len(line) < 200


# What is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "wanted"), [("6.5", 7), ("6", 6), (0.5, 1), ("0", 0), (12, 12), ("12.01", 13), (None, 0)]
)
def test_a_part_of_a_month_of_a_trial_counts_as_begun(given: object, wanted: int) -> None:
    assert read(changed("credits.1.months", given)).credits[1].months == wanted


def test_hours_are_never_split() -> None:
    assert read(changed("credits.1.hours", "14.99")).credits[1].hours == 14
    assert read(changed("credits.1.hours", None)).credits[1].hours == -1


def test_identifiers_may_be_numbers() -> None:
    case = read(changed("credits.0.event", 12345))
    assert case.credits[0].event == "12345"


def test_ids_that_were_not_given_are_counted() -> None:
    case = changed(
        "credits", [{"acquired": "2021-01-01", "credits": 1}, {"acquired": "2021-01-02", "credits": 2}]
    )
    case["moves"] = []
    assert [credit.id for credit in read(case).credits] == ["c1", "c2"]
    assert [a.id for a in (*read(GOOD).exonerations, *read(GOOD).exemptions)] == ["x1", "e1"]


def test_acts_are_put_in_the_order_of_their_days() -> None:
    acts = [{"act": "cancellation", "date": "2020-01-01"}, {"act": "enrolment", "date": "2010-01-01"}]
    found = read(changed("person.register", acts)).person.register
    assert [act.kind for act in found] == ["enrolment", "cancellation"]


def test_an_open_policy_takes_any_amount_or_day() -> None:
    assert read(changed("policies", {"prem_2017": "12.5"})).policies["prem_2017"] == "12.5"
    assert read(changed("policies", {"prem_2017": 12})).policies["prem_2017"] == "12"
    assert (
        read(changed("policies", {"move_until_2023": "2029-12-31"})).policies["move_until_2023"]
        == "2029-12-31"
    )


def test_what_is_later_than_the_day_is_left_out_and_said() -> None:
    case = read(changed("as_of", "2021-02-02"))
    assert case.credits == ()
    assert case.exemptions == ()
    assert len(case.exonerations) == 1
    assert {item.what for item in case.ignored} == {
        *("$.credits[0]", "$.credits[1]", "$.exemptions[0]", "$.moves[0]", "$.facts[2]")
    }
    assert {item.reason for item in case.ignored} == {"È successivo alla data della posizione."}


def test_a_request_filed_later_is_not_there_yet() -> None:
    case = changed("exonerations.0.filed", "2022-06-01")
    assert read({**case, "as_of": "2022-05-31", "moves": []}).exonerations == ()
    assert len(read({**case, "as_of": "2022-06-01"}).exonerations) == 1
