"""Many rows in few statements, prepared before the lock is taken. Statements carry parameters, never values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

Adapt = Callable[[Any], Any]


class Insert:
    """Inserts into some columns of a model: `prepared` outside the transaction, `run` inside.

    With `once`, a row that is already there is passed over.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str], *, once: bool = False) -> None:
        fields = _fields(model, names)
        self.adapters = [_adapter(field) for field in fields]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        self.sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
        self.sql += " ON CONFLICT DO NOTHING" if once else ""

    def prepared(self, rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
        """Values as the driver wants them."""
        return _prepared(self.adapters, rows)

    def run(self, prepared: Sequence[Sequence[Any]]) -> None:
        """Needs an open transaction."""
        if prepared:
            with connection.cursor() as cursor:
                cursor.executemany(self.sql, prepared)


class Update:
    """Updates of some columns of a model by a unique one, which comes last in each row of values."""

    def __init__(self, model: type[models.Model], names: Sequence[str], by: str) -> None:
        fields = _fields(model, (*names, by))
        self.adapters = [_adapter(field) for field in fields]
        quote = connection.ops.quote_name
        changes = ", ".join(f"{quote(field.column)} = %s" for field in fields[:-1])
        table = quote(model._meta.db_table)
        self.sql = f"UPDATE {table} SET {changes} WHERE {quote(fields[-1].column)} = %s"  # noqa: S608

    def prepared(self, rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
        """Values as the driver wants them."""
        return _prepared(self.adapters, rows)

    def run(self, prepared: Sequence[Sequence[Any]]) -> None:
        """Needs an open transaction."""
        if prepared:
            with connection.cursor() as cursor:
                cursor.executemany(self.sql, prepared)


def _fields(model: type[models.Model], names: Sequence[str]) -> list[Any]:
    return [model._meta.get_field(name) for name in names]


def _prepared(adapters: Sequence[Adapt | None], rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    if not any(adapters):
        return [tuple(row) for row in rows]
    return [
        tuple(
            value if adapt is None or value is None else adapt(value)
            for adapt, value in zip(adapters, row, strict=True)
        )
        for row in rows
    ]


def _adapter(field: Any) -> Adapt | None:
    """What a driver does not take as it is: days and instants on SQLite, JSON everywhere."""
    kind = field.get_internal_type()
    if kind == "DateField":
        return connection.ops.adapt_datefield_value
    if kind == "DateTimeField":
        return connection.ops.adapt_datetimefield_value
    if kind == "JSONField":
        return lambda value: field.get_db_prep_save(value, connection)
    return None
