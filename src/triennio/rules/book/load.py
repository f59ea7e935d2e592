"""Read a folder of rulebooks. Everything doubtful is refused, with file and key."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.kernel.year import Year
from triennio.rules.book import shapes
from triennio.rules.book.checks import check
from triennio.rules.book.model import (
    Book,
    Contradiction,
    DossierTerm,
    Period,
    Policy,
    Rule,
    RulebookFaults,
    Source,
    Unpublished,
    Validity,
    Value,
    Window,
)
from triennio.rules.book.own_files import check_own_files, check_own_links
from triennio.rules.book.pools import read_pool

RULEBOOKS = Path(__file__).parent.parent / "rulebooks"
OPEN_END = date(2999, 12, 31)
FITTING = {"ecm": "triennio.rules.ecm.fitting", "lawyers": "triennio.rules.lawyers.fitting"}
"""Family → the module whose `fits(book)` says where the numbers and the steps of the family do not fit together."""


@lru_cache(maxsize=8)
def load(family: str = "ecm") -> Book:
    """The rulebooks that come with the product, read and checked once. Raises RulebookFaults."""
    return load_folder(RULEBOOKS / family, family)


def load_folder(folder: Path, family: str = "ecm") -> Book:
    """The rulebooks of a folder. Raises RulebookFaults with one line a fault: `file: key: what is wrong`."""
    reader = _Reader(folder, family)
    book = reader.book()
    faults = reader.faults
    if book is not None:
        faults = [*faults, *check(book), *check_own_links(reader.documents, book)]
        if family in FITTING:
            faults += import_module(FITTING[family]).fits(book)
    if faults or book is None:
        raise RulebookFaults(faults)
    return book


class _Reader:
    def __init__(self, folder: Path, family: str) -> None:
        self.folder, self.family = folder, family
        self.faults: list[str] = []
        self.digest = hashlib.sha256()
        self.documents: dict[str, dict[str, Any]] = {}

    def book(self) -> Book | None:
        files = {
            path.relative_to(self.folder).as_posix(): path for path in sorted(self.folder.rglob("*.toml"))
        }
        found = {name: self.read(name, path) for name, path in files.items()}
        documents = self.documents = {
            name: document for name, document in found.items() if document is not None
        }
        shapes.check_documents(documents, self.faults, self.family, files.keys() - documents.keys())
        check_own_files(documents, self.faults)
        if self.faults:
            return None
        sources = {key: Source(key, **entry) for key, entry in documents["sources.toml"].items()}
        contradictions = {
            key: Contradiction(key, **{**entry, "rules": tuple(entry["rules"])})
            for key, entry in documents["contradictions.toml"].items()
        }
        windows = documents.get("windows.toml", {})
        return Book(
            family=self.family,
            digest=self.digest.hexdigest()[:16],
            rules=dict(self.rules(documents, sources, contradictions)),
            sources=sources,
            contradictions=contradictions,
            policies={key: self.policy(key, entry) for key, entry in documents["policies.toml"].items()},
            values=tuple(self.values(documents)),
            validity={key: self.validity(key, entry) for key, entry in documents["validity.toml"].items()},
            pools=self.pools(documents),
            windows={Triennio.parse(k): self.window(v) for k, v in windows.get("moves", {}).items()},
            dossier={
                Triennio.parse(k): DossierTerm(v["built_until"], v.get("second_regime_from"))
                for k, v in windows.get("dossier", {}).items()
            },
            compensation=windows.get("compensation", {}),
            radiation=windows.get("radiation", {}),
            countries=documents.get("countries.toml", {}),
            professions=documents.get("professions.toml", {}),
            trienni=tuple(
                sorted(Triennio.parse(d["triennio"]) for d in documents.values() if "triennio" in d)
            ),
            years=tuple(sorted(year for d in documents.values() for year in years_of(d))),
            unpublished=dict(self.unpublished(documents)),
        )

    def read(self, name: str, path: Path) -> dict[str, Any] | None:
        content = path.read_bytes()
        self.digest.update(name.encode() + b"\0" + content)
        try:
            return tomllib.loads(content.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.faults.append(f"{name}: : not readable TOML ({error})")
            return None

    def rules(
        self,
        documents: Mapping[str, Any],
        sources: Mapping[str, Source],
        contradictions: Mapping[str, Contradiction],
    ) -> Iterator[tuple[str, Rule]]:
        files: dict[str, str] = {}
        for name, document in documents.items():
            if not name.startswith("rules/"):
                continue
            for key, entry in document.items():
                if files.setdefault(key, name) != name:
                    self.faults.append(f"{name}: {key}: already in {files[key]}")
                cited = tuple(sources[s] for s in entry["sources"] if s in sources)
                if len(cited) != len(entry["sources"]):
                    missing = next(s for s in entry["sources"] if s not in sources)
                    self.faults.append(f"{name}: {key}.sources: {missing!r} is not in sources.toml")
                named = entry.get("contradictions", ())
                self.faults += [
                    f"{name}: {key}.contradictions: {c!r} is not in contradictions.toml"
                    for c in named
                    if c not in contradictions
                ]
                disputes = tuple(contradictions[c] for c in named if c in contradictions)
                plain = {
                    k: entry[k]
                    for k in ("title", "kind", "text", "formula", "valid", "governed_by", "confidence")
                }
                yield (
                    key,
                    Rule(
                        id=key,
                        **plain,
                        sources=cited,
                        example=entry.get("example", ""),
                        contradictions=disputes,
                        policies=tuple(entry.get("policies", ())),
                        see=tuple(entry.get("see", ())),
                        open=entry.get("open", False),
                    ),
                )

    def policy(self, key: str, entry: Mapping[str, Any]) -> Policy:
        return Policy(
            key,
            entry["default"],
            tuple(entry["values"]),
            entry["meaning"],
            tuple(entry["rules"]),
            entry["verified"],
            entry.get("shown", ""),
            entry.get("pattern", ""),
        )

    def values(self, documents: Mapping[str, Any]) -> Iterator[Value]:
        for name, document in documents.items():
            for period, key, entry in _given(document):
                yield Value(
                    key=key,
                    value=entry["value"],
                    unit=entry["unit"],
                    rule=entry["rule"],
                    sources=tuple(entry["sources"]),
                    confidence=entry["confidence"],
                    file=name,
                    governed_by=entry.get("governed_by", document.get("governed_by", "")),
                    policy=entry.get("policy", ""),
                    by_policy=entry.get("by_policy", {}),
                    triennio=period,
                    note=entry.get("note", ""),
                )

    def validity(self, key: str, entry: Mapping[str, Any]) -> Validity:
        return Validity(
            key,
            entry["from"],
            entry.get("to", OPEN_END),
            entry["governed_by"],
            entry.get("column", ""),
            tuple(entry["sources"]),
            entry["confidence"],
        )

    def unpublished(self, documents: Mapping[str, Any]) -> Iterator[tuple[Year, Unpublished]]:
        for name, document in documents.items():
            if "published" in document:
                cited = (document["rule"], tuple(document["sources"]), document["confidence"])
                yield from ((year, Unpublished(year, *cited, name)) for year in years_of(document))

    def window(self, entry: Mapping[str, Any]) -> Window:
        return Window(
            entry["earned_until"],
            entry["move_until"],
            entry["rule"],
            entry["confidence"],
            entry.get("policy", ""),
        )

    def pools(self, documents: Mapping[str, Any]) -> dict[Period, Any]:
        return {
            Triennio.parse(document["triennio"]): tuple(
                (read_pool(entry), entry) for entry in document.get("pool", ())
            )
            for document in documents.values()
            if "triennio" in document
        }


def years_of(document: Mapping[str, Any]) -> list[Year]:
    """The years of a file of `years/`, from `first` to `last`; none for any other file."""
    if "first" not in document:
        return []
    return [Year(number) for number in range(document["first"], document["last"] + 1)]


def _given(document: Mapping[str, Any]) -> Iterator[tuple[Period | None, str, Mapping[str, Any]]]:
    """Each value of a file for each period it holds for: its triennio, its years, or all periods (None)."""
    periods: list[Period | None] = [*years_of(document)]
    if "triennio" in document:
        periods.append(Triennio.parse(document["triennio"]))
    for period in periods or [None]:
        for key, entry in document.get("values", {}).items():
            yield period, key, entry
