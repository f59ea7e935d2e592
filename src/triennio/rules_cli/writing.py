"""Standard output: always UTF-8, whatever the terminal was told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any


def write(text: str) -> None:
    """Write a text."""
    write_bytes([text.encode("utf-8", "backslashreplace")])


def write_bytes(chunks: Iterable[bytes]) -> None:
    """Write chunks of UTF-8."""
    if sys.stdout is None:
        raise OSError("standard output is closed")
    sys.stdout.flush()
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def pretty(value: Any) -> str:
    """JSON for people: two spaces, letters as they are, a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def compact(value: Any) -> str:
    """JSON on one line, without the line end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
