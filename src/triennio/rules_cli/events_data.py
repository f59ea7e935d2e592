"""The numbers of the credits of events, as the lines of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from triennio.rules.events.model import EventBook, Measure, Value
from triennio.rules_cli.labels import INCREMENTS, PLAIN_HOURS, Label, in_words, label_of
from triennio.rules_cli.rules_data import Datum
from triennio.rules_cli.words import credits, day

PLACE = re.compile(r"\{\w+\}")
"""Where a refusal says a number of the event."""
PER = {
    "minutes": "ogni {minutes} minuti",
    "sessions": "a sessione",
    "months": "al mese",
    "share": "come parte dei crediti dell'evento",
    "nothing": "nessun credito",
}


def events_data(book: EventBook, rule: str) -> Iterator[Datum]:
    """What the book holds of a rule: numbers of the criteria, measures of the roles, refusals."""
    for criteria in book.criteria.values():
        for value in criteria.values.values():
            if value.rule == rule:
                yield _value(book, criteria.title, value)
    for measure in book.measures:
        if measure.rule == rule:
            yield _measure(book, measure)
    for refusal in book.refusals.values():
        if refusal.rule == rule:
            sentence = PLACE.sub("…", f"{refusal.sentence}. {refusal.next}")
            yield Datum("", refusal.code, sentence)


def _value(book: EventBook, when: str, value: Value) -> Datum:
    label = label_of("events", value.key)
    return Datum(
        when,
        value.key,
        _number(value.value, value.unit),
        _titles(book, value.sources),
        value.confidence,
        value.note,
        label.text,
        _in_words(value, label),
    )


def _in_words(value: Value, label: Label) -> str:
    """A number with its unit, a word in Italian, a table as sentences."""
    raw = value.value
    if value.unit == "table":
        return "; ".join(_line(row, value.key, label) for row in raw)
    if value.unit in ("word", "words"):
        words = [raw] if isinstance(raw, str) else raw
        return ", ".join(PLAIN_HOURS.get(word) or INCREMENTS.get(word, word) for word in words) or "nessuno"
    return in_words(label, _number(raw, value.unit))


def _line(row: list[str], key: str, label: Label) -> str:
    """A row of a table: what is reached first, the amount after it."""
    if key == "res_course_bands":
        first, last, amount = row[0], row[1], credits(row[2])
        people = (
            f"con {last}" if first == last else f"fino a {last}" if first in "01" else f"da {first} a {last}"
        )
        return f"{people} {label.unit} {amount}"
    limit, amount = row
    if key == "fsc_research_steps":
        return f"fino a {limit} {label.unit} {credits(amount)}" if limit else f"oltre {credits(amount)}"
    return f"da {limit} {label.unit} di formazione {amount}"


def _number(raw: Any, unit: str) -> str:
    if isinstance(raw, list):
        return "; ".join(" ".join(item) if isinstance(item, list) else str(item) for item in raw)
    return credits(raw) if unit == "credits" else str(raw)


def _measure(book: EventBook, measure: Measure) -> Datum:
    amount = _credits(measure.credits) if measure.credits else ""
    per = PER[measure.per].format(minutes=measure.minutes)
    cap = f", al massimo {_credits(measure.cap)}" if measure.cap else ""
    where = f"ruoli {', '.join(measure.roles)} ({', '.join(measure.formats)})"
    says = f"{amount} {per}{cap}".strip()
    sources = _titles(book, measure.sources)
    return Datum(_span(measure), where, says, sources, measure.confidence, measure.note)


def _credits(amount: Fraction) -> str:
    return credits(Decimal(amount.numerator) / Decimal(amount.denominator))


def _span(measure: Measure) -> str:
    parts = [
        f"dal {day(measure.first)}" if measure.first > date.min else "",
        f"fino al {day(measure.last)}" if measure.last < date.max else "",
    ]
    return " ".join(part for part in parts if part)


def _titles(book: EventBook, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(book.sources[source].title for source in ids)
