"""The size of a slice follows what it costs, and not what others do to the machine."""

from __future__ import annotations

import gc

import pytest

from triennio.platform.pacing import HOLD_SECONDS, SMALL, Pace, _no_collection, slices


@pytest.mark.parametrize(
    ("size", "held", "busy", "expected"),
    [
        (100, HOLD_SECONDS / 4, HOLD_SECONDS / 4, 126),
        (100, HOLD_SECONDS * 0.8, HOLD_SECONDS * 0.8, 100),
        (1000, HOLD_SECONDS * 4, HOLD_SECONDS * 4, 200),
        (10, HOLD_SECONDS * 100, HOLD_SECONDS * 100, 1),
        (1000, HOLD_SECONDS * 40, 0.001, SMALL),  # waited for a processor or a disk
        (60, HOLD_SECONDS * 40, 0.001, 60),
        (5000, 0.0, 0.0, 5000),
    ],
)
def test_the_next_size(size: int, held: float, busy: float, expected: int) -> None:
    pace = Pace(size=size)
    pace._correct(held, busy)
    assert pace.size == expected


def test_rows_are_cut_as_the_pace_changes() -> None:
    pace, seen = Pace(size=3), []
    for part in slices(list(range(10)), pace):
        seen.append(list(part))
        pace.size = 4
    assert seen == [[0, 1, 2], [3, 4, 5, 6], [7, 8, 9]]


def test_the_collector_rests_while_the_lock_is_held_and_only_then() -> None:
    assert gc.isenabled()
    with _no_collection():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with _no_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
