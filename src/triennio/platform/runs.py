"""Long work in slices. A kind of run is a function that does one slice and says how far it came.

A slice must leave the database right wherever it ends: whoever claims the run next starts from what the tables say,
not from memory. A claim is a conditional update; a worker that dies holds the run only until its lease ends.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from triennio.platform import clock
from triennio.platform.models import Run
from triennio.platform.wake import wake

log = logging.getLogger("triennio.runs")
LEASE = timedelta(seconds=60)
MOST_FAULTS = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` items; `finished` when no slice is left."""

    done: int
    total: int
    finished: bool


Slice = Callable[[Run], Progress]
KINDS: dict[str, Slice] = {}


def run_kind(name: str) -> Callable[[Slice], Slice]:
    """Make a function the slice of a kind of run. A slice lasts a few seconds at most: less than the lease."""

    def decorate(work: Slice) -> Slice:
        if name in KINDS:
            raise ValueError(f"two kinds of run are called {name}")
        KINDS[name] = work
        return work

    return decorate


def start(
    kind: str,
    *,
    subject: str = "",
    organisation: int | None = None,
    account: int | None = None,
    total: int = 0,
) -> Run:
    """Write a run to be done; `subject` is the code of the row it works on. Needs an open transaction."""
    if kind not in KINDS:
        raise LookupError(f"no such kind of run: {kind}")
    run = Run.objects.create(
        kind=kind,
        subject=subject,
        organisation=organisation,
        account=account,
        total=total,
        created=clock.now(),
    )
    transaction.on_commit(wake)
    return run


def stop(run: Run) -> bool:
    """Ask a run to stop before its next slice. False if it had already ended."""
    still_open = Run.objects.filter(pk=run.pk, state__in=(Run.State.WAITING, Run.State.RUNNING))
    return still_open.update(state=Run.State.STOPPED, finished=clock.now(), lease_until=None) == 1


def claim() -> Run | None:
    """Take the oldest run that nobody holds."""
    now = clock.now()
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    waiting = Run.objects.filter(free, state__in=(Run.State.WAITING, Run.State.RUNNING)).order_by(
        "created", "pk"
    )
    for pk in list(waiting.values_list("pk", flat=True)[:5]):
        taken = Run.objects.filter(free, pk=pk, state__in=(Run.State.WAITING, Run.State.RUNNING))
        if taken.update(state=Run.State.RUNNING, lease_until=now + LEASE):
            Run.objects.filter(pk=pk, started=None).update(started=now)
            return Run.objects.get(pk=pk)
    return None


def work_slice(run: Run) -> bool:
    """Do one slice of a claimed run. True when there is more to do."""
    try:
        progress = KINDS[run.kind](run)
    except Exception as error:
        _failed(run, error)
        return False
    now, still_mine = clock.now(), Run.objects.filter(pk=run.pk, state=Run.State.RUNNING)
    counted = {"done": progress.done, "total": progress.total, "attempts": 0}
    if progress.finished:
        still_mine.update(**counted, state=Run.State.DONE, finished=now, lease_until=None)
        return False
    return bool(still_mine.update(**counted, lease_until=now + LEASE))


def _failed(run: Run, error: Exception) -> None:
    # The message may hold personal data: only its class is kept.
    name, now = type(error).__name__, clock.now()
    log.error("run %s of kind %s failed: %s", run.code, run.kind, name, exc_info=error)
    mine = Run.objects.filter(pk=run.pk, state=Run.State.RUNNING)
    mine.update(attempts=F("attempts") + 1, fault=name, lease_until=now + timedelta(seconds=5))
    mine.filter(attempts__gte=MOST_FAULTS).update(state=Run.State.FAILED, finished=now, lease_until=None)


def work(limit: int = 1_000_000) -> int:
    """Claim and work until nothing is left or `limit` slices are done. Returns the slices done."""
    count = 0
    while count < limit and (run := claim()) is not None:
        more = True
        while more and count < limit:
            more = work_slice(run)
            count += 1
        if more:
            Run.objects.filter(pk=run.pk, state=Run.State.RUNNING).update(lease_until=None)
    return count
