"""Rows of an import as they are kept: small JSON texts, written many at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from triennio.kernel.messages import Message
from triennio.platform.canonical import canonical
from triennio.platform.imports.bulk import Insert
from triennio.platform.imports.domain.faults import RowFault
from triennio.platform.imports.kinds import Conflicts, Line, Planned
from triennio.platform.models import Import, ImportRow

_COLUMNS = ("source", "number", "state", "payload", "before", "faults", "told")


def prepared(source: Import, rows: Iterable[Planned]) -> tuple[Insert, list[tuple[Any, ...]]]:
    """The statement and its values."""
    insert = Insert(ImportRow, _COLUMNS)
    values = (
        (
            source.pk,
            row.number,
            str(row.state),
            row.text,
            _text(row.before),
            faults_text(row.faults),
            row.told,
        )
        for row in rows
    )
    return insert, insert.prepared(values)


def lines(source: Import, after: int, limit: int) -> list[Line]:
    """The next rows that act."""
    found = ImportRow.objects.filter(source=source, number__gt=after, state__in=ImportRow.ACTING)
    values = found.order_by("number").values_list("number", "state", "payload", "before")[:limit]
    return [Line(number, state, _data(payload), _data(before)) for number, state, payload, before in values]


def mark(source: Import, state: str, conflicts: Conflicts) -> None:
    """Keep rows out, with the reason. Inside a transaction."""
    for number, message in conflicts.items():
        fault = RowFault(number, "", "", state.upper(), message)
        row = ImportRow.objects.filter(source=source, number=number)
        row.update(state=state, faults=faults_text([fault]), told=True)


def faults_text(faults: Sequence[RowFault]) -> str:
    """Faults as they are kept: the sentence and its values apart, so that it can be said in another language."""
    if not faults:
        return ""
    told = [
        [one.column, one.value, one.code, one.message.template, dict(one.message.values), one.suggestion]
        for one in faults
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def faults_of(row: ImportRow) -> list[RowFault]:
    """The faults of a kept row."""
    told = json.loads(row.faults) if row.faults else []
    return [
        RowFault(row.number, column, value, code, Message(template, values), suggestion)
        for column, value, code, template, values, suggestion in told
    ]


def _text(data: dict[str, Any]) -> str:
    return canonical(data).decode() if data else ""


def _data(text: str) -> dict[str, Any]:
    return dict(json.loads(text)) if text else {}
