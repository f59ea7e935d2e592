"""The terms of use as data: one file a version, in numbered clauses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Clause:
    number: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


@dataclass(frozen=True, slots=True)
class Version:
    """One published text. `published` is a day in Rome."""

    version: str
    published: date
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        """The whole, as it is kept with the acceptances: a blank line between clauses."""
        return "\n\n".join(f"{clause}\n{clause.text}" for clause in self.clauses)


def versions() -> Iterator[Version]:
    """The versions that come with the product, oldest first."""
    found = [_read(path) for path in _FOLDER.glob("*.toml")]
    yield from sorted(found, key=lambda each: (each.published, each.version))


def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a text as it is kept in the table."""
    parts = [part.partition("\n") for part in text.split("\n\n") if part.strip()]
    return tuple(Clause(*_head(head), body.strip()) for head, _, body in parts)


def _head(line: str) -> tuple[str, str]:
    number, _, title = line.partition(". ")
    return (number, title) if title else ("", number)


def _read(path: Path) -> Version:
    data: Mapping[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    clauses = data["clauses"]
    assert isinstance(clauses, list)  # noqa: S101
    return Version(str(data["version"]), data["published"], tuple(Clause(**each) for each in clauses))  # type: ignore[arg-type]
