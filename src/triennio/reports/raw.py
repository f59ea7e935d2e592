"""A report as text, before anybody believes it: attributes by name, rows in order. A bad value reads as None."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

_WHOLE = re.compile(r"\+?[0-9]+")
_CREDITS = re.compile(r"([0-9]{1,2})\.([0-9])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SPACES = " \t\r\n"

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RawPractice:
    """`professione` with the texts of its `disciplina`."""

    profession: str | None
    disciplines: Sequence[str]


@dataclass(frozen=True, slots=True)
class RawRow:
    """`partecipante`."""

    attributes: Attributes
    practices: Sequence[RawPractice] = ()


@dataclass(frozen=True, slots=True)
class RawReport:
    """`evento` with its rows; the row of index 0 is participant 1."""

    head: Attributes
    rows: Sequence[RawRow] = field(default_factory=tuple)


def of_tree(root: etree._Element) -> RawReport:
    """What a tree says, whatever else is in it."""
    event = root if root.tag == "evento" else root.find("evento")
    if event is None:
        return RawReport({})
    return RawReport(_attributes(event), [_row(element) for element in event.findall("partecipante")])


def _row(element: etree._Element) -> RawRow:
    practices = [
        RawPractice(entry.get("cod_prof"), [d.text or "" for d in entry.findall("disciplina")])
        for entry in element.findall("professione")
    ]
    return RawRow(_attributes(element), practices)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def whole(text: str | None) -> int | None:
    """`" 007 "` → 7, as a schema reads it."""
    stripped = (text or "").strip(SPACES)
    return int(stripped) if _WHOLE.fullmatch(stripped) and len(stripped) <= 12 else None


def tenths(text: str | None) -> int | None:
    """`" 10.4"` → 104, only in the form of the schema."""
    found = _CREDITS.fullmatch((text or "").strip(SPACES))
    return 10 * int(found[1]) + int(found[2]) if found else None


def day(text: str | None) -> date | None:
    """A date; with a time zone it is none."""
    stripped = (text or "").strip(SPACES)
    if not _DAY.fullmatch(stripped):
        return None
    try:
        return date.fromisoformat(stripped)
    except ValueError:
        return None
