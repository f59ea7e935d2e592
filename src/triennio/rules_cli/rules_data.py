"""A rule and everything that hangs on it, gathered once: for the terminal, for JSON, for the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from triennio.rules.book import Book, Rule, Source
from triennio.rules.book.load import OPEN_END
from triennio.rules.book.model import Policy, Value
from triennio.rules_cli.labels import in_words, label_of
from triennio.rules_cli.words import credits, day, listed, said

FAMILIES = {
    "course": "corsi",
    "congress": "congressi",
    "field_research": "ricerca con un provider",
    "field_groups": "altra formazione sul campo",
    "distance": "formazione a distanza",
    "teaching": "docenza, tutor e relazioni",
    "publication": "pubblicazioni",
    "trial": "sperimentazioni",
    "tutoring": "tutoraggio individuale",
    "abroad": "estero",
    "self_training": "autoformazione",
    "other_role": "altri ruoli in un evento",
}
DOSSIER_TERM = "DOS-B"


@dataclass(frozen=True, slots=True)
class Datum:
    """One number or date of the law: when, what it is called, what it says, and who says so.

    `label` and `words` are name and value for people, where those of the rulebook are for programs.
    """

    when: str
    key: str
    says: str
    sources: tuple[str, ...] = ()
    confidence: str = ""
    note: str = ""
    label: str = ""
    words: str = ""

    @property
    def called(self) -> str:
        """The name that people read."""
        return self.label or self.key

    @property
    def told(self) -> str:
        """The value that people read."""
        return self.words or self.says

    def as_json(self) -> dict[str, Any]:
        """`key` and `value` as the rulebook writes them, `label` and `shown` as people read them."""
        return {
            "when": self.when,
            "key": self.key,
            "value": self.says,
            "label": self.called,
            "shown": self.told,
            "sources": list(self.sources),
            "confidence": self.confidence,
            "note": self.note or None,
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rule with its data and its policies."""

    rule: Rule
    data: tuple[Datum, ...]
    policies: tuple[Policy, ...] = field(default=())


def sheet(book: Book, rule: Rule) -> Sheet:
    """Gather what the book holds of a rule. Policies: those it names, and those that name it."""
    named = dict.fromkeys((*rule.policies, *(p.name for p in book.policies.values() if rule.id in p.rules)))
    return Sheet(
        rule,
        tuple(_data(book, rule.id)),
        tuple(book.policies[name] for name in named if name in book.policies),
    )


def _data(book: Book, rule: str) -> Iterator[Datum]:
    validity = book.validity.get(rule)
    if validity:
        span = _span(validity.first, validity.last)
        yield Datum(
            span, "validità", "misura in vigore", _titles(book, validity.sources), validity.confidence
        )
    yield from (_value(book, value) for value in book.values if value.rule == rule)
    yield from _caps(book, rule)
    yield from _terms(book, rule)
    yield from _tables(book, rule)


def _titles(book: Book, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(book.sources[source].title if source in book.sources else source for source in ids)


def _span(first: date, last: date) -> str:
    return f"dal {day(first)}" if last >= OPEN_END else f"dal {day(first)} al {day(last)}"


def _value(book: Book, value: Value) -> Datum:
    label = label_of(book.family, value.key)
    when = str(value.triennio or ("tutti i trienni" if book.trienni else "tutti gli anni"))
    return Datum(
        when,
        value.key,
        _says(value, lambda raw: _number(raw, value.unit)),
        _titles(book, value.sources),
        value.confidence,
        value.note,
        label.text,
        _says(value, lambda raw: in_words(label, _number(raw, value.unit)), "la scelta "),
    )


def _says(value: Value, number: Callable[[Any], str], choice: str = "") -> str:
    """The number, or what it is under each choice of a policy."""
    if value.by_policy:
        told = "; ".join(f"{chosen}: {number(raw)}" for chosen, raw in value.by_policy.items())
        return f"secondo {choice}{value.policy}: {told}"
    if value.policy:
        return f"{number(value.value)}, salvo diversa scelta di {value.policy}"
    return number(value.value)


def _number(raw: Any, unit: str) -> str:
    """`30 crediti`, `40%`, `da 80: 15; da 121: 30`, `2, 4, 8 crediti`."""
    if unit == "table":
        return "; ".join(f"da {said(lower)}: {said(amount)}" for lower, amount in raw)
    if isinstance(raw, list):
        return f"{', '.join(_plain(item) for item in raw)}{' crediti' if unit == 'credits' else ''}"
    if unit == "percent":
        return f"{raw}%"
    if unit == "credits":
        return f"{raw} di credito" if "/" in raw else credits(raw)
    return str(raw)


def _plain(text: str) -> str:
    return text if "/" in text else said(text)


def _caps(book: Book, rule: str) -> Iterator[Datum]:
    for triennio in sorted(book.pools):
        for pool, entry in book.pools[triennio]:
            if pool.rule == rule:
                yield Datum(
                    str(triennio),
                    "massimo",
                    "; ".join(_cap_words(entry)),
                    _titles(book, entry["sources"]),
                    entry["confidence"],
                )


def _cap_words(entry: Mapping[str, Any]) -> Iterator[str]:
    yield f"{entry['share']} dell'obbligo per: {listed([FAMILIES[name] for name in entry['families']])}"
    if entry.get("recruited"):
        yield "solo crediti da reclutamento"
    if "professions" in entry:
        yield f"solo professioni {listed([str(code) for code in entry['professions']])}"
    if "acquired_from" in entry:
        yield f"acquisiti dal {day(entry['acquired_from'])}"
    if "acquired_to" in entry:
        yield f"acquisiti fino al {day(entry['acquired_to'])}"
    if "inside" in entry:
        yield f"contati anche in {entry['inside']}"
    if "yearly_policy" in entry:
        yield f"per anno o per triennio secondo {entry['yearly_policy']}"


def _terms(book: Book, rule: str) -> Iterator[Datum]:
    for triennio, window in sorted(book.windows.items()):
        if window.rule == rule:
            says = f"crediti acquisiti fino al {day(window.earned_until)}, spostati fino al {day(window.move_until)}"
            yield Datum(str(triennio), "spostamento", says, (), window.confidence)
    if rule == DOSSIER_TERM:
        for triennio, term in sorted(book.dossier.items()):
            yield Datum(str(triennio), "costruzione", f"fino al {day(term.built_until)}")


def _tables(book: Book, rule: str) -> Iterator[Datum]:
    """Compensation, radiation protection, countries."""
    found, radiation = book.compensation, book.radiation
    if found.get("rule") == rule:
        says = (
            f"debiti: {listed(found['debts'])}; eccedenze: {listed(found['surpluses'])}; "
            f"crediti fino al {day(found['earned_until'])}"
        )
        yield Datum("", "compensazione", says, _titles(book, found["sources"]), found["confidence"])
    if radiation.get("rule") == rule:
        says = (
            f"10%: professioni {listed([str(c) for c in radiation['ten_percent']])}, e i medici con disciplina "
            f"diversa da {listed([str(c) for c in radiation['ten_percent_doctors_except_disciplines']])}; "
            f"15%: {listed([str(c) for c in radiation['fifteen_percent']])}; obiettivo {radiation['objective']}"
        )
        yield Datum("", "professioni", says, _titles(book, radiation["sources"]), radiation["confidence"])
    for table in book.countries.values():
        if table.get("rule") == rule:
            span = _span(table["from"], table.get("to", OPEN_END))
            until = "".join(f"; {code} fino al {day(last)}" for code, last in table["codes_until"].items())
            says = f"{', '.join(table['codes'])}{until}"
            yield Datum(span, "Paesi", says, _titles(book, table["sources"]), note=table["note"])


def as_json(found: Sheet) -> dict[str, Any]:
    """A rule as JSON: the keys of `triennio rules show --json`."""
    rule = found.rule
    return {
        **brief_json(rule),
        "text": rule.text,
        "formula": rule.formula,
        "example": rule.example,
        "sources": [_source_json(source) for source in rule.sources],
        "values": [datum.as_json() for datum in found.data],
        "contradictions": [
            {"id": c.id, "subject": c.subject, "says_a": c.says_a, "says_b": c.says_b, "use": c.use}
            for c in rule.contradictions
        ],
        "policies": [policy_json(policy) for policy in found.policies],
        "see": list(rule.see),
    }


def brief_json(rule: Rule) -> dict[str, Any]:
    """A rule in a list."""
    return {
        "id": rule.id,
        "title": rule.title,
        "kind": rule.kind,
        "valid": rule.valid,
        "governed_by": rule.governed_by or None,
        "confidence": rule.confidence,
        "open": rule.open,
    }


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind,
        "url": source.url,
        "date": source.date.isoformat() if source.date else None,
    }


def policy_json(policy: Policy) -> dict[str, Any]:
    """A policy, for the list and for each rule it touches."""
    return {
        "name": policy.name,
        "default": policy.default,
        "values": list(policy.values),
        "pattern": policy.pattern or None,
        "meaning": policy.meaning,
        "rules": list(policy.rules),
        "verified": policy.verified,
        "caveat": policy.shown or None,
    }
