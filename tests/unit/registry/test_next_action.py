"""The one next action: what is late comes before what is near, and what is near before what is only useful."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.triennio import Triennio
from triennio.registry.domain.next_action import (
    DOSSIER_SOON,
    MOVE_SOON,
    Debt,
    Late,
    NextAction,
    Situation,
    next_action,
)

TODAY = date(2026, 11, 22)
OLD = Triennio(2020)


def debt(days: int, movable: int = 3, period: Triennio = OLD) -> Debt:
    return Debt(period, "12,5", TODAY + timedelta(days=days), movable)


# In the order of urgency: each alone asks for its own action, and wins over all that follow.
LADDER: list[tuple[str, dict[str, Any]]] = [
    ("answer", {"asked": ["r1"]}),
    ("missing_credits", {"late": [Late("c1", "Corso", TODAY - timedelta(days=3))]}),
    ("move_soon", {"debts": [debt(MOVE_SOON)]}),
    ("dossier", {"dossier_until": TODAY + timedelta(days=DOSSIER_SOON)}),
    ("plan", {"missing": "40", "slow": True}),
]


@pytest.mark.parametrize(("code", "facts"), LADDER, ids=[code for code, _ in LADDER])
def test_each_alone(code: str, facts: dict[str, Any]) -> None:
    assert next_action(Situation(TODAY, **facts)).code == code


@pytest.mark.parametrize("size", range(2, len(LADDER) + 1))
def test_the_more_urgent_wins(size: int) -> None:
    for chosen in combinations(LADDER, size):
        facts = {name: value for _, each in chosen for name, value in each.items()}
        assert next_action(Situation(TODAY, **facts)).code == chosen[0][0]


def test_nothing_to_do() -> None:
    assert next_action(Situation(TODAY)) == NextAction("nothing")
    assert next_action(Situation(TODAY, missing="80", slow=False)).code == "nothing"


def test_a_window_far_away_comes_after_the_dossier() -> None:
    far = debt(MOVE_SOON + 1)
    assert next_action(Situation(TODAY, debts=[far])).code == "move"
    near = TODAY + timedelta(days=30)
    assert next_action(Situation(TODAY, debts=[far], dossier_until=near)).code == "dossier"
    assert next_action(Situation(TODAY, debts=[far], missing="9", slow=True)).code == "move"


@pytest.mark.parametrize(
    "useless",
    [debt(-1), debt(10, movable=0), Debt(OLD, "3", None, 4)],
    ids=["window shut", "nothing to move", "no window"],
)
def test_a_debt_that_cannot_be_moved_to_is_no_action(useless: Debt) -> None:
    assert next_action(Situation(TODAY, debts=[useless])).code == "nothing"


def test_the_window_that_closes_first_is_named() -> None:
    found = next_action(Situation(TODAY, debts=[debt(90, period=Triennio(2023)), debt(20)]))
    assert (found.target, found.until, found.amount) == ("2020-2022", TODAY + timedelta(days=20), "12,5")


def test_the_credit_that_is_late_longest_is_named() -> None:
    late = [Late("b", "Nuovo", TODAY - timedelta(days=1)), Late("a", "Vecchio", TODAY - timedelta(days=60))]
    found = next_action(Situation(TODAY, late=late))
    assert (found.target, found.about) == ("a", "Vecchio")


def test_a_term_that_has_passed_is_not_near() -> None:
    assert next_action(Situation(TODAY, dossier_until=TODAY)).code == "dossier"
    assert next_action(Situation(TODAY, dossier_until=TODAY - timedelta(days=1))).code == "nothing"


def test_credits_on_their_way_are_enough() -> None:
    assert next_action(Situation(TODAY, missing="8", slow=True, on_arrival="0")).code == "arriving"
    assert next_action(Situation(TODAY, missing="8", slow=True, on_arrival="2,5")).code == "plan"


def test_a_duty_to_come_says_when() -> None:
    found = next_action(Situation(TODAY, begins=date(2027, 1, 1)))
    assert (found.code, found.until) == ("later", date(2027, 1, 1))
    assert next_action(Situation(TODAY, begins=date(2026, 1, 1))).code == "nothing"


@given(st.lists(st.integers(min_value=-400, max_value=1200), max_size=5), st.booleans())
def test_a_move_is_offered_only_inside_its_window(days: list[int], slow: bool) -> None:
    debts = [debt(each) for each in days]
    found = next_action(Situation(TODAY, debts=debts, missing="5", slow=slow))
    if found.code in ("move", "move_soon"):
        assert found.until is not None
        assert found.until >= TODAY
        assert found.until == min(each.until for each in debts if each.until and each.until >= TODAY)
    else:
        assert all(each < 0 for each in days)
