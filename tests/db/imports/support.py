"""Files for the imports of a small world, and the whole way of one of them."""

from __future__ import annotations

from typing import Any

from tests.support.world import World, actor
from triennio.people.models import Organisation
from triennio.platform import runs
from triennio.platform.imports import actions
from triennio.platform.imports.domain.templates import csv_file
from triennio.platform.models import Import, ImportRow
from triennio.registry.imports import columns


def table(kind: str, *lines: dict[str, str]) -> bytes:
    """A CSV with the header of a kind; each line says some columns by name."""
    wanted = columns.members() if kind == "members" else columns.participations()
    rows = [[column.label for column in wanted]]
    rows += [[line.get(column.name, "") for column in wanted] for line in lines]
    return csv_file(rows)


def brought(
    made: World, kind: str, content: bytes, *, name: str = "file.csv", order: Organisation | None = None
) -> Import:
    """Uploaded and read."""
    order = order or made.order
    who = {
        made.order.pk: made.clerk,
        made.other_order.pk: made.other_clerk,
        made.provider.pk: made.secretary,
    }[order.pk]
    key = f"k{Import.objects.count()}"
    answer = actions.bring(actor(who), key=key, organisation=order.pk, kind=kind, content=content, name=name)
    runs.work()
    return Import.objects.get(code=answer["code"])


def applied(made: World, source: Import) -> Import:
    """Confirmed and written."""
    actions.apply(actor(made.clerk), code=source.code)
    runs.work()
    return Import.objects.get(pk=source.pk)


def undone(made: World, source: Import) -> Import:
    """Taken back."""
    actions.undo(actor(made.clerk), code=source.code)
    runs.work()
    return Import.objects.get(pk=source.pk)


def faults(source: Import) -> list[tuple[int, str, str]]:
    """(row, column, code) of every fault."""
    from triennio.platform.imports.stored import faults_of

    rows = ImportRow.objects.filter(source=source).exclude(faults="").order_by("number")
    return [(one.row, one.column, one.code) for row in rows for one in faults_of(row)]


def counts(source: Import) -> dict[str, Any]:
    """Rows by state."""
    return dict(source.counts)
