"""Small typed readers over JSON: each notes what is wrong, with its path, and goes on: all faults come at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from triennio.kernel.faults import Fault
from triennio.kernel.faults import brief as brief
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import parse_amount
from triennio.rules.book import Book

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR = 1900, 2099
WORD = re.compile(r"[\w-]{1,60}")
_NONE: Any = object()


class Reader:
    """One JSON object at one path. Keys that nobody took are faults at the end (`close`)."""

    def __init__(self, value: Any, path: str, faults: list[Fault]) -> None:
        self.path, self.faults = path, faults
        if not isinstance(value, Mapping):
            faults.append(Fault(path, f"not an object: {brief(value)}"))
            value = {}
        self.value: Mapping[str, Any] = value
        self.left = dict.fromkeys(value)

    def fault(self, key: str, message: str) -> None:
        """Note what is wrong with a key. A key that is no word stands in the path as `[...]`, on one line."""
        name = f".{key}" if WORD.fullmatch(key) else f"[{brief(key)}]"
        self.faults.append(Fault(f"{self.path}{name}", message))

    def take(self, key: str, parse: Callable[[Any], T], default: Any = _NONE) -> Any:
        """The parsed value of a key. Missing or null: the default, or a fault when there is none."""
        self.left.pop(key, None)
        raw = self.value.get(key)
        if raw is None:
            if default is _NONE:
                self.fault(key, "missing")
                return None
            return default
        try:
            return parse(raw)
        except ValueError as error:
            self.fault(key, str(error))
            return None if default is _NONE else default

    def items(self, key: str) -> Iterator[tuple[Reader, str]]:
        """A reader for each object of a list; nothing when the key is missing."""
        self.left.pop(key, None)
        raw = self.value.get(key)
        if raw is None:
            return
        if not isinstance(raw, list):
            self.fault(key, f"not a list: {brief(raw)}")
            return
        for index, value in enumerate(raw):
            path = f"{self.path}.{key}[{index}]"
            reader = Reader(value, path, self.faults)
            if isinstance(value, Mapping):
                yield reader, path

    def ignore(self, *keys: str) -> None:
        """Keys that mean nothing here but may stand in the file."""
        for key in keys:
            self.left.pop(key, None)

    def close(self) -> None:
        """Whatever is left was never asked for: most likely a slip of the pen."""
        for key in self.left:
            self.fault(key, "unknown key")


def day(value: Any) -> date:
    """`YYYY-MM-DD`, between 1900 and 2099."""
    if isinstance(value, str) and len(value) == 10:
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
        if found and found.isoformat() == value:
            if FIRST_YEAR <= found.year <= LAST_YEAR:
                return found
            raise ValueError(f"date out of range: {brief(value)}")
    raise ValueError(f"not a date: {brief(value)}")


def amount(value: Any) -> Decimal:
    """A decimal with at most two decimals, as text or number."""
    return parse_amount(value)


def text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"not a text: {brief(value)}")
    return value


def name(value: Any) -> str:
    """An identifier: text, or a whole number written as one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text(value)


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"not true or false: {brief(value)}")
    return value


def whole(least: int = 0, most: int = 1_000_000) -> Callable[[Any], int]:
    """A whole number within bounds; text of digits is accepted too."""

    def parse(value: Any) -> int:
        found = (
            int(value)
            if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10
            else value
        )
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if isinstance(found, bool) or not isinstance(found, int):
            raise ValueError(f"not a whole number: {brief(value)}")
        if not least <= found <= most:
            raise ValueError(f"not between {least} and {most}: {brief(value)}")
        return found

    return parse


def one_of(*choices: str) -> Callable[[Any], str]:
    """One of the words of the interface."""

    def parse(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(f"not one of {', '.join(choices)}: {brief(value)}")
        return value

    return parse


def triennio(value: Any) -> Triennio:
    return Triennio.parse(value)


def policies(top: Reader, book: Book) -> dict[str, str]:
    """The key `policies` of a case: a complete choice, with what the file overrides."""
    top.left.pop("policies", None)
    raw = top.value.get("policies")
    reader = Reader({} if raw is None else raw, f"{top.path}.policies", top.faults)
    overrides: dict[str, str] = {}
    for key, value in reader.value.items():
        policy = book.policies.get(key)
        value = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if policy is None:
            reader.fault(key, "unknown policy")
        elif not policy.admits(value):
            reader.fault(key, f"not one of {', '.join(policy.values)}: {brief(value)}")
        else:
            overrides[key] = value
    return book.choices(overrides)


def unique(items: Iterable[tuple[str, str]], faults: list[Fault]) -> None:
    """No two items (id, path) of a list have the same id."""
    seen: set[str] = set()
    for name, path in items:
        if name in seen:
            faults.append(Fault(f"{path}.id", f"given twice: {name!r}"))
        seen.add(name)
