"""The 70% of policies, which is never enough."""

from dataclasses import fields

from tests.support.positions import TODAY, answer, behind, newcomer, on, steady
from triennio.pictures.domain.insurance import Insurance, insurance


def test_below_the_threshold():
    found = insurance(answer(behind()))
    assert (found.period, found.threshold, found.missing, found.reached) == ("2023-2025", "105", "5", False)
    assert (found.bar, found.threshold_x, found.obligation_x) == ("66.67%", "70.00%", "100.00%")


def test_reached_is_not_in_order():
    case = behind()
    case["credits"][3]["credits"] = "50.0"
    case["credits"].append({**case["credits"][3], "id": "more", "credits": "20.0", "acquired": "2025-07-01"})
    found = insurance(answer(case))
    assert (found.reached, found.whole, found.missing) == (True, False, "0")
    assert (found.rule, found.order_rule) == ("INS-1", "INS-3")
    assert not {"good", "ok", "in_order"} & {field.name for field in fields(Insurance)}


def test_more_than_the_obligation_stays_inside():
    case = behind()
    case["credits"] += [
        {**case["credits"][3], "id": f"n{i}", "credits": "50.0", "acquired": f"2025-0{i}-01"}
        for i in range(1, 6)
    ]
    found = insurance(answer(case))
    assert (found.whole, found.bar) == (True, "100.00%")


def test_nothing_where_the_law_looks_at_nothing():
    assert insurance(answer(newcomer())) is None
    assert insurance(answer(on(steady(), TODAY.replace(year=2025)))) is None
