"""The Arrow shape of lawyers gives the numbers of `triennio position`: every case of the law, and anybody's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.lawyers.from_cases import flat_tables, key_of
from tests.unit.lawyers.law_cases import LawCase, law_cases
from tests.unit.lawyers.strategies import cases, ordinary_lawyers
from triennio.rules.book import load
from triennio.rules.lawyers import position
from triennio.rules.lawyers.arrow.flat import nest
from triennio.rules.lawyers.arrow.headlines import headlines
from triennio.rules.lawyers.arrow.people import batch_of, people_of
from triennio.rules.lawyers.arrow.positions import by_cases, positions_batch
from triennio.rules.lawyers.arrow.schema import AMOUNTS, HEADLINES, OUT, TRACES

BOOK = load("lawyers")
LAST_DAY = BOOK.years[-1].end.isoformat()
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
DISTANCE = {"distance_limit": "limit", "distance_used": "used", "distance_excess": "excess"}


def cents(text: str | None) -> int | None:
    return None if text is None else int(text.replace(".", ""))


def expected(people: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What `position` answers, in the shape of the tables."""
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in OUT}
    for index, case in enumerate(people):
        answer, key = position(case, BOOK), {"person": key_of(index)}
        for year in answer["years"]:
            _add_year(rows, key, year)
        for triennio in answer["trienni"]:
            name = triennio["triennio"]
            amounts = {n: cents(triennio.get(n)) for n in AMOUNTS}
            cap = {n: cents(triennio["caps"][0][of]) for n, of in DISTANCE.items()}
            plain = {"met": triennio["met"], "ended": triennio["ended"], "owed": None, "year": None}
            rows["positions"].append(
                {**key, "period": name, "triennio": int(name[:4]), **plain, **amounts, **cap}
            )
            _add_steps(rows, {**key, "period": name}, triennio["steps"])
        surplus, certificate = answer["surplus_2020"] or {}, answer["certificate"]
        until, of = certificate["valid_until"], certificate["triennio"]
        rows["people"].append(
            {
                **key,
                "surplus_2020": cents(surplus.get("total")),
                "surplus_2020_compulsory": cents(surplus.get("compulsory")),
                "surplus_2020_left": cents(surplus.get("left")),
                "may_be_requested": certificate["may_be_requested"],
                "certificate_triennio": of and int(of[:4]),
                "valid_until": until and date.fromisoformat(until),
                "certificate_rule": certificate["rule"],
            }
        )
    return rows


def _add_year(rows: dict[str, list[dict[str, Any]]], key: dict[str, Any], year: dict[str, Any]) -> None:
    period, of = {**key, "period": str(year["year"])}, {**key, "year": year["year"]}
    plain = {name: year[name] for name in ("year", "owed", "met", "ended")}
    amounts = {name: cents(year[name]) for name in AMOUNTS}
    inside = year["triennio"] and int(year["triennio"][:4])
    rows["positions"].append({**period, "triennio": inside, **plain, **amounts, **dict.fromkeys(DISTANCE)})
    _add_steps(rows, period, year["steps"])
    for credit in year["credits"]:
        told = {name: credit[name] for name in ("id", "verdict", "rule")}
        rows["verdicts"].append({**of, **told, **{n: cents(credit[n]) for n in ("recorded", "counted")}})
    for line in year["carried"]:
        told = {name: line[name] for name in ("direction", "other", "rule")}
        rows["carried"].append({**of, **told, "credits": cents(line["credits"])})


def _add_steps(
    rows: dict[str, list[dict[str, Any]]], key: dict[str, Any], steps: list[dict[str, str]]
) -> None:
    for n, step in enumerate(steps):
        amounts = {name: cents(step[name]) for name in ("base", "amount", "result")}
        rows["steps"].append({**key, "n": n, "rule": step["rule"], **amounts})


def computed(people: list[dict[str, Any]], *, trace: bool = True) -> dict[str, list[dict[str, Any]]]:
    """What the batch answers. All cases are of one day and one choice of policies."""
    batch = batch_of(nest(flat_tables(people)))
    day, policies = people[0].get("as_of", LAST_DAY), people[0].get("policies") or {}
    out = positions_batch(batch, BOOK, policies, date.fromisoformat(str(day)), trace=trace)
    assert {table: part.schema for table, part in out.items()} == {table: OUT[table] for table in out}
    return {name: part.to_pylist() for name, part in out.items()}


@pytest.mark.parametrize("case", law_cases(), ids=str)
def test_every_case_of_the_law_on_arrow(case: LawCase) -> None:
    assert computed([case.facts]) == expected([case.facts])
    headlines = expected([case.facts])
    assert computed([case.facts], trace=False) == {name: headlines[name] for name in HEADLINES}


def test_all_cases_of_the_law_in_batches() -> None:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for case in law_cases():
        key = (str(case.facts.get("as_of", LAST_DAY)), str(case.facts.get("policies")))
        groups.setdefault(key, []).append(case.facts)
    assert any(len(people) > 5 for people in groups.values())
    for people in groups.values():
        assert computed(people) == expected(people)
        assert computed(people, trace=False)["positions"] == expected(people)["positions"]


@SLOW
@given(st.lists(st.one_of(cases(), ordinary_lawyers()), min_size=1, max_size=5))
def test_both_routes_give_the_same_columns(people: list[dict[str, Any]]) -> None:
    """With reasons every person is a case of its own; without, all are computed on arrays at once."""
    first = people[0]
    found = people_of(batch_of(nest(flat_tables(people))))
    choices, day = BOOK.choices(first.get("policies", {})), date.fromisoformat(first["as_of"])
    together, apart = headlines(found, BOOK, choices, day), by_cases(found, BOOK, choices, day)
    for table in HEADLINES:
        assert together[table].equals(apart[table])


@SLOW
@given(st.lists(st.one_of(cases(), ordinary_lawyers()), min_size=1, max_size=5), st.booleans())
def test_a_batch_is_many_positions(people: list[dict[str, Any]], trace: bool) -> None:
    first = people[0]
    common = {"as_of": first["as_of"], "policies": first.get("policies", {})}
    people = [{**case, **common} for case in people]
    found, wanted = computed(people, trace=trace), expected(people)
    assert found == {name: wanted[name] for name in found}
    assert set(found) == {*HEADLINES, *(TRACES if trace else ())}


def test_tables_as_others_write_them() -> None:
    """Large texts, dictionaries, wide integers, no optional columns, another order inside a person."""
    plain = [
        {"id": "c1", "acquired": "2024-05-05", "credits": "10"},
        {"id": "c2", "acquired": "2024-05-05", "credits": "2"},
    ]
    person = {"person": {"family": "lawyers"}}
    wanted = batch_of(nest(flat_tables([{**person, "credits": plain}])))
    credits = pa.table(
        {
            "person": pa.array(["p000", "p000"]).dictionary_encode(),
            "id": pa.array(["c2", "c1"], pa.large_string()),
            "acquired": pa.array([date(2024, 5, 5)] * 2),
            "credits": pa.array([200, 1000], pa.int64()),
        }
    )
    persons = pa.table({"person": ["p000"]})
    other = nest({**flat_tables([person]), "credits": credits, "persons": persons})
    assert batch_of(other).equals(wanted)
