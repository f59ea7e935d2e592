"""JSON cases of lawyers → flat tables, as somebody exporting a register would write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from triennio.rules.lawyers.arrow.schema import DAY, FLAT, INT32, LISTS

UNREAD = ("event", "title", "name", "surname")


def key_of(index: int) -> str:
    return f"p{index:03d}"


def flat_tables(people: Sequence[dict[str, Any]]) -> dict[str, pa.Table]:
    """One table a kind of item; the person is called by the place of the case."""
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in FLAT}
    for index, case in enumerate(people):
        person = {**case["person"], "person": key_of(index)}
        acts = person.pop("register", [])
        rows["persons"].append(_values("persons", {k: v for k, v in person.items() if k != "id"}))
        for table in LISTS:
            items = acts if table == "register" else case.get(table) or []
            rows[table] += [_values(table, {**item, "person": key_of(index)}) for item in items]
    return {table: pa.Table.from_pylist(items, schema=FLAT[table]) for table, items in rows.items()}


def _values(table: str, item: dict[str, Any]) -> dict[str, Any]:
    return {key: _value(table, key, value) for key, value in item.items() if key not in UNREAD}


def _value(table: str, key: str, value: Any) -> Any:
    kind = FLAT[table].field(key).type
    if value is None:
        return None
    if kind == DAY:
        return date.fromisoformat(value)
    return int(Decimal(str(value)) * 100) if kind == INT32 else value
