"""The books of rules by family, for the commands that list and show: those of positions, and that of the events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book, Rule, load
from triennio.rules.book.model import Policy
from triennio.rules.events import load_events
from triennio.rules_cli.events_data import events_data
from triennio.rules_cli.rules_data import Datum, Sheet, sheet
from triennio.rules_cli.scope import concerns, words_reach

EVENTS: Final = "events"
FAMILIES: Final = ("ecm", "lawyers", EVENTS)
DEFAULT: Final = "ecm"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One book. `book` is None for the events, whose numbers are kept in another shape."""

    family: str
    rules: Mapping[str, Rule]
    policies: Mapping[str, Policy] = field(default_factory=dict)
    book: Book | None = None

    def sheet(self, rule: Rule) -> Sheet:
        """A rule with everything that hangs on it."""
        if self.book is not None:
            return sheet(self.book, rule)
        data: Iterable[Datum] = events_data(load_events(), rule.id)
        return Sheet(rule, tuple(data))

    def concerns(self, rule: Rule, triennio: Triennio) -> bool:
        """True when the rule has a say in the triennio."""
        if self.book is not None:
            return concerns(self.book, rule, triennio)
        return words_reach(rule.valid, triennio)


def shelf(family: str) -> Shelf:
    """The book of a family, read when it is asked for."""
    if family == EVENTS:
        return Shelf(family, load_events().rules)
    book = load(family)
    return Shelf(family, book.rules, book.policies, book)


def others(family: str) -> str:
    """The last line of an answer that shows one family only."""
    names = [f"{name} (--family {name})" for name in FAMILIES if name != family]
    return f"Altre famiglie di regole: {', '.join(names)}"
