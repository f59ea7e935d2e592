"""Two cases side by side: the headline numbers of each triennio, and the first step where the two traces part."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
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
    found = first_difference(*aligned(mine, other))
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


def aligned(mine: Answer, other: Answer) -> tuple[Answer, Answer]:
    """The two traces with the same rows: a credit or an absence that only one case has is worth nothing in the other.

    Credits are matched by id, absences by their place.
    """
    a, b = mine["trace"]["steps"], other["trace"]["steps"]
    ids = _ids(mine, other)
    longest = max((len(s["value"]) for s in (*a, *b) if s["axis"] == "absence"), default=0)

    def rows(step: Mapping[str, Any], position: Answer) -> Any:
        if step["axis"] == "credit":
            known = dict(zip([c["id"] for c in position["credits"]], step["value"], strict=True))
            return [known.get(name, 0) for name in ids]
        if step["axis"] == "absence":
            return [*step["value"], *[0] * (longest - len(step["value"]))]
        return step["value"]

    return (
        {"steps": [{**step, "value": rows(step, mine)} for step in a]},
        {"steps": [{**step, "value": rows(step, other)} for step in b]},
    )


def _ids(mine: Answer, other: Answer) -> list[str]:
    """The credits of both, each once."""
    return list(dict.fromkeys(str(credit["id"]) for side in (mine, other) for credit in side["credits"]))


def _parting(page: Page, found: Mapping[str, Any], mine: Answer, other: Answer, book: Book) -> None:
    """The step, its rules, and the value on both sides."""
    step = found["step"]
    axis = next(s["axis"] for s in (*mine["trace"]["steps"], *other["trace"]["steps"]) if s["step"] == step)
    page.text(f"Primo passaggio in cui i due conti si separano: {step}", indent=2)
    for rule in found["rules"]:
        page.row(rule, book.rules[rule].title if rule in book.rules else "", indent=4)
    a, b = found["a"], found["b"]
    if a is None and b is None:
        page.text("Il passaggio c'è in uno solo dei due conti.", indent=4)
        return
    place = ""
    if isinstance(a, list):
        row = next(n for n, pair in enumerate(zip(a, b, strict=True)) if pair[0] != pair[1])
        place, a, b = _place(axis, row, mine, other), a[row], b[row]
    page.text(f"{place}A: {_value(step, a)}; B: {_value(step, b)}.", indent=4)


def _place(axis: str, row: int, mine: Answer, other: Answer) -> str:
    """Which row: a year, a credit; an absence has only its place in the order."""
    if axis == "year":
        return f"Anno {Triennio.parse(mine['triennio']).years[row]}. "
    if axis == "credit":
        name = _ids(mine, other)[row]
        only = [
            letter
            for letter, side in (("A", mine), ("B", other))
            if name in [credit["id"] for credit in side["credits"]]
        ]
        return f"Credito {name}{f' (solo in {only[0]})' if len(only) == 1 else ''}. "
    return f"Assenza {row + 1}. "


def _value(step: str, value: int) -> str:
    if step in YES_OR_NO:
        return "sì" if value else "no"
    return credits(shown(value))
