"""One way to write JSON, so that equal things have equal digests."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID


def _plain(value: object) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"not a value that can be kept: {type(value).__name__}")


def canonical(value: object) -> bytes:
    """Sorted keys, no spaces, UTF-8. Raises TypeError for what is not plain data; floats are refused by no one here
    and used by no one either."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    ).encode()


def plain(value: object) -> Any:
    """The value as JSON would bring it back."""
    return json.loads(canonical(value))


def digest(*parts: bytes) -> str:
    """SHA-256 over the parts, each with its length, in hexadecimal."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()
