"""The pages of the guide: one file each, read and checked once.

A file says: `title` (the question), `answer` (two lines), `how`, `when` (from when, until when), `before` (what held
earlier), `rules`, `sources` (only where no rule speaks), `next` (doors of the product), `see`, `words` (for the
search).
No figure of the law is typed in them: texts hold names of figures.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from triennio.guide.domain import law
from triennio.guide.domain.content import PAGES, table
from triennio.guide.domain.figures import Figure, FigureFault, figure, own_sources, referenced
from triennio.guide.domain.text import pages_named

TEXTS = ("answer", "how", "when", "before")
LISTS = ("rules", "sources", "next", "see")
_ANY_DAY = date(2026, 1, 1)


class PageFaults(ValueError):
    """The pages are refused: one line a fault, `file: what is wrong`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Page:
    """One question with its answer. Texts hold `{figure}` and `[words](page)`."""

    slug: str
    theme: str
    title: str
    answer: str
    how: str = ""
    when: str = ""
    before: str = ""
    words: str = ""
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    see: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything the page says, with names of figures."""
        return "\n\n".join(part for part in (self.answer, self.how, self.when, self.before) if part)


@lru_cache(maxsize=1)
def pages() -> dict[str, Page]:
    """Every page by name, in the order of the themes and, within a theme, of `content/themes.toml`."""
    return load(PAGES)


def load(folder: Path) -> dict[str, Page]:
    """The pages of a folder. Raises PageFaults."""
    faults: list[str] = []
    found: dict[str, Page] = {}
    for theme, entry in table("themes").items():
        for slug in entry["pages"]:
            page = _read(folder / theme / f"{slug}.toml", theme, faults)
            if page:
                found[slug] = page
    faults += [f"{name}: in no theme" for name in sorted(_names(folder) - found.keys())]
    for page in found.values():
        faults += [f"{page.slug}: {fault}" for fault in _faults(page, found)]
    if faults:
        raise PageFaults(faults)
    return found


def _names(folder: Path) -> set[str]:
    return {path.stem for path in folder.rglob("*.toml")}


def _read(path: Path, theme: str, faults: list[str]) -> Page | None:
    name = f"{theme}/{path.name}"
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(f"{name}: {error}")
        return None
    unknown = entry.keys() - {"title", "words", *TEXTS, *LISTS}
    missing = {"title", "answer"} - entry.keys()
    if unknown or missing:
        faults.append(f"{name}: unknown {sorted(unknown)}, missing {sorted(missing)}")
        return None
    texts: dict[str, Any] = {key: str(entry.get(key, "")).strip() for key in ("title", "words", *TEXTS)}
    texts |= {key: tuple(entry.get(key, ())) for key in LISTS}
    return Page(path.stem, theme, **texts)


def _faults(page: Page, known: dict[str, Page]) -> Iterator[str]:
    for rule in page.rules:
        if law.family_of(rule) is None:
            yield f"rules: no rule {rule!r}"
    for source in page.sources:
        if source not in own_sources():
            yield f"sources: no source {source!r}"
    if not page.rules and not page.sources:
        yield "it names neither a rule nor a source"
    for other in (*page.see, *pages_named(page.text)):
        if other not in known or other == page.slug:
            yield f"no other page {other!r}"
    for reference in referenced(page.text):
        try:
            figure(reference, _ANY_DAY)
        except (FigureFault, KeyError, ValueError) as error:
            yield f"figure: {error}"


def figures_of(page: Page, today: date) -> dict[str, Figure]:
    """The figures of a page by reference, in the order in which the page names them."""
    return {reference: figure(reference, today) for reference in referenced(page.text)}


def themes() -> list[tuple[str, str, list[Page]]]:
    """(name, heading, pages) of each theme."""
    return [
        (name, entry["title"], [pages()[slug] for slug in entry["pages"]])
        for name, entry in table("themes").items()
    ]
