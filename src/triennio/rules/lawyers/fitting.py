"""Do the numbers of the lawyers' rulebook and the steps fit together? Asked whenever the rulebook is loaded.

Every number must be read by a step or by the fold, and everything they read must be there in every published year.
Names the fold reads are declared here, in one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from triennio.kernel.year import Year
from triennio.rules.book import Book
from triennio.rules.engine.step import Step
from triennio.rules.lawyers.work import STEPS as STRETCHES

CONSTANTS = ("exempt_from_age", "exempt_from_seniority", "interruption_least_months")
"""Read outside the steps by `book.constant`: whole numbers, the same in every year and under every policy."""

COUNTS = (
    "cancellation_year_due",
    "compulsory_fills_first",
    "month_more_than_days",
    "seniority_from_first",
    "surplus_next_first",
    "triennio_common",
)
"""Read outside the steps by `params.count`, in any year."""

FLAGS = ("surplus_deontology", "takes_surplus_2020")
"""Looked for by the fold in some years only."""

MEASURES = ("AVV-OBB", "AVV-TRI")
"""Rules whose days are read by `book.since` and `book.until`."""

STEPS: Mapping[str, Step] = {
    name: step for steps, _ in STRETCHES.values() for name, step in steps.columns.items()
}
INPUTS = frozenset(name for _, inputs in STRETCHES.values() for name in inputs) - STEPS.keys()


def fits(book: Book) -> list[str]:
    """One line a fault: `file: key: sentence`."""
    given = _given(book)
    return [*_unused(book), *_missing(book, given), *_constants(book), *_measures(book), *_years(book)]


def parameters(step: Step) -> tuple[str, ...]:
    """The numbers of the law that a step reads."""
    return tuple(name for name in step.reads if name not in STEPS and name not in INPUTS)


def _published(book: Book) -> list[Year]:
    return [year for year in book.years if year not in book.unpublished]


def _given(book: Book) -> dict[str, set[object]]:
    """Key → the years that have a value; a shared value is in all of them."""
    given: dict[str, set[object]] = defaultdict(set)
    for value in book.values:
        given[value.key] |= set(book.years) if value.triennio is None else {value.triennio}
    return given


def _unused(book: Book) -> Iterator[str]:
    read = {name for step in STEPS.values() for name in parameters(step)} | {*CONSTANTS, *COUNTS, *FLAGS}
    for key, file in {value.key: value.file for value in book.values}.items():
        if key in STEPS or key in INPUTS:
            yield f"{file}: values.{key}: a column of the steps has the same name"
        elif key not in read:
            yield f"{file}: values.{key}: nothing reads it (unused)"


def _missing(book: Book, given: Mapping[str, set[object]]) -> Iterator[str]:
    """A step that may be absent in a year has there all of its own numbers or none."""
    always = {name for step in STEPS.values() if step.absent is None for name in parameters(step)}
    everywhere = always | {value.key for value in book.values if value.triennio is None}
    wanted = {name for step in STEPS.values() for name in parameters(step)} | {*CONSTANTS, *COUNTS, *FLAGS}
    for name in sorted(wanted - given.keys()):
        yield f"values: {name}: no file has it, and it is read (missing)"
    for year in _published(book):
        short = {name for name in {*always, *COUNTS} if name in given and year not in given[name]}
        for step in STEPS.values():
            own = [name for name in parameters(step) if name in given and name not in everywhere]
            if any(year in given[name] for name in own):
                short |= {name for name in own if year not in given[name]}
        for name in sorted(short):
            yield f"years: {year}: values.{name}: it is needed in this year (missing)"


def _constants(book: Book) -> Iterator[str]:
    for value in book.values:
        shared = value.triennio is None and value.unit == "count" and not value.policy
        if value.key in CONSTANTS and not (shared and isinstance(value.value, str)):
            yield f"{value.file}: values.{value.key}: it must be one whole number for all years and policies"


def _measures(book: Book) -> Iterator[str]:
    for rule in MEASURES:
        if rule not in book.validity:
            yield f"validity.toml: {rule}: its days are read (missing)"
    for rule in book.validity:
        if rule not in MEASURES:
            yield f"validity.toml: {rule}: nothing reads its days (unused)"


def _years(book: Book) -> Iterator[str]:
    """The years of the trienni are those of the rule, and no year that takes the surplus comes before it."""
    if not book.years or not _published(book):
        yield "years: : no published year is there"
        return
    found = book.validity.get("AVV-TRI")
    of_trienni = [v.triennio for v in book.values if v.key == "triennio_total"]
    for year in book.years:
        inside = found is not None and found.first <= year.start and year.end <= found.last
        if inside != (year in of_trienni):
            yield f"validity.toml: AVV-TRI: its days and the years with a triennio_total differ in {year}"
    givers = [v.triennio for v in book.values if v.key == "surplus_deontology"]
    if len(givers) > 1:
        yield "years: values.surplus_deontology: one year at most gives its surplus"
