"""The whole content of the database, to see whether anything changed; and a database that fails when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

# Written by the framework around a request, never by an action.
_NOT_OURS = {"sessions.Session", "contenttypes.ContentType", "auth.Permission"}
_CHANGES = ("INSERT", "UPDATE", "DELETE")


class Crash(Exception):
    """The process died here."""


def content(*, without: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Table → its rows, for every table of the product."""
    found = {}
    for model in apps.get_models():
        if model._meta.label in _NOT_OURS or model._meta.label in without:
            continue
        rows = model._default_manager.order_by("pk").values_list()
        found[model._meta.label] = [tuple(_readable(value) for value in row) for row in rows]
    return found


def _readable(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


@contextmanager
def crash_at(number: int) -> Iterator[list[str]]:
    """Let the changes before `number` through (counted from 1) and fail at it. Gives the changes that were asked."""
    seen: list[str] = []

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(_CHANGES):
            seen.append(sql)
            if len(seen) == number:
                raise Crash(sql[:60])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield seen
