"""Two cases side by side: the headline numbers of each triennio, and the first step where the two traces part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import shown
from triennio.rules.book import Book
from triennio.rules.ecm.traces import first_difference
from triennio.rules_cli.layout import Page
from triennio.rules_cli.words import column, credits, day

Answer = Mapping[str, Any]

HEADLINES = (
    ("Obbligo standard", "standard"),
    ("Obbligo personale", "obligation"),
    ("Crediti riconosciuti", "recognised"),
    ("di cui da discente", "learner"),
    ("Mancano", "missing"),
    ("Eccedenza", "surplus"),
)
YES_OR_NO = frozenset({"whole_triennio", "certifiable"})
"""Columns of the trace that are 0 or 1; all others are amounts."""


def compare(names: tuple[str, str], a: Answer, b: Answer, book: Book, only: Triennio | None) -> Page:
    """The comparison of two positions answered with their traces."""
    page = Page()
    page.title("CONFRONTO FRA DUE CASI")
    for letter, name, answer in zip("AB", names, (a, b), strict=True):
        page.text(f"{letter}  {name}, al {day(answer['as_of'])}")
    mine = {period["triennio"]: period for period in a["trienni"]}
    others = {period["triennio"]: period for period in b["trienni"]}
    for name in sorted(mine | others):
        if only is None or name == str(only):
            _triennio(page, name, mine.get(name), others.get(name), book)
    return page


def _triennio(page: Page, name: str, mine: Answer | None, other: Answer | None, book: Book) -> None:
    page.heading(f"Triennio {name}", ("A", "B", "differenza"))
    for label, key in HEADLINES:
        page.row("", label, _side_by_side(mine, other, key))
    if mine is None or other is None:
        page.text(f"Il triennio c'è solo in {'B' if mine is None else 'A'}.", indent=2)
        return
    for line in _choices(mine["trace"]["policies"], other["trace"]["policies"]):
        page.text(line, indent=2)
    found = first_difference(mine["trace"], other["trace"])
    if found is None:
        page.text("Tutti i passaggi coincidono.", indent=2)
    else:
        _parting(page, found, mine, other, book)


def _side_by_side(mine: Answer | None, other: Answer | None, key: str) -> tuple[str, str, str]:
    if mine is None or other is None:
        return (column(mine[key]) if mine else "–", column(other[key]) if other else "–", "")
    difference = Decimal(other[key]) - Decimal(mine[key])
    return column(mine[key]), column(other[key]), column(difference) if difference else "="


def _choices(mine: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return [
        f"Scelta diversa: {name} = {value} in A, {other[name]} in B."
        for name, value in mine.items()
        if other.get(name, value) != value
    ]


def _parting(page: Page, found: Mapping[str, Any], mine: Answer, other: Answer, book: Book) -> None:
    """The step, its rules, and the value on both sides."""
    step = found["step"]
    axis = next(
        (s["axis"] for s in (*mine["trace"]["steps"], *other["trace"]["steps"]) if s["step"] == step), ""
    )
    page.text(f"Primo passaggio in cui i due conti si separano: {step}", indent=2)
    for rule in found["rules"]:
        page.row(rule, book.rules[rule].title if rule in book.rules else "", indent=4)
    if found["a"] is None and found["b"] is None:
        page.text("Il passaggio c'è in uno solo dei due conti.", indent=4)
        return
    where, a, b = _first_apart(found["a"], found["b"])
    place = _place(axis, where, mine, other)
    page.text(f"{place}A: {_value(step, a)}; B: {_value(step, b)}.", indent=4)


def _first_apart(a: Any, b: Any) -> tuple[int | None, Any, Any]:
    """Two columns part at a row; two single values have no row."""
    if not isinstance(a, list) or not isinstance(b, list):
        return None, a, b
    for index, (mine, other) in enumerate(zip_longest(a, b)):
        if mine != other:
            return index, mine, other
    return None, None, None


def _place(axis: str, row: int | None, mine: Answer, other: Answer) -> str:
    """Which row: a year, a credit; an absence has only its place in the order."""
    if row is None:
        return ""
    if axis == "year":
        return f"anno {Triennio.parse(mine['triennio']).years[row]} · "
    if axis == "credit":
        ids = [_id(side["credits"], row) for side in (mine, other)]
        return (
            f"credito {ids[0] or 'assente'} in A, {ids[1] or 'assente'} in B · "
            if ids[0] != ids[1]
            else f"credito {ids[0]} · "
        )
    return f"riga {row + 1} · "


def _id(listed: Sequence[Mapping[str, Any]], row: int) -> str:
    return str(listed[row]["id"]) if row < len(listed) else ""


def _value(step: str, value: Any) -> str:
    if value is None:
        return "non c'è"
    if step in YES_OR_NO:
        return "sì" if value else "no"
    return credits(shown(value))
