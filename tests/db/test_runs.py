"""Long work: one worker a run, slices that survive a worker that dies, faults that are tried again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from triennio.platform import clock, runs
from triennio.platform.models import Run

pytestmark = pytest.mark.django_db
KIND = "test.count"


@pytest.fixture
def slices() -> Iterator[list[int]]:
    """The slices done of runs that count to three; a number below zero in the list makes the next slice fail."""
    done: list[int] = []

    def work(run: Run) -> runs.Progress:
        if done and done[-1] < 0:
            done.pop()
            raise ValueError("Maria Rossi")
        done.append(run.done + 1)
        return runs.Progress(done=run.done + 1, total=3, finished=run.done + 1 == 3)

    def fresh(run: Run) -> runs.Progress:
        run.refresh_from_db()
        return work(run)

    runs.run_kind(KIND)(fresh)
    yield done
    del runs.KINDS[KIND]


def _start() -> Run:
    with transaction.atomic():
        return runs.start(KIND, total=3)


def test_a_run_goes_slice_by_slice_to_its_end(slices: list[int]) -> None:
    run = _start()
    assert runs.work() == 3
    run.refresh_from_db()
    assert (run.state, run.done, run.percent, slices) == ("done", 3, 100, [1, 2, 3])
    assert runs.work() == 0


def test_two_workers_never_hold_the_same_run(slices: list[int]) -> None:
    _start()
    assert runs.claim() is not None
    assert runs.claim() is None


def test_a_worker_that_died_holds_the_run_only_until_its_lease_ends(slices: list[int]) -> None:
    run = _start()
    first = runs.claim()
    assert first
    runs.work_slice(first)
    with clock.held_at(clock.now() + runs.LEASE + timedelta(seconds=1)):
        assert runs.work() == 2
    run.refresh_from_db()
    assert (run.state, slices) == ("done", [1, 2, 3])


def test_a_fault_is_tried_again_and_only_its_class_is_kept(slices: list[int]) -> None:
    run = _start()
    slices.append(-1)
    assert runs.work() == 1
    run.refresh_from_db()
    assert (run.state, run.fault, run.attempts) == ("running", "ValueError", 1)
    with clock.held_at(clock.now() + timedelta(seconds=6)):
        runs.work()
    run.refresh_from_db()
    assert run.state == "done"


def test_a_run_that_always_fails_ends_and_says_so(slices: list[int]) -> None:
    run = _start()
    for turn in range(runs.MOST_FAULTS + 3):
        slices.append(-1)
        with clock.held_at(clock.now() + timedelta(seconds=6 * (turn + 1))):
            runs.work()
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("failed", runs.MOST_FAULTS)


def test_a_run_can_be_stopped_between_slices(slices: list[int]) -> None:
    run = _start()
    claimed = runs.claim()
    assert claimed
    runs.work_slice(claimed)
    assert runs.stop(run)
    assert not runs.work_slice(claimed)
    run.refresh_from_db()
    assert run.state == "stopped"
    assert not runs.stop(run)
    assert runs.work() == 0
