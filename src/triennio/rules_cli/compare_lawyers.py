"""Two lawyers' cases side by side: the headline numbers of each year, and the first step where the traces part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.ecm.traces import first_difference
from triennio.rules_cli.layout import Page
from triennio.rules_cli.words import column, day

Answer = Mapping[str, Any]

HEADLINES = (
    ("Dovuti", "due"),
    ("di cui obbligatori", "compulsory_due"),
    ("Contati", "counted"),
    ("Mancano", "missing"),
)


def compare_lawyers(names: tuple[str, str], a: Answer, b: Answer, book: Book, only: Triennio | None) -> Page:
    """The comparison of two positions answered with their traces."""
    page = Page()
    page.title("CONFRONTO FRA DUE CASI")
    for letter, name, answer in zip("AB", names, (a, b), strict=True):
        page.text(f"{letter}  {name}, al {day(answer['as_of'])}")
    mine, others = ({year["year"]: year for year in answer["years"]} for answer in (a, b))
    for number in sorted(mine | others):
        if only is None or number in only.years:
            _year(page, number, mine.get(number), others.get(number))
    parting = [
        name for name in _traces(a) if name in _traces(b) and _parts(_traces(a)[name], _traces(b)[name])
    ]
    page.blank()
    for name in parting:
        found = first_difference(_traces(a)[name], _traces(b)[name]) or {"step": "", "rules": []}
        titles = ", ".join(
            f"{rule} {book.rules[rule].title}" for rule in found["rules"] if rule in book.rules
        )
        page.text(f"{name}: il primo passaggio in cui i due conti si separano è {found['step']}. {titles}")
    if not parting:
        page.text("Tutti i passaggi coincidono.")
    return page


def _year(page: Page, number: int, mine: Answer | None, other: Answer | None) -> None:
    page.heading(f"Anno {number}", ("A", "B", "differenza"))
    for label, key in HEADLINES:
        page.row("", label, tuple(_amounts(mine, other, key)))


def _amounts(mine: Answer | None, other: Answer | None, key: str) -> Iterator[str]:
    a, b = (found[key] if found else None for found in (mine, other))
    yield column(a) if a is not None else "–"
    yield column(b) if b is not None else "–"
    if a is None or b is None:
        yield ""
        return
    difference = Decimal(b) - Decimal(a)
    yield column(difference) if difference else "="


def _traces(answer: Answer) -> dict[str, Answer]:
    """Triennio, or year on its own → its trace."""
    found = {triennio["triennio"]: triennio["trace"] for triennio in answer["trienni"]}
    return found | {str(year["year"]): year["trace"] for year in answer["years"] if "trace" in year}


def _parts(mine: Answer, other: Answer) -> bool:
    return first_difference(mine, other) is not None
