"""Which family of rules a case belongs to: `"family"` in `person`, `ecm` when it is not there.

Every door that takes a case of either family (command, page, batch) asks here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triennio.kernel.faults import Fault, InputFaults
from triennio.rules import ecm, lawyers
from triennio.rules.book import Book, load
from triennio.rules.ecm.read import read_case as read_ecm
from triennio.rules.lawyers.read import read_case as read_lawyers
from triennio.rules.reader import brief

FAMILIES = ("ecm", "lawyers")
DEFAULT = "ecm"


def family_of(case: Any, root: str = "$") -> str:
    """The family a case names. Raises InputFaults for one that does not exist."""
    person = case.get("person") if isinstance(case, Mapping) else None
    name = person.get("family") if isinstance(person, Mapping) else None
    if name is None:
        return DEFAULT
    if name not in FAMILIES:
        message = f"not one of {', '.join(FAMILIES)}: {brief(name)}"
        raise InputFaults([Fault(f"{root}.person.family", message)])
    return str(name)


def position(
    case: Any, books: Mapping[str, Book] | None = None, *, root: str = "$", trace: bool = False
) -> dict[str, Any]:
    """The position of one person under the rules of his family. Raises InputFaults.

    `books` are rulebooks by family, those of the product where one is missing; `root` is the path faults begin with.
    """
    family = family_of(case, root)
    book = _book(family, books)
    if family == "lawyers":
        return lawyers.position(case, book, root=root, trace=trace)
    return ecm.position(case, book, root=root, trace=trace)


def check(case: Any, books: Mapping[str, Book] | None = None, *, root: str = "$") -> None:
    """Read a case and compute nothing. Raises InputFaults with every fault of it."""
    family = family_of(case, root)
    read = read_lawyers if family == "lawyers" else read_ecm
    read(case, _book(family, books), root)


def _book(family: str, books: Mapping[str, Book] | None) -> Book:
    return (books or {}).get(family) or load(family)
