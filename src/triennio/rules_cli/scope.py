"""Which trienni a rule concerns. The book says it in words (`dal triennio 2017-2019`); here the words are read."""

from __future__ import annotations

import re

from triennio.kernel.triennio import Triennio
from triennio.kernel.year import Year
from triennio.rules.book import Book, Rule
from triennio.rules.book.model import Period

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_FOREVER = 9999


def concerns(book: Book, rule: Rule, triennio: Triennio) -> bool:
    """True when the words of `valid` reach the triennio, or when the book holds a number of it for the rule."""
    return (
        words_reach(rule.valid, triennio)
        or any(value.rule == rule.id and _inside(value.triennio, triennio) for value in book.values)
        or any(pool.rule == rule.id for pool, _ in book.pools.get(triennio, ()))
    )


def _inside(period: Period | None, triennio: Triennio) -> bool:
    """True for the triennio itself, and for each of its years."""
    return period == triennio or (isinstance(period, Year) and period.number in triennio.years)


def words_reach(valid: str, triennio: Triennio) -> bool:
    """Any clause (they are divided by `;`) that names no year reaches every triennio."""
    clauses = re.sub(r"\([^)]*\)", "", valid).split(";")
    return any(
        first <= triennio.last and triennio.first <= last
        for clause in clauses
        for first, last in _spans(clause.split(",")[0])
    )


def _spans(clause: str) -> list[tuple[int, int]]:
    """`dal triennio A al triennio B`, `fino al …`, `trienni A e B`: spans of years."""
    spans: list[tuple[int, int]] = []
    begun, position = False, 0
    for found in _YEARS.finditer(clause):
        words = clause[position : found.start()].lower().split()
        position = found.end()
        first, last = int(found[1]), int(found[2] or found[1])
        if "dal" in words and "verso" not in clause:
            spans.append((first, _FOREVER))
            begun = True
        elif "fino" in words:
            spans.append((0, last))
        elif begun and "al" in words:
            spans[-1] = (spans[-1][0], last)
            begun = False
        else:
            spans.append((first, last))
    return spans or [(0, _FOREVER)]
