"""JSON cases → flat tables, as somebody exporting a register would write them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from triennio.rules.ecm.arrow.schema import FLAT, LISTS

DAYS = {"date", "from", "to", "filed", "built", "acquired", "on", "born"}
AMOUNTS = {"credits", "recognised", "hours", "yearly_income", "planned", "realised"}


def key_of(index: int) -> str:
    return f"p{index:03d}"


def flat_tables(people: Sequence[dict[str, Any]]) -> dict[str, pa.Table]:
    """One table a kind of item; the person is called by the place of the case."""
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in FLAT}
    for index, case in enumerate(people):
        person = dict(case["person"])
        person.pop("id", None)
        acts = person.pop("register", [])
        rows["persons"].append({"person": key_of(index), **_values("persons", person)})
        for table in LISTS:
            items = acts if table == "register" else case.get(table) or []
            rows[table] += [{"person": key_of(index), **_values(table, item)} for item in items]
    return {table: pa.Table.from_pylist(items, schema=FLAT[table]) for table, items in rows.items()}


def _values(table: str, item: dict[str, Any]) -> dict[str, Any]:
    return {key: _value(table, key, value) for key, value in item.items()}


def _value(table: str, key: str, value: Any) -> Any:
    if value is None:
        return None
    if key == "areas":
        return {area: _values(table, amounts) for area, amounts in value.items()}
    if key == "share":
        return int(Decimal(value) * 10_000)
    if key == "months":
        return math.ceil(Decimal(str(value)))
    if key in AMOUNTS and not isinstance(value, bool):
        return int(Decimal(str(value)) * 100)
    if key in DAYS and not (table == "moves" and key == "to"):
        return date.fromisoformat(value)
    return value
