"""What the rulebook of the events must keep: known keys, right types, everything cited, roles without gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from triennio.rules.book.shapes import CITED, CONFIDENCE, CONTRADICTION, RULE, SOURCE, Shape
from triennio.rules.events.model import CRITERIA, FORMATS, OTHER_ROLES, TYPES, Measure
from triennio.rules.events.rounding import WAYS

GOVERNED_BY = ("start", "")
UNITS = ("credits", "count", "table", "word", "words")
PER = ("minutes", "sessions", "months", "share", "nothing")
LIMITS = ("", "event_credits", "participant_hours")
VALUE: Shape = CITED | {"value": ((str, list), True), "unit": (str, True), "note": (str, False)}
MEASURE: Shape = CITED | {
    "roles": (list, True),
    "formats": (list, True),
    "per": (str, True),
    "types": (list, False),
    "criteria": (list, False),
    "from": (date, False),
    "to": (date, False),
    "minutes": (int, False),
    "credits": (str, False),
    "cap": (str, False),
    "limit": (str, False),
    "times": (int, False),
    "only_if_teaching": (bool, False),
    "note": (str, False),
}
BODY: Shape = {
    "title": (str, True),
    "sources": (list, True),
    "confidence": (str, True),
    "switches": (list, True),
}
REFUSAL: Shape = dict.fromkeys(("sentence", "next", "decides", "rule"), (str, True))
TABLES = {
    "sources.toml": SOURCE,
    "contradictions.toml": CONTRADICTION,
    "bodies.toml": BODY,
    "refusals.toml": REFUSAL,
}
REQUIRED = (*TABLES, "roles.toml", *(f"criteria/{name}.toml" for name in CRITERIA))

Documents = Mapping[str, Mapping[str, Any]]


def check_documents(documents: Documents, faults: list[str]) -> None:
    """Append one line for each key that is missing, unknown, of the wrong type or without its citation."""
    faults += [f"{name}: : the file is missing" for name in REQUIRED if name not in documents]
    for name, document in documents.items():
        for key, entry, shape in _entries(name, document, faults):
            faults.extend(f"{name}: {key}{fault}" for fault in _entry(entry, shape))
    if not faults:
        faults.extend(_citations(documents))
        faults.extend(_numbers(documents))


def _entries(name: str, document: Mapping[str, Any], faults: list[str]) -> Iterator[tuple[str, Any, Shape]]:
    if name.startswith("rules/"):
        yield from ((key, entry, RULE) for key, entry in document.items())
    elif name in TABLES:
        yield from ((key, entry, TABLES[name]) for key, entry in document.items())
    elif name == "roles.toml":
        yield from (
            (f"measure[{index}]", entry, MEASURE) for index, entry in enumerate(document.get("measure", ()))
        )
    elif name in REQUIRED:
        faults += [f"{name}: {key}: unknown key" for key in document.keys() - {"title", "values"}]
        faults += [f"{name}: {key}: missing" for key in {"title", "values"} - document.keys()]
        yield from ((f"values.{key}", entry, VALUE) for key, entry in document.get("values", {}).items())
    else:
        faults.append(f"{name}: : no such file belongs to this rulebook")


def _entry(entry: Any, shape: Shape) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        yield ": a table is needed"
        return
    yield from (f".{unknown}: unknown key" for unknown in entry.keys() - shape.keys())
    for key, (kind, required) in shape.items():
        if key not in entry:
            if required:
                yield f".{key}: missing"
        elif not isinstance(entry[key], kind) or (kind is int and isinstance(entry[key], bool)):
            yield f".{key}: wrong type"
    if entry.get("sources") == []:
        yield ".sources: no citation"
    known = {
        "confidence": CONFIDENCE,
        "governed_by": GOVERNED_BY,
        "per": PER,
        "limit": LIMITS,
        "unit": UNITS,
    }
    for key, words in known.items():
        if isinstance(entry.get(key), str) and entry[key] not in words:
            yield f".{key}: {entry[key]!r} is not one of {', '.join(words)}"


def _citations(documents: Documents) -> Iterator[str]:
    listed = [key for name, d in documents.items() if name.startswith("rules/") for key in d]
    yield from (f"rules: {key}: written twice" for key, times in Counter(listed).items() if times > 1)
    rules = set(listed)
    links = {
        "sources": set(documents["sources.toml"]),
        "contradictions": set(documents["contradictions.toml"]),
        "see": rules,
        "rules": rules,
    }
    for name, document in documents.items():
        for key, entry, _ in _entries(name, document, []):
            if "rule" in entry and entry["rule"] not in rules:
                yield f"{name}: {key}.rule: {entry['rule']!r} is not a rule of this book"
            for field, known in links.items():
                for other in entry.get(field, ()):
                    if other not in known:
                        yield f"{name}: {key}.{field}: {other!r} is unknown"


def _numbers(documents: Documents) -> Iterator[str]:
    for name, document in documents.items():
        if not name.startswith("criteria/"):
            continue
        for key, entry in document["values"].items():
            if entry["unit"] == "word" and entry["value"] not in WAYS:
                yield f"{name}: values.{key}.value: {entry['value']!r} is not a way of rounding"
            elif entry["unit"] in ("credits", "count") and not _number(entry["value"], entry["unit"]):
                yield f"{name}: values.{key}.value: {entry['value']!r} does not fit the unit {entry['unit']}"


def _number(text: Any, unit: str) -> bool:
    try:
        amount = Fraction(text)
    except (ValueError, TypeError, ZeroDivisionError):
        return False
    return amount >= 0 and (unit == "credits" or amount.denominator == 1)


def check_measures(measures: Iterable[Measure]) -> Iterator[str]:
    """Every role has exactly one measure for every format, type, criteria and day."""
    listed = list(measures)
    for role in OTHER_ROLES:
        for format in FORMATS:
            for type in TYPES[format]:
                for criteria in CRITERIA:
                    of_role = [m for m in listed if m.holds(role, format, type, criteria)]
                    where = f"{role} {format} {type} {criteria}"
                    yield from (f"roles.toml: {where}: {fault}" for fault in _tiled(of_role))


def _tiled(measures: list[Measure]) -> Iterator[str]:
    measures.sort(key=lambda measure: measure.first)
    if not measures or measures[0].first > date.min or measures[-1].last < date.max:
        yield "some day has no measure (gap)"
    for earlier, later in pairwise(measures):
        if later.first <= earlier.last:
            yield f"{later.place} begins while {earlier.place} still holds (overlap)"
        elif later.first - earlier.last > timedelta(days=1):
            yield f"no measure between {earlier.last} and {later.first} (gap)"
