"""The files that only the health professions have: windows, countries, professions. Their shape and their citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules.book.model import Book
from triennio.rules.book.shapes import CITED, Shape, check_entry, table_of

MOVE: Shape = CITED | {"earned_until": (date, True), "move_until": (date, True), "policy": (str, False)}
DOSSIER: Shape = CITED | {"built_until": (date, True), "second_regime_from": (date, False)}
COMPENSATION: Shape = CITED | {
    "debts": (list, True),
    "surpluses": (list, True),
    "earned_until": (date, True),
}
RADIATION: Shape = CITED | {
    "ten_percent": (list, True),
    "ten_percent_doctors_except_disciplines": (list, True),
    "fifteen_percent": (list, True),
    "objective": (int, True),
}
COUNTRIES: Shape = {
    "codes": (list, True),
    "codes_until": (dict, False),
    "complete": (bool, True),
    "note": (str, True),
    "rule": (str, True),
    "sources": (list, True),
    "from": (date, True),
    "to": (date, False),
}
LISTED: dict[str, Shape] = {
    "professions": {"code": (int, True), "name": (str, True)},
    "disciplines": {"code": (int, True), "name": (str, True), "profession": (int, True)},
    "objectives": {"code": (int, True), "title": (str, True), "area": (str, True)},
}
WHOLE_LISTS = ("ten_percent", "ten_percent_doctors_except_disciplines", "fifteen_percent")


def check_own_files(documents: Mapping[str, Mapping[str, Any]], faults: list[str]) -> None:
    """Append one line for each key that is missing, unknown or of the wrong type."""
    if "windows.toml" in documents:
        _windows("windows.toml", documents["windows.toml"], faults)
    if "countries.toml" in documents:
        _named(
            "countries.toml", documents["countries.toml"], dict.fromkeys(("old", "new"), COUNTRIES), faults
        )
    if "professions.toml" in documents:
        _professions("professions.toml", documents["professions.toml"], faults)


def check_own_links(documents: Mapping[str, Mapping[str, Any]], book: Book) -> Iterator[str]:
    """What these files cite must be in the book."""
    windows = documents.get("windows.toml", {})
    entries = [
        ("windows.toml", f"{group}.{key}", entry)
        for group in ("moves", "dossier")
        for key, entry in windows.get(group, {}).items()
    ]
    entries += [
        ("windows.toml", key, windows[key]) for key in ("compensation", "radiation") if key in windows
    ]
    entries += [("countries.toml", key, entry) for key, entry in documents.get("countries.toml", {}).items()]
    for file, key, entry in entries:
        if entry["rule"] not in book.rules:
            yield f"{file}: {key}.rule: {entry['rule']!r} is not a rule of this book"
        for source in entry["sources"]:
            if source not in book.sources:
                yield f"{file}: {key}.sources: {source!r} is not in sources.toml"
        policy = book.policies.get(entry.get("policy", ""))
        if "policy" in entry and (policy is None or policy.pattern != "date"):
            yield f"{file}: {key}.policy: {entry['policy']!r} is not a policy that gives a day"


def _windows(name: str, document: Mapping[str, Any], faults: list[str]) -> None:
    for group, shape in (("moves", MOVE), ("dossier", DOSSIER)):
        for key, entry in table_of(name, document, group, faults).items():
            _period(name, f"{group}.{key}", key, faults)
            check_entry(name, f"{group}.{key}", entry, shape, faults)
    tables = {"compensation": COMPENSATION, "radiation": RADIATION}
    rest = {key: value for key, value in document.items() if key not in ("moves", "dossier")}
    _named(name, rest, tables, faults)
    compensation = rest.get("compensation")
    for key in ("debts", "surpluses") if isinstance(compensation, Mapping) else ():
        names = compensation.get(key, ())  # type: ignore[union-attr]
        for triennio in names if isinstance(names, list) else ():
            _period(name, f"compensation.{key}", triennio, faults)


def _period(name: str, key: str, value: object, faults: list[str]) -> None:
    try:
        Triennio.parse(value)
    except ValueError as error:
        faults.append(f"{name}: {key}: {error}")


def _named(name: str, document: Mapping[str, Any], tables: Mapping[str, Shape], faults: list[str]) -> None:
    """A file of a few tables that must all be there, and no others."""
    faults += [f"{name}: {key}: unknown key" for key in document if key not in tables]
    for key, shape in tables.items():
        if key not in document:
            faults.append(f"{name}: {key}: the table is missing")
        else:
            check_entry(name, key, document[key], shape, faults, WHOLE_LISTS)


def _professions(name: str, document: Mapping[str, Any], faults: list[str]) -> None:
    faults += [f"{name}: {key}: unknown key" for key in document if key not in (*LISTED, "law_3_2018")]
    check_entry(
        name,
        "law_3_2018",
        {"codes": document.get("law_3_2018")},
        {"codes": (list, True)},
        faults,
        ("codes",),
    )
    for group, shape in LISTED.items():
        entries = document.get(group)
        if not isinstance(entries, list):
            faults.append(f"{name}: {group}: a list of tables is needed")
            continue
        for index, entry in enumerate(entries):
            check_entry(name, f"{group}[{index}]", entry, shape, faults)
