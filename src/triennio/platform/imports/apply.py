"""Applying and undoing, in slices that never hold the lock for long. The table says where to go on after a crash."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError
from django.db.models import F

from triennio.platform import clock
from triennio.platform.imports import stored
from triennio.platform.imports.actions import end
from triennio.platform.imports.kinds import KINDS, Conflicts, Context, Line, State, Write
from triennio.platform.models import Import, Run
from triennio.platform.pacing import Pace, slices
from triennio.platform.permissions import SYSTEM
from triennio.platform.runs import Progress, run_kind

SLICE_SECONDS = 2.0
BATCH = 500
RETRIES = 5


@dataclass(frozen=True, slots=True)
class Phase:
    """One way through the rows: what the import must be in, what a row that cannot follow becomes."""

    state: str
    outcome: str
    refused: str
    recheck: Callable[[Context, Sequence[Line]], Conflicts]
    write: Callable[[Context, Sequence[Line]], Write]
    begin: Callable[[Context], None]
    finish: Callable[[Context], None]


@dataclass
class Work:
    """What a process keeps between two slices; nothing of it is needed to go on."""

    context: Context
    pace: Pace


_AT_WORK: dict[str, Work] = {}


@run_kind("import.apply")
def apply_slice(run: Run) -> Progress:
    """Write rows for a second or two."""
    source = Import.objects.get(code=run.subject)
    kind = KINDS[source.kind]
    phase = Phase(
        Import.State.APPLYING, "applied", State.CONFLICT, kind.recheck, kind.write, kind.begin, kind.finish
    )
    return _slice(source, phase)


@run_kind("import.undo")
def undo_slice(run: Run) -> Progress:
    """Take rows back for a second or two."""
    source = Import.objects.get(code=run.subject)
    kind = KINDS[source.kind]
    phase = Phase(
        Import.State.UNDOING,
        "undone",
        State.KEPT,
        kind.recheck_undo,
        kind.unwrite,
        _nothing,
        kind.finish_undo,
    )
    return _slice(source, phase)


def _slice(source: Import, phase: Phase) -> Progress:
    total = sum(source.counts.get(str(state), 0) for state in (State.NEW, State.CHANGED, State.REMOVED))
    if source.state != phase.state:
        _AT_WORK.pop(source.code, None)
        return Progress(source.done, total, True)
    work = _AT_WORK.setdefault(source.code, Work(Context(source, clock.now(), dict(source.head)), Pace()))
    work.context.source = source
    try:
        finished = _work_on(source, work, phase)
    except Exception:
        _AT_WORK.pop(source.code, None)
        raise
    if finished:
        _AT_WORK.pop(source.code, None)
        end(SYSTEM, code=source.code, outcome=phase.outcome)
    return Progress(source.done, total, finished)


def _work_on(source: Import, work: Work, phase: Phase) -> bool:
    until, failures = time.perf_counter() + SLICE_SECONDS, 0
    if not source.position:
        _edge(source, work, phase.begin)
    while time.perf_counter() < until:
        batch = stored.lines(source, source.position, max(BATCH, work.pace.size))
        if not batch:
            _edge(source, work, phase.finish)
            return True
        conflicts = phase.recheck(work.context, batch)
        try:
            _write(source, work, phase, batch, conflicts)
        except IntegrityError:
            # Somebody wrote the same thing between the look and the lock: look again.
            failures += 1
            if failures > RETRIES:
                raise
    return False


def _write(source: Import, work: Work, phase: Phase, batch: list[Line], conflicts: Conflicts) -> None:
    for part in slices(batch, work.pace):
        clear = [line for line in part if line.number not in conflicts]
        kept = {line.number: conflicts[line.number] for line in part if line.number in conflicts}
        last = part[-1].number
        write = phase.write(work.context, clear)
        with work.pace.slice():
            write()
            stored.mark(source, phase.refused, kept)
            Import.objects.filter(pk=source.pk).update(position=last, done=F("done") + len(part))
        source.position, source.done = last, source.done + len(part)


def _edge(source: Import, work: Work, step: Callable[[Context], None]) -> None:
    with work.pace.slice():
        step(work.context)
        Import.objects.filter(pk=source.pk).update(head=work.context.head)


def _nothing(context: Context) -> None:
    """Undoing needs no beginning."""
