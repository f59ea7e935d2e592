"""Read the rulebook of the events. Everything doubtful is refused, with file and key."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from triennio.rules.book.model import Contradiction, Rule, RulebookFaults, Source
from triennio.rules.events.checks import check_documents, check_measures
from triennio.rules.events.model import Body, Criteria, EventBook, Measure, Refusal, Value

FOLDER = Path(__file__).parent.parent / "rulebooks" / "events"


@lru_cache(maxsize=1)
def load_events() -> EventBook:
    """The rulebook that comes with the product, read and checked once. Raises RulebookFaults."""
    return load_folder(FOLDER)


def load_folder(folder: Path) -> EventBook:
    """The rulebook of a folder. Raises RulebookFaults with one line a fault: `file: key: what is wrong`."""
    documents, digest, faults = _read(folder)
    check_documents(documents, faults)
    if faults:
        raise RulebookFaults(faults)
    book = _book(documents, digest)
    faults = list(check_measures(book.measures))
    if faults:
        raise RulebookFaults(faults)
    return book


def _read(folder: Path) -> tuple[dict[str, dict[str, Any]], str, list[str]]:
    documents: dict[str, dict[str, Any]] = {}
    faults: list[str] = []
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        digest.update(name.encode() + b"\0" + content)
        try:
            documents[name] = tomllib.loads(content.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            faults.append(f"{name}: : {error}")
    return documents, digest.hexdigest()[:12], faults


def _book(documents: Mapping[str, Mapping[str, Any]], digest: str) -> EventBook:
    sources = {key: Source(id=key, **entry) for key, entry in documents["sources.toml"].items()}
    contradictions = {
        key: Contradiction(id=key, **{**entry, "rules": tuple(entry["rules"])})
        for key, entry in documents["contradictions.toml"].items()
    }
    texts = (d for name, d in documents.items() if name.startswith("rules/"))
    return EventBook(
        digest=digest,
        rules={
            key: _rule(key, entry, sources, contradictions)
            for document in texts
            for key, entry in document.items()
        },
        sources=sources,
        contradictions=contradictions,
        criteria={
            Path(name).stem: _criteria(name, document)
            for name, document in documents.items()
            if name.startswith("criteria/")
        },
        measures=tuple(
            _measure(f"measure[{index}]", entry)
            for index, entry in enumerate(documents["roles.toml"]["measure"])
        ),
        bodies={key: _body(key, entry) for key, entry in documents["bodies.toml"].items()},
        refusals={key: Refusal(code=key, **entry) for key, entry in documents["refusals.toml"].items()},
    )


def _rule(
    key: str,
    entry: Mapping[str, Any],
    sources: Mapping[str, Source],
    contradictions: Mapping[str, Contradiction],
) -> Rule:
    return Rule(
        id=key,
        **{
            **entry,
            "sources": tuple(sources[source] for source in entry["sources"]),
            "contradictions": tuple(contradictions[c] for c in entry.get("contradictions", ())),
            "policies": tuple(entry.get("policies", ())),
            "see": tuple(entry.get("see", ())),
        },
    )


def _criteria(name: str, document: Mapping[str, Any]) -> Criteria:
    values = {
        key: Value(key=key, file=name, **{**entry, "sources": tuple(entry["sources"])})
        for key, entry in document["values"].items()
    }
    return Criteria(Path(name).stem, document["title"], values)


def _measure(place: str, entry: Mapping[str, Any]) -> Measure:
    listed = {key: tuple(entry.get(key, ())) for key in ("roles", "formats", "types", "criteria", "sources")}
    return Measure(
        place=place,
        rule=entry["rule"],
        **listed,
        first=entry.get("from", date.min),
        last=entry.get("to", date.max),
        per=entry["per"],
        confidence=entry["confidence"],
        credits=Fraction(entry.get("credits", "0")),
        minutes=entry.get("minutes", 0),
        cap=Fraction(entry.get("cap", "0")),
        limit=entry.get("limit", ""),
        times=entry.get("times", 1),
        only_if_teaching=entry.get("only_if_teaching", False),
        note=entry.get("note", ""),
    )


def _body(key: str, entry: Mapping[str, Any]) -> Body:
    switches = tuple((switch.get("from", date.min), switch["criteria"]) for switch in entry["switches"])
    return Body(key, entry["title"], switches, tuple(entry["sources"]))
