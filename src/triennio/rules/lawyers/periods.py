"""The periods of one lawyer: trienni up to 2019, each later year on its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from triennio.kernel.year import Year
from triennio.rules.book import Book, Params
from triennio.rules.lawyers.facts import Case
from triennio.rules.lawyers.register import first_enrolment

IN_A_TRIENNIO = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Years looked at together. A triennio that the years outside it have suspended is open: it lacks years."""

    years: tuple[Year, ...]
    is_triennio: bool

    @property
    def open_years(self) -> int:
        """Years the triennio still lacks."""
        return IN_A_TRIENNIO - len(self.years) if self.is_triennio else 0

    @property
    def concluded(self) -> bool:
        return self.is_triennio and not self.open_years

    @property
    def end(self) -> date:
        return self.years[-1].end

    @property
    def name(self) -> str:
        """`2017-2019`; `2018-` while open; `2020` for a year on its own."""
        first = str(self.years[0])
        if not self.is_triennio:
            return first
        return f"{first}-" if self.open_years else f"{first}-{self.years[-1]}"


def spans(case: Case, book: Book, params: Params, owed: dict[int, bool], last: int) -> Iterator[Span]:
    """Every period from the first year of the book to `last`, in order."""
    yield from spans_from(anchor_of(case, book, params, owed), book, last)


def spans_from(anchor: int, book: Book, last: int) -> Iterator[Span]:
    """The same for whoever's first triennio begins in the year `anchor`."""
    ordinary_end = book.until("AVV-TRI").year
    for year in range(book.years[0].number, anchor):
        if year <= last:
            yield Span((Year(year),), False)
    for first in range(anchor, ordinary_end + 1, IN_A_TRIENNIO):
        numbers = range(first, min(first + IN_A_TRIENNIO - 1, ordinary_end) + 1)
        if first <= last:
            yield Span(tuple(Year(number) for number in numbers), True)
    for year in range(max(anchor, ordinary_end + 1), last + 1):
        yield Span((Year(year),), False)


def anchor_of(case: Case, book: Book, params: Params, owed: dict[int, bool]) -> int:
    """First year of the first triennio (AVV-TRI-0)."""
    start = book.since("AVV-TRI").year
    enrolled = first_enrolment(case)
    if params.count("triennio_common") or enrolled is None or enrolled < book.since("AVV-OBB"):
        return start
    bound = [year for year, due in owed.items() if due]
    return min(bound, default=book.until("AVV-TRI").year + 1)
