"""The dry run: the file is read in slices, each row compared with what is there, nothing of the register touched.

An interrupted dry run starts again from the first row: it has changed nothing that would have to be kept.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import QuerySet

from triennio.kernel.messages import N_, Message
from triennio.platform import clock
from triennio.platform.imports import stored
from triennio.platform.imports.actions import end
from triennio.platform.imports.domain.faults import RowFault, TableFault
from triennio.platform.imports.domain.reading import Row
from triennio.platform.imports.kinds import KINDS, Context, Planned, State
from triennio.platform.models import Import, ImportRow, Run
from triennio.platform.pacing import Pace, slices
from triennio.platform.permissions import SYSTEM
from triennio.platform.runs import Progress, run_kind
from triennio.platform.uploads.store import content

SLICE_SECONDS = 1.5
BATCH = 1000
SAMPLE = 20
_REPEATED = N_("La riga %(row)s dice già altro della stessa cosa.")


@dataclass
class Reading:
    """A file half read. It lives in the process that reads it, and nowhere else."""

    context: Context
    rows: Iterator[Row]
    position: int = 0
    # Natural key → row number and digest in one number: neither texts nor numbers cost the collector a look.
    seen: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    pace: Pace = field(default_factory=Pace)


_OPEN: dict[str, Reading] = {}


@run_kind("import.check")
def check_slice(run: Run) -> Progress:
    """Read and compare for a second or two."""
    source = Import.objects.select_related("upload").get(code=run.subject)
    if source.state != Import.State.READING:
        _OPEN.pop(source.code, None)
        return Progress(source.rows, source.total, True)
    try:
        reading = _reading(source)
        finished = _read_on(source, reading)
    except TableFault as fault:
        _OPEN.pop(source.code, None)
        end(SYSTEM, code=source.code, outcome="refused", fault=told(fault))
        return Progress(source.rows, source.total, True)
    except Exception:
        _OPEN.pop(source.code, None)
        raise
    if finished:
        _OPEN.pop(source.code, None)
        end(SYSTEM, code=source.code, outcome="checked")
    return Progress(sum(reading.counts.values()), source.total, finished)


def told(fault: TableFault) -> dict[str, object]:
    """A fault of the file as it is kept."""
    return {"code": fault.code, "template": fault.message.template, "values": dict(fault.message.values)}


def _reading(source: Import) -> Reading:
    """The file where this process left it; from the beginning when it was another process, or none."""
    found = _OPEN.get(source.code)
    if found is not None and found.position == source.position:
        return found
    forget_rows(source)
    Import.objects.filter(pk=source.pk).update(position=0, rows=0, counts={})
    context = Context(source, clock.now(), dict(source.head))
    rows = KINDS[source.kind].open(content(source.upload), source.upload.name, context)
    _OPEN[source.code] = Reading(context, rows)
    return _OPEN[source.code]


def _read_on(source: Import, reading: Reading) -> bool:
    kind, until = KINDS[source.kind], time.perf_counter() + SLICE_SECONDS
    while time.perf_counter() < until:
        batch = list(islice(reading.rows, BATCH))
        if not batch:
            rest = list(kind.leftovers(reading.context, reading.position))
            _keep(source, reading, rest)
            return True
        planned = kind.plan(reading.context, batch)
        _keep(source, reading, [_once(row, reading) for row in planned])
    return False


def _once(row: Planned, reading: Reading) -> Planned:
    """A row whose key another row of the file has: the same again, or a contradiction."""
    if row.key is None:
        return row
    digest = row.digest()
    mine = (row.number << 64) | digest
    other = reading.seen.setdefault(repr(row.key), mine)
    if other == mine:
        return row
    number = other >> 64
    if other & (2**64 - 1) == digest:
        return Planned(row.number, State.SAME, payload=row.payload)
    fault = RowFault(row.number, "", "", "REPEATED", Message(_REPEATED, {"row": number}))
    return Planned(row.number, State.FAULT, payload=row.payload, faults=(fault,))


def _keep(source: Import, reading: Reading, planned: list[Planned]) -> None:
    kept = []
    for row in planned:
        reading.counts[str(row.state)] += 1
        row.told = row.state == State.FAULT or reading.counts[str(row.state)] <= SAMPLE
        if row.told or row.state not in (State.SAME, State.OTHER):
            kept.append(row)
    insert, values = stored.prepared(source, kept)
    for part in slices(values, reading.pace):
        with reading.pace.slice():
            insert.run(part)
            _still(source).update(position=part[-1][1])
        reading.position = part[-1][1]
    last = max([reading.position, *(row.number for row in planned)])
    rows = sum(count for state, count in reading.counts.items() if state != State.REMOVED)
    with reading.pace.slice():
        _still(source).update(
            position=last, rows=rows, counts=dict(reading.counts), head=reading.context.head
        )
    reading.position = last


def _still(source: Import) -> QuerySet[Import]:
    return Import.objects.filter(pk=source.pk, state=Import.State.READING)


def forget_rows(source: Import) -> None:
    """Delete the rows of an import, a slice at a time."""
    pace = Pace(size=500)
    while True:
        keys = list(
            ImportRow.objects.filter(source=source)
            .order_by("number")
            .values_list("pk", flat=True)[: pace.size]
        )
        if not keys:
            return
        with pace.slice():
            ImportRow.objects.filter(pk__in=keys)._raw_delete(using="default")
