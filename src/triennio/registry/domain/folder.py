"""The folder of proofs: what covers a credit, and names that are safe in an archive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Final, Literal

Cover = Literal["register", "certificate", "declaration", "nothing"]
COVERS: Final[tuple[Cover, ...]] = ("register", "certificate", "declaration", "nothing")
_ENDINGS: Final = {"pdf": "pdf", "png": "png", "jpeg": "jpg", "p7m": "p7m"}
_LONGEST = 60


def cover(registered: bool, proofs: Collection[str]) -> Cover:
    """The strongest thing that covers a credit: the register, then a certificate, then the person's own statement."""
    if registered:
        return "register"
    if "certificate" in proofs:
        return "certificate"
    return "declaration" if "declaration" in proofs else "nothing"


def plain_name(text: str) -> str:
    """Letters, digits and hyphens only, nothing that a system could take for a folder or a command."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", flat).strip("-").lower()[:_LONGEST].strip("-") or "documento"


def file_name(number: int, day: date | None, title: str, kind: str) -> str:
    """`007_2026-03-14_corso-di-triage.pdf`: numbered, so that no two are the same."""
    when = day.isoformat() if day else "senza-data"
    return f"{number:03d}_{when}_{plain_name(title)}.{_ENDINGS.get(kind, 'bin')}"


def cell(value: object) -> str:
    """A value for a table that a spreadsheet will open: one that would be taken for a formula gets a leading quote."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
