"""The shape of each file of a rulebook: which keys it may hold, which it must, and of which type."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
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
UNPUBLISHED: Shape = CITED | {
    "published": (bool, True),
    "first": (int, True),
    "last": (int, True),
    "governed_by": (str, False),
}

REQUIRED = ("sources.toml", "contradictions.toml", "policies.toml", "validity.toml")
OWN_FILES = {"ecm": ("windows.toml", "countries.toml", "professions.toml")}
"""The further files of a family (`own_files` knows their shape); those of another family do not belong to it."""
TABLES = {
    "sources.toml": SOURCE,
    "contradictions.toml": CONTRADICTION,
    "policies.toml": POLICY,
    "validity.toml": VALIDITY,
}
UNITS = ("credits", "count", "percent", "table")
CONFIDENCE = ("official", "order", "secondary", "impl", "inferred")
GOVERNED_BY = ("triennio", "acquired", "from", "filed", "built", "act", "")
PATTERNS = ("decimal", "date")
WHOLE_LISTS = ("professions",)
"""Lists of whole numbers; every other list holds texts."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+|/[0-9]*[1-9][0-9]*)?")


def check_documents(
    documents: Mapping[str, Mapping[str, Any]],
    faults: list[str],
    family: str = "ecm",
    unreadable: Collection[str] = (),
) -> None:
    """Append one line for each key that is missing, unknown or of the wrong type."""
    required = (*REQUIRED, *OWN_FILES.get(family, ()))
    for name in required:
        if name not in documents and name not in unreadable:
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


def _tables(name: str, document: Mapping[str, Any], shape: Shape, faults: list[str]) -> None:
    for key, entry in document.items():
        check_entry(name, key, entry, shape, faults)
        if shape is POLICY and isinstance(entry, Mapping) and entry.get("pattern", "date") not in PATTERNS:
            faults.append(f"{name}: {key}.pattern: {entry['pattern']!r} is not one of {', '.join(PATTERNS)}")


def _unpublished(name: str, document: Mapping[str, Any], faults: list[str]) -> None:
    check_entry(name, "year", document, UNPUBLISHED, faults)
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
    if document.get("governed_by", "") not in GOVERNED_BY:
        faults.append(f"{name}: governed_by: {document['governed_by']!r} is not one of the dates that govern")
    for key, entry in table_of(name, document, "values", faults).items():
        check_entry(name, f"values.{key}", entry, VALUE, faults)
        _number(name, f"values.{key}", entry, faults)
    pools = document.get("pool", [])
    if not isinstance(pools, list):
        faults.append(f"{name}: pool: a list of tables is needed")
        return
    for index, entry in enumerate(pools):
        check_entry(name, f"pool[{index}]", entry, POOL, faults)
        _pool(name, f"pool[{index}]", entry, faults)


def table_of(name: str, document: Mapping[str, Any], key: str, faults: list[str]) -> Mapping[str, Any]:
    """A table inside a file, empty when it is not there or is something else (a fault)."""
    table = document.get(key, {})
    if isinstance(table, Mapping):
        return table
    faults.append(f"{name}: {key}: a table is needed")
    return {}


def check_entry(
    name: str,
    key: str,
    entry: Any,
    shape: Shape,
    faults: list[str],
    whole_lists: Collection[str] = WHOLE_LISTS,
) -> None:
    """Append one line for each key of a table that is missing, unknown, of the wrong type or not admitted."""
    if not isinstance(entry, Mapping):
        faults.append(f"{name}: {key}: a table is needed")
        return
    for unknown in entry.keys() - shape.keys():
        faults.append(f"{name}: {key}.{unknown}: unknown key")
    for field, (kind, required) in shape.items():
        if field not in entry:
            if required:
                faults.append(f"{name}: {key}.{field}: missing")
        elif not _fits(entry[field], kind):
            faults.append(f"{name}: {key}.{field}: wrong type")
        elif kind is list:
            inside = int if field in whole_lists else str
            faults += [
                f"{name}: {key}.{field}[{index}]: wrong type"
                for index, item in enumerate(entry[field])
                if not _fits(item, inside)
            ]
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


def _fits(value: Any, kind: type | tuple[type, ...]) -> bool:
    """A flag is no number, and an instant is no day."""
    if isinstance(value, bool | datetime):
        return kind is bool and isinstance(value, bool)
    return isinstance(value, kind)


def _number(name: str, key: str, entry: Any, faults: list[str]) -> None:
    if not isinstance(entry, Mapping) or "value" not in entry:
        return
    if entry.get("unit") not in UNITS:
        faults.append(f"{name}: {key}.unit: {entry.get('unit')!r} is not one of {', '.join(UNITS)}")
    by_policy = entry.get("by_policy", {})
    chosen = by_policy.items() if isinstance(by_policy, Mapping) else ()
    for place, value in (("value", entry["value"]), *((f"by_policy.{k}", v) for k, v in chosen)):
        if entry.get("unit") == "table" and not _is_table(value):
            faults.append(f"{name}: {key}.{place}: not a table of [from, amount] that rises")
        for text in _flat(value):
            if not isinstance(text, str) or not NUMBER.fullmatch(text):
                faults.append(f"{name}: {key}.{place}: not a number: {text!r}")
            elif text.startswith("-") or (entry.get("unit") in ("count", "percent") and not text.isdigit()):
                faults.append(f"{name}: {key}.{place}: {text!r} does not fit the unit {entry.get('unit')}")


def _flat(value: Any) -> list[Any]:
    return [item for part in value for item in _flat(part)] if isinstance(value, list) else [value]


def _is_table(value: Any) -> bool:
    """Pairs of numbers, each beginning where a higher amount does; whether they are numbers is asked elsewhere."""
    pairs = isinstance(value, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in value)
    if not pairs or not all(isinstance(t, str) and NUMBER.fullmatch(t) for t in _flat(value)):
        return bool(pairs)
    lower = [Fraction(pair[0]) for pair in value]
    return lower == sorted(set(lower))


def _pool(name: str, key: str, entry: Any, faults: list[str]) -> None:
    if not isinstance(entry, Mapping):
        return
    families = entry.get("families", ())
    for family in families if isinstance(families, list) else ():
        if family not in FAMILIES:
            faults.append(f"{name}: {key}.families: {family!r} is not a family of credits")
    try:
        share = Fraction(str(entry.get("share")))
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 < share <= 1:
        faults.append(f"{name}: {key}.share: not a share between 0 and 1: {entry.get('share')!r}")
