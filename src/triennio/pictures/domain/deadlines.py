"""The days by which something must be done in a period: its end, what is still open of the others, the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book

Code = Literal["end", "earn", "move", "compensate", "dossier", "other"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """`earn` and `move`: last day to earn, and to move, credits that close `period`. `compensate`: last day to earn
    the surplus that fills old debts. `other` carries its own `text`
    (the term of a request, for instance) and, if there is one, the address of its page.
    """

    day: date
    code: Code
    period: str = ""
    rule: str = ""
    text: str = ""
    url: str = ""


def deadlines(
    answer: Mapping[str, Any], facts: Mapping[str, Any], book: Book, period: Triennio
) -> list[Deadline]:
    """Those of the law that concern the person in this period, by day; some fall after its end."""
    found = [Deadline(period.end, "end", str(period), "OBL-1")]
    found += _dossier(facts, book, period)
    found += _windows(answer["trienni"], book, period)
    if Decimal(answer["compensation"]["needed"]) > 0 and book.compensation["earned_until"] >= period.start:
        found.append(
            Deadline(book.compensation["earned_until"], "compensate", rule=book.compensation["rule"])
        )
    return in_order(found)


def in_order(found: Iterable[Deadline]) -> list[Deadline]:
    return sorted(found, key=lambda deadline: (deadline.day, deadline.code, deadline.period, deadline.text))


def _dossier(facts: Mapping[str, Any], book: Book, period: Triennio) -> Iterator[Deadline]:
    """Only while none was built in the period: afterwards the term says nothing."""
    built = (date.fromisoformat(item["built"]) for item in facts.get("dossiers", ()))
    if period in book.dossier and not any(day in period for day in built):
        yield Deadline(book.dossier[period].built_until, "dossier", str(period), "DOS-B")


def _windows(trienni: Iterable[Mapping[str, Any]], book: Book, period: Triennio) -> Iterator[Deadline]:
    """The recovery of a period that lacks credits, where its window was still open when this one began."""
    for triennio in trienni:
        name = Triennio.parse(triennio["triennio"])
        window = book.windows.get(name)
        if window is None or not name <= period or Decimal(triennio["missing"]) <= 0:
            continue
        if window.earned_until >= period.start:
            yield Deadline(window.earned_until, "earn", str(name), window.rule)
        if window.move_until >= period.start:
            yield Deadline(window.move_until, "move", str(name), window.rule)
