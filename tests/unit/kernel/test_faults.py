"""One line a fault, with its place; all of them in the error."""

from __future__ import annotations

from triennio.kernel.faults import Fault, InputFaults, brief


def test_a_fault_says_where_and_what() -> None:
    assert str(Fault("$.credits[3].acquired", "not a date: '31/12/2020'")) == (
        "$.credits[3].acquired: not a date: '31/12/2020'"
    )


def test_the_error_carries_every_fault_in_order() -> None:
    first, second = Fault("$.as_of", "missing"), Fault("$.person", "missing")
    error = InputFaults([first, second])
    assert error.faults == (first, second)
    assert str(error) == "$.as_of: missing; $.person: missing"
    assert isinstance(error, ValueError)


def test_a_value_is_shown_on_one_short_line_whatever_it_is() -> None:
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    assert brief("a\nb") == r"'a\nb'"
    assert brief("x" * 60) == "'" + "x" * 56 + "…"
    assert brief(10**5000) == "a int too long to show"
    assert brief(deep) == "a list too long to show"
