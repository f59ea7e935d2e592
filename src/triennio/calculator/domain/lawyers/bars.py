"""The picture of one year: what counts by subject, what came from other years, and the line of what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from triennio.calculator.domain.lawyers.case import SUBJECTS
from triennio.pictures.domain.numbers import percent


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar; `kind` is a subject, or `carried`."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """`mark` is where the amount due stands."""

    parts: tuple[Part, ...]
    mark: str


def bar(year: Mapping[str, Any], scale: Decimal) -> Bar:
    """The credits that count in a year, by subject, then those taken from other years."""
    amounts = {kind: _counted(year, kind) for kind in SUBJECTS}
    return _bar({**amounts, "carried": Decimal(year["carried_in"])}, Decimal(year["due"]), _room(year, scale))


def compulsory_bar(year: Mapping[str, Any], scale: Decimal) -> Bar:
    """The same for the compulsory subjects alone. What came from elsewhere is what no longer lacks."""
    amounts = {kind: _counted(year, kind) for kind in SUBJECTS[1:]}
    due = Decimal(year["compulsory_due"])
    came = due - Decimal(year["compulsory_counted"]) - Decimal(year["compulsory_missing"])
    amounts["carried"] = max(came, Decimal(0))
    return _bar(amounts, due, _room(year, scale))


def _room(year: Mapping[str, Any], scale: Decimal) -> Decimal:
    return max(scale, Decimal(year["counted"]) + Decimal(year["carried_in"]))


def _counted(year: Mapping[str, Any], kind: str) -> Decimal:
    return sum((Decimal(c["counted"]) for c in year["credits"] if c["subject"] == kind), Decimal(0))


def _bar(amounts: Mapping[str, Decimal], due: Decimal, scale: Decimal) -> Bar:
    return Bar(tuple(_parts(amounts, scale)), percent(due, scale))


def _parts(amounts: Mapping[str, Decimal], scale: Decimal) -> Iterator[Part]:
    at = Decimal(0)
    for kind, amount in amounts.items():
        if amount:
            yield Part(kind, percent(at, scale), percent(amount, scale))
            at += amount
