"""The shape of each file of a rulebook: which keys it may hold, which it must, and of which type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules.book.pools import FAMILIES

Shape = dict[str, tuple[type | tuple[type, ...], bool]]
"""Key → (type, required)."""

RULE: Shape = {
    "title": (str, True),
    "kind": (str, True),
    "text": (str, True),
    "formula": (str, True),
    "valid": (str, True),
    "governed_by": (str, True),
    "sources": (list, True),
    "confidence": (str, True),
    "example": (str, False),
    "contradictions": (list, False),
    "policies": (list, False),
    "see": (list, False),
    "open": (bool, False),
}
SOURCE: Shape = {"title": (str, True), "kind": (str, True), "url": (str, False), "date": (date, False)}
CONTRADICTION: Shape = dict.fromkeys(("subject", "says_a", "says_b", "use"), (str, True)) | {
    "rules": (list, True)
}
POLICY: Shape = {
    "default": (str, True),
    "values": (list, True),
    "meaning": (str, True),
    "rules": (list, True),
    "verified": (bool, True),
    "shown": (str, False),
    "pattern": (str, False),
}
CITED: Shape = {"rule": (str, True), "sources": (list, True), "confidence": (str, True)}
VALUE: Shape = CITED | {
    "value": ((str, list), True),
    "unit": (str, True),
    "policy": (str, False),
    "by_policy": (dict, False),
    "note": (str, False),
    "governed_by": (str, False),
}
POOL: Shape = CITED | {
    "stage": (int, True),
    "share": (str, True),
    "families": (list, True),
    "recruited": (bool, False),
    "professions": (list, False),
    "acquired_from": (date, False),
    "acquired_to": (date, False),
    "inside": (str, False),
    "yearly_policy": (str, False),
}
VALIDITY: Shape = {
    "from": (date, True),
    "to": (date, False),
    "governed_by": (str, True),
    "column": (str, False),
    "sources": (list, True),
    "confidence": (str, True),
}
MOVE: Shape = CITED | {"earned_until": (date, True), "move_until": (date, True), "policy": (str, False)}
DOSSIER: Shape = CITED | {"built_until": (date, True), "second_regime_from": (date, False)}

UNPUBLISHED: Shape = CITED | {
    "published": (bool, True),
    "first": (int, True),
    "last": (int, True),
    "governed_by": (str, False),
}

REQUIRED = ("sources.toml", "contradictions.toml", "policies.toml", "validity.toml")
OWN_FILES = {"ecm": ("windows.toml", "countries.toml", "professions.toml")}
"""The further files of a family; those of another family do not belong to it."""
TABLES = {
    "sources.toml": SOURCE,
    "contradictions.toml": CONTRADICTION,
    "policies.toml": POLICY,
    "validity.toml": VALIDITY,
}
UNITS = ("credits", "count", "percent", "table")
CONFIDENCE = ("official", "seed", "secondary", "impl", "inferred")
GOVERNED_BY = ("triennio", "acquired", "from", "filed", "built", "act", "")


def check_documents(
    documents: Mapping[str, Mapping[str, Any]], faults: list[str], family: str = "ecm"
) -> None:
    """Append one line for each key that is missing, unknown or of the wrong type."""
    required = (*REQUIRED, *OWN_FILES.get(family, ()))
    for name in required:
        if name not in documents:
            faults.append(f"{name}: : the file is missing")
    for name, document in documents.items():
        if name.startswith("rules/"):
            _tables(name, document, RULE, faults)
        elif name in TABLES:
            _tables(name, document, TABLES[name], faults)
        elif name.startswith("years/") and "published" in document:
            _unpublished(name, document, faults)
        elif name.startswith(("trienni/", "years/", "values/")):
            _values_file(name, document, faults)
        elif name not in required:
            faults.append(f"{name}: : no such file belongs to a rulebook")
        elif name == "windows.toml":
            _windows(name, document, faults)


def _tables(name: str, document: Mapping[str, Any], shape: Shape, faults: list[str]) -> None:
    for key, entry in document.items():
        _entry(name, key, entry, shape, faults)


def _unpublished(name: str, document: Mapping[str, Any], faults: list[str]) -> None:
    _entry(name, "year", document, UNPUBLISHED, faults)
    _year_range(name, document, faults)
    if document.get("published") is not False:
        faults.append(f"{name}: published: only `false` is written; a published year has its values")


def _year_range(name: str, document: Mapping[str, Any], faults: list[str]) -> None:
    first, last = document.get("first"), document.get("last")
    whole = isinstance(first, int) and isinstance(last, int) and not isinstance(first, bool)
    if not whole or not 1900 <= first <= last <= 2999:  # type: ignore[operator]
        faults.append(f"{name}: first, last: not a range of years: {first!r}, {last!r}")


KNOWN = {
    "trienni": {"values", "pool", "triennio", "governed_by"},
    "years": {"values", "first", "last", "governed_by"},
    "values": {"values"},
}


def _values_file(name: str, document: Mapping[str, Any], faults: list[str]) -> None:
    for key in document.keys() - KNOWN[name.partition("/")[0]]:
        faults.append(f"{name}: {key}: unknown key")
    if name.startswith("trienni/"):
        try:
            Triennio.parse(document.get("triennio"))
        except ValueError as error:
            faults.append(f"{name}: triennio: {error}")
    if name.startswith("years/"):
        _year_range(name, document, faults)
    for key, entry in document.get("values", {}).items():
        _entry(name, f"values.{key}", entry, VALUE, faults)
        _number(name, f"values.{key}", entry, faults)
    for index, entry in enumerate(document.get("pool", ())):
        _entry(name, f"pool[{index}]", entry, POOL, faults)
        _pool(name, f"pool[{index}]", entry, faults)


def _windows(name: str, document: Mapping[str, Any], faults: list[str]) -> None:
    for key in document.keys() - {"moves", "dossier", "compensation", "radiation"}:
        faults.append(f"{name}: {key}: unknown key")
    for group, shape in (("moves", MOVE), ("dossier", DOSSIER)):
        for key, entry in document.get(group, {}).items():
            _entry(name, f"{group}.{key}", entry, shape, faults)
    for key in ("compensation", "radiation"):
        if key not in document:
            faults.append(f"{name}: {key}: the table is missing")


def _entry(name: str, key: str, entry: Any, shape: Shape, faults: list[str]) -> None:
    if not isinstance(entry, Mapping):
        faults.append(f"{name}: {key}: a table is needed")
        return
    for unknown in entry.keys() - shape.keys():
        faults.append(f"{name}: {key}.{unknown}: unknown key")
    for field, (kind, required) in shape.items():
        if field not in entry:
            if required:
                faults.append(f"{name}: {key}.{field}: missing")
        elif not isinstance(entry[field], kind) or (kind is int and isinstance(entry[field], bool)):
            faults.append(f"{name}: {key}.{field}: wrong type")
    if entry.get("sources") == []:
        faults.append(f"{name}: {key}.sources: no citation")
    if entry.get("confidence", "official") not in CONFIDENCE:
        faults.append(
            f"{name}: {key}.confidence: {entry['confidence']!r} is not one of {', '.join(CONFIDENCE)}"
        )
    if entry.get("governed_by", "") not in GOVERNED_BY:
        faults.append(
            f"{name}: {key}.governed_by: {entry['governed_by']!r} is not one of the dates that govern"
        )


def _number(name: str, key: str, entry: Any, faults: list[str]) -> None:
    if not isinstance(entry, Mapping) or "value" not in entry:
        return
    if entry.get("unit") not in UNITS:
        faults.append(f"{name}: {key}.unit: {entry.get('unit')!r} is not one of {', '.join(UNITS)}")
    texts = _flat([entry["value"], *entry.get("by_policy", {}).values()])
    for text in texts:
        try:
            amount = Fraction(text)
        except (ValueError, TypeError, ZeroDivisionError):
            faults.append(f"{name}: {key}.value: not a number: {text!r}")
            continue
        if amount < 0 or (entry.get("unit") in ("count", "percent") and amount.denominator != 1):
            faults.append(f"{name}: {key}.value: {text!r} does not fit the unit {entry.get('unit')}")


def _flat(value: Any) -> list[Any]:
    return [item for part in value for item in _flat(part)] if isinstance(value, list) else [value]


def _pool(name: str, key: str, entry: Any, faults: list[str]) -> None:
    if not isinstance(entry, Mapping):
        return
    for family in entry.get("families", ()):
        if family not in FAMILIES:
            faults.append(f"{name}: {key}.families: {family!r} is not a family of credits")
    try:
        share = Fraction(str(entry.get("share")))
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 < share <= 1:
        faults.append(f"{name}: {key}.share: not a share between 0 and 1: {entry.get('share')!r}")
