"""The batch gives the numbers of `triennio position`: same cases, as flat tables, nested, computed side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.batch.from_cases import flat_tables, key_of
from tests.unit.rules.law_cases import law_cases
from tests.unit.rules.strategies import cases
from triennio.rules.book import load
from triennio.rules.ecm import position
from triennio.rules.ecm.arrow.flat import nest
from triennio.rules.ecm.arrow.people import batch_of
from triennio.rules.ecm.arrow.positions import positions_batch
from triennio.rules.ecm.arrow.schema import AMOUNTS

BOOK = load("ecm")
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
TODAY = "2026-11-21"


def hundredths(text: str) -> int:
    return int(text.replace(".", ""))


def expected(people: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What `position` answers, in the shape of the tables."""
    rows: dict[str, list[dict[str, Any]]] = {"positions": [], "steps": [], "verdicts": []}
    for index, case in enumerate(people):
        for triennio in position(case, BOOK)["trienni"]:
            key = {"person": key_of(index), "triennio": int(triennio["triennio"][:4])}
            plain = {name: triennio[name] for name in ("years_due", "certifiable", "ended")}
            rows["positions"].append(key | plain | {name: hundredths(triennio[name]) for name in AMOUNTS})
            for n, step in enumerate(triennio["steps"]):
                amounts = {name: hundredths(step[name]) for name in ("base", "amount", "result")}
                rows["steps"].append(key | {"n": n, "rule": step["rule"]} | amounts)
            for credit in triennio["credits"]:
                told = {name: credit[name] for name in ("id", "verdict", "rule")}
                amounts = {name: hundredths(credit[name]) for name in ("recorded", "counted")}
                rows["verdicts"].append(key | told | amounts)
    return rows


def computed(people: list[dict[str, Any]], *, trace: bool = True) -> dict[str, list[dict[str, Any]]]:
    """What the batch answers. All cases are of one day and one choice of policies."""
    batch = batch_of(nest(flat_tables(people)))
    day, policies = people[0].get("as_of", TODAY), people[0].get("policies") or {}
    out = positions_batch(batch, BOOK, policies, date.fromisoformat(day), trace=trace)
    return {name: part.to_pylist() for name, part in out.items()}


@SLOW
@given(st.lists(cases(most_credits=10), min_size=1, max_size=5), st.booleans())
def test_a_batch_is_many_positions(people: list[dict[str, Any]], trace: bool) -> None:
    first = people[0]
    people = [case | {"as_of": first["as_of"], "policies": first["policies"]} for case in people]
    found, wanted = computed(people, trace=trace), expected(people)
    assert found == {name: wanted[name] for name in found}
    assert set(found) == ({"positions", "steps", "verdicts"} if trace else {"positions"})


def test_every_case_of_the_law_gives_the_same_in_a_batch() -> None:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for case in law_cases():
        if case.command == "position":
            facts = {"as_of": TODAY, **case.facts}
            groups.setdefault((str(facts["as_of"]), str(facts.get("policies"))), []).append(facts)
    assert len(groups) > 5
    for people in groups.values():
        assert computed(people) == expected(people)
        assert computed(people, trace=False)["positions"] == expected(people)["positions"]


def test_policies_that_are_not_given_are_as_by_default() -> None:
    people: list[dict[str, Any]] = [{"as_of": TODAY, "person": {"profession": 14}}]
    batch = batch_of(nest(flat_tables(people)))
    plain = positions_batch(batch, BOOK, {}, date(2026, 11, 21))
    assert plain == positions_batch(batch, BOOK, BOOK.choices(), date(2026, 11, 21))


def test_dossiers_judged_by_area_and_items_without_id_are_read() -> None:
    person = {"profession": 1, "disciplines": [58], "born": "1955-05-01", "practice": "freelance"}
    areas = {"technical": {"planned": "10.5", "realised": "8"}, "system": {"planned": "3"}}
    case = {
        "as_of": TODAY,
        "person": person,
        "dossiers": [
            {"type": "group", "built": "2020-02-01", "areas": areas},
            {"type": "individual", "built": "2023-02-01", "areas": {}},
        ],
        "credits": [
            {"credits": "10", "acquired": "2023-05-05", "event": "e", "edition": 2},
            {"credits": "12", "acquired": "2023-05-04", "event": "e", "edition": 1},
            {"kind": "trial", "months": "6.5", "acquired": "2023-05-04"},
        ],
        "exonerations": [
            {"kind": "phd", "from": "2017-01-01", "to": "2019-12-31", "chosen_year": 2018},
            {"kind": "master_60cfu", "from": "2016-01-01", "to": "2016-10-31"},
        ],
    }
    assert computed([case]) == expected([case])


def test_the_order_of_the_file_decides_among_equals_also_when_nested() -> None:
    """Absences are stored by day; what the file said first still comes first in the waterfall."""
    late = {"kind": "phd", "from": "2021-01-01", "to": "2021-12-31"}
    early = {"kind": "university_course_hours", "from": "2021-01-01", "to": "2021-06-30", "hours": "60"}
    for exonerations in ([late, early], [early, late]):
        case = {"as_of": TODAY, "person": {"profession": 14}, "exonerations": exonerations}
        assert computed([case]) == expected([case])


def test_tables_as_others_write_them() -> None:
    """Large texts, dictionaries, wide integers, no optional columns."""
    tables = flat_tables(
        [{"person": {"profession": 14}, "credits": [{"credits": "10", "acquired": "2024-05-05"}]}]
    )
    plain = nest(tables)
    credits = pa.table(
        {
            "person": pa.array(["p000"]).dictionary_encode(),
            "acquired": pa.array([date(2024, 5, 5)]),
            "credits": pa.array([1000], pa.int64()),
            "event": pa.array([None], pa.large_string()),
        }
    )
    other = nest(tables | {"credits": credits})
    assert batch_of(other).equals(batch_of(plain))
