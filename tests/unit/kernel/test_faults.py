"""One line a fault, with its place; all of them in the error."""

from __future__ import annotations

from triennio.kernel.faults import Fault, InputFaults


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
