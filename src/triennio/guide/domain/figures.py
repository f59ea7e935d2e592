"""Figures of the law for people: the amount in words, from when to when, the source.

`content/figures.toml` gives each figure a name and says where it stands in the rulebooks; the texts of the pages
hold names only, `{obbligo}` or `{obbligo@2020-2022}`. A figure that the engine does not compute with is a piece of the
text of its rule, word for word. What Triennio itself decides has `product` and is never shown as law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from triennio.guide.domain import law
from triennio.guide.domain.content import table
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import italian
from triennio.kernel.year import Year
from triennio.rules.book.model import Book, Period, Rule, Source, Value
from triennio.rules.book.resolve import chosen
from triennio.rules.events.book import load_events

_PERIOD = re.compile(r"\d{4}-\d{4}")
PRODUCT = "product"
_INFERRED = "inferred"


class FigureFault(ValueError):
    """A figure that the rulebooks do not hold: name and what is wrong."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as a page shows it. `rule` is None for what the product decides. `note`: what is uncertain."""

    name: str
    label: str
    shown: str
    validity: str
    rule: Rule | None
    sources: tuple[Source, ...]
    confidence: str
    note: str = ""


def figure(reference: str, today: date) -> Figure:
    """The figure of `name` or `name@period`. Raises FigureFault."""
    name, _, period = reference.partition("@")
    entry = table("figures").get(name)
    if entry is None:
        raise FigureFault(f"{name}: not in figures.toml")
    for key, reader in _READERS.items():
        if key in entry:
            return reader(reference, entry, period, today)
    raise FigureFault(f"{name}: it says nowhere where it stands")


def own_sources() -> dict[str, Source]:
    """Sources that only the guide cites: how the product works, acts that no rule is made of."""
    return {key: Source(key, **entry) for key, entry in table("sources").items()}


# --- a value of a rulebook


def _of_value(reference: str, entry: Mapping[str, Any], period: str, today: date) -> Figure:
    family, key = entry.get("family", law.ECM), entry["value"]
    if family == law.EVENTS:
        return _of_event(reference, entry)
    book = _book(family)
    value, periods = _found(book, key, _wanted(family, period, today), reference)
    rule = book.rules[value.rule]
    raw = _picked(chosen(value, book.choices()), entry)
    policy = book.policies.get(value.policy) if value.policy else None
    return Figure(
        reference,
        entry["label"],
        _shown(raw, value.unit, entry),
        _span(periods) or rule.valid,
        rule,
        tuple(book.sources[source] for source in value.sources),
        value.confidence,
        policy.shown if policy and not policy.verified else "",
    )


def _book(family: str) -> Book:
    book = law.book(family)
    if not isinstance(book, Book):
        raise TypeError(family)
    return book


def _wanted(family: str, period: str, today: date) -> Period:
    if family == law.LAWYERS:
        return Year(int(period)) if period else law.current_year(today)
    return Triennio.parse(period) if period else law.current_triennio(today)


def _found(book: Book, key: str, wanted: Period, reference: str) -> tuple[Value, list[Period]]:
    """The value of the period, and the periods around it in which it is the same; none for a shared value."""
    values = {value.triennio: value for value in book.values if value.key == key}
    if None in values:
        return values[None], []
    if wanted not in values:
        raise FigureFault(f"{reference}: {key} is not in {wanted}")
    same = [wanted]
    while _equal(values, same[-1].next, wanted):
        same.append(same[-1].next)
    while _equal(values, same[0].previous, wanted):
        same.insert(0, same[0].previous)
    return values[wanted], same


def _equal(values: Mapping[Period | None, Value], period: Period, wanted: Period) -> bool:
    """The same amount in another period; what a text says is not the same as what we read into one."""
    other, value = values.get(period), values[wanted]
    return (
        other is not None
        and (other.value, other.policy) == (value.value, value.policy)
        and (other.confidence == value.confidence or _INFERRED not in (other.confidence, value.confidence))
    )


def _span(periods: list[Period]) -> str:
    if not periods:
        return ""
    noun = "triennio " if isinstance(periods[0], Triennio) else ""
    if len(periods) == 1:
        return f"{noun or 'anno '}{periods[0]}"
    return f"dal {noun}{periods[0]} al {periods[-1]}"


def _of_event(reference: str, entry: Mapping[str, Any]) -> Figure:
    book = load_events()
    value = book.criteria[entry.get("criteria", "v3")][entry["value"]]
    rule = book.rules[value.rule]
    return Figure(
        reference,
        entry["label"],
        _shown(_picked(value.value, entry), value.unit, entry),
        rule.valid,
        rule,
        tuple(book.sources[source] for source in value.sources),
        value.confidence,
    )


# --- caps, days, pieces of a rule, choices of the product


def _of_pool(reference: str, entry: Mapping[str, Any], period: str, today: date) -> Figure:
    book = _book(law.ECM)
    wanted = Triennio.parse(period) if period else law.current_triennio(today)
    for pool, written in book.pools.get(wanted, ()):
        if pool.rule == entry["pool"]:
            rule = book.rules[pool.rule]
            cited = tuple(book.sources[source] for source in written["sources"])
            share = Fraction(pool.numerator, pool.denominator)
            return Figure(
                reference, entry["label"], _share(share), rule.valid, rule, cited, written["confidence"]
            )
    raise FigureFault(f"{reference}: no cap {entry['pool']} in {wanted}")


def _of_day(reference: str, entry: Mapping[str, Any], period: str, today: date) -> Figure:
    """A day of windows.toml: `moves.earned_until`, `moves.move_until`, `dossier.built_until`, `compensation`."""
    book = _book(law.ECM)
    kind, _, field = entry["day"].partition(".")
    wanted = Triennio.parse(period) if period else law.current_triennio(today)
    note = ""
    if kind == "compensation":
        rule, value, span = book.rules[book.compensation["rule"]], book.compensation["earned_until"], ""
    elif kind == "moves":
        window = book.windows[wanted]
        rule, value, span = book.rules[window.rule], getattr(window, field), f"triennio {wanted}"
        policy = book.policies.get(window.policy) if field == "move_until" else None
        note = policy.shown if policy and not policy.verified else ""
    else:
        rule, value, span = book.rules["DOS-B"], book.dossier[wanted].built_until, f"triennio {wanted}"
    return Figure(
        reference,
        entry["label"],
        law.day(value),
        span or rule.valid,
        rule,
        rule.sources,
        rule.confidence,
        note,
    )


def _of_text(reference: str, entry: Mapping[str, Any], period: str, today: date) -> Figure:
    rule = law.rule(entry["rule"])
    told = " ".join((rule.title, rule.text, rule.formula, rule.valid))
    for words in (entry["text"], entry.get("valid", "")):
        if not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", told):
            raise FigureFault(f"{reference}: {words!r} is not in the text of {rule.id}")
    shown = entry["text"].replace("'", "’")
    valid = entry.get("valid", rule.valid)
    return Figure(reference, entry["label"], shown, valid, rule, rule.sources, rule.confidence)


def _of_product(reference: str, entry: Mapping[str, Any], period: str, today: date) -> Figure:
    cited = own_sources().get(entry["source"])
    if cited is None:
        raise FigureFault(f"{reference}: {entry['source']!r} is not in sources.toml")
    valid = entry.get("valid", "in questo sito")
    return Figure(
        reference, entry["label"], entry[PRODUCT], valid, None, (cited,), entry.get("confidence", PRODUCT)
    )


_READERS: Mapping[str, Callable[[str, Mapping[str, Any], str, date], Figure]] = {
    "value": _of_value,
    "pool": _of_pool,
    "day": _of_day,
    "text": _of_text,
    PRODUCT: _of_product,
}


# --- words


def _picked(raw: Any, entry: Mapping[str, Any]) -> Any:
    for index in entry.get("pick", ()):
        raw = raw[index]
    return raw


def _shown(raw: Any, unit: str, entry: Mapping[str, Any]) -> str:
    text = _number(str(raw))
    if unit == "percent" or entry.get("noun") == "%":
        return f"{text}%"
    noun = entry.get("noun", "" if unit == "count" else "crediti")
    if noun == "crediti" and text == "1":
        noun = "credito"
    return f"{text} {noun}".strip()


def _number(text: str) -> str:
    whole, _, places = text.partition(".")
    if len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", ".")
    return italian(f"{whole}.{places}") if places.strip("0") else whole


def _share(share: Fraction) -> str:
    if share == Fraction(1, 3):
        return "un terzo"
    return f"{_number(str(share * 100))}%"


def referenced(text: str) -> list[str]:
    """The figures a text names, in order: `{name}` and `{name@period}`."""
    return re.findall(r"\{([a-z][\w-]*(?:@[\d-]+)?)\}", text)
