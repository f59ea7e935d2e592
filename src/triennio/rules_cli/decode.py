"""JSON, strictly: what the standard decoder lets pass in silence (a key given twice, NaN) is a fault here."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from triennio.kernel.faults import Fault
from triennio.rules.reader import WORD

MOST_LEVELS = 64
MOST_DIGITS = 100


class NotJson(ValueError):
    """The text is not JSON. The message says where."""


@dataclass(frozen=True, slots=True)
class _NoNumber:
    """A number that JSON has not, or that no computer should be asked to hold."""

    text: str
    fault: str


class _Twice(dict[str, Any]):
    """An object in which a key stood more than once; the last value won."""

    keys_twice: tuple[str, ...] = ()


def decode(text: str) -> Any:
    """The value of a JSON text, with markers where `faults_of` has something to say. Raises NotJson."""
    if not text.strip():
        raise NotJson("empty: nothing to read")
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_float, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        raise NotJson(f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except RecursionError:
        raise NotJson(f"nested too deeply: more than {MOST_LEVELS} levels") from None


def faults_of(value: Any, root: str = "$") -> list[Fault]:
    """What `decode` marked, and texts that no file can hold, each with its path, in the order of the file."""
    return list(_walk(value, root))


def _walk(value: Any, root: str) -> Iterator[Fault]:
    """Without recursion: the value may be as deep as the decoder allows."""
    todo: list[tuple[Any, str, int]] = [(value, root, 1)]
    while todo:
        item, path, level = todo.pop()
        if isinstance(item, _NoNumber):
            yield Fault(path, f"{item.fault}: {item.text}")
        elif isinstance(item, str):
            if not _encodable(item):
                yield Fault(path, f"not valid Unicode: {item[:40]!r}")
        elif isinstance(item, dict | list) and level > MOST_LEVELS:
            yield Fault(root, f"nested too deeply: more than {MOST_LEVELS} levels")
            return
        elif isinstance(item, dict):
            for key in getattr(item, "keys_twice", ()):
                yield Fault(_inside(path, key), "key given twice")
            for key in item:
                if not _encodable(key):
                    yield Fault(path, f"not valid Unicode: key {key[:40]!r}")
            todo += [(part, _inside(path, key), level + 1) for key, part in reversed(item.items())]
        elif isinstance(item, list):
            todo += [(item[n], f"{path}[{n}]", level + 1) for n in range(len(item) - 1, -1, -1)]


def _inside(path: str, key: str) -> str:
    """The path of a key, written as the readers of the library write it."""
    return f"{path}.{key}" if WORD.fullmatch(key) else f"{path}[{key[:60]!r}]"


def _encodable(text: str) -> bool:
    """False for half of a surrogate pair, which an escape can write and UTF-8 cannot."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = _Twice(found)
    twice.keys_twice = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return twice


def _whole(text: str) -> int | _NoNumber:
    return int(text) if len(text) <= MOST_DIGITS else _NoNumber(_short(text), "number too large")


def _float(text: str) -> float | _NoNumber:
    number = float(text)
    return number if math.isfinite(number) else _NoNumber(_short(text), "number too large")


def _constant(text: str) -> _NoNumber:
    return _NoNumber(text, "not a JSON number")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
