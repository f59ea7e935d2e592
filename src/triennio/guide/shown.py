"""A page as its template shows it: figures with numbers, links with addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from triennio.guide.domain import law
from triennio.guide.domain.figures import Figure, figure, own_sources
from triennio.guide.domain.pages import Page, figures_of, pages, themes
from triennio.guide.domain.text import Run, blocks
from triennio.rules.book.model import Rule, Source

_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, maybe a link. `figure` marks a number of the rulebook, which opens on where it comes from."""

    words: str
    address: str = ""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph or a list, ready to show."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class RuleLink:
    """A rule with the address of its page."""

    rule: Rule
    address: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure and the place the texts jump to."""

    anchor: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures with the same rule and sources. `more`: how many sources only the page of the rule lists."""

    rows: list[FigureRow]
    rule: Rule | None
    address: str
    sources: tuple[Source, ...]
    more: int
    confidence: str


def rule_address(name: str) -> str:
    """The page of a rule; rules on events are on one page together."""
    if law.family_of(name) == law.EVENTS:
        return f"{reverse('event_calculator:rules')}#{name}"
    return reverse("calculator:rule", args=[name])


def rule_links(names: Iterable[str]) -> list[RuleLink]:
    """The rules of these names with their addresses."""
    return [RuleLink(law.rule(name), rule_address(name)) for name in names]


def groups(figures: Mapping[str, Figure]) -> list[FigureGroup]:
    """The figures of a page, each once, those of one rule together, in the order in which the page names them."""
    found: dict[object, FigureGroup] = {}
    for name, known in figures.items():
        rule = known.rule
        key = (rule.id if rule else "", known.sources, known.confidence)
        if key not in found:
            address = rule_address(rule.id) if rule else ""
            more = len(known.sources) - _SOURCES
            found[key] = FigureGroup(
                [], rule, address, known.sources[:_SOURCES], max(more, 0), known.confidence
            )
        found[key].rows.append(FigureRow(_anchor(name), known))
    return list(found.values())


def one(name: str, today: date) -> FigureGroup:
    """One figure alone, for the tag."""
    return groups({name: figure(name, today)})[0]


def lines(text: str, figures: Mapping[str, Figure]) -> list[Lines]:
    """A text with its figures and links in place."""
    return [
        Lines(block.kind, tuple(tuple(_piece(run, figures) for run in line) for line in block.lines))
        for block in blocks(text)
    ]


def _piece(run: Run, figures: Mapping[str, Figure]) -> Piece:
    if run.kind == "figure":
        return Piece(figures[run.target].shown, f"#{_anchor(run.target)}", figure=True)
    if run.kind == "page":
        return Piece(run.words, page_address(run.target))
    return Piece(run.words)


def _anchor(name: str) -> str:
    return f"cifra-{name.replace('@', '-')}"


def page_address(slug: str) -> str:
    """The address of a page of the guide."""
    return reverse("guide:page", args=[slug])


def summary(page: Page, today: date) -> str:
    """The answer of a page on one line, with its numbers."""
    figures = figures_of(page, today)
    return " ".join(
        "".join(piece.words for piece in line)
        for block in lines(page.answer, figures)
        for line in block.lines
    )


def page_sources(page: Page) -> list[Source]:
    """Where a page that no rule covers takes what it says from."""
    known = own_sources()
    return [known[name] for name in page.sources]


def others(page: Page) -> list[Page]:
    """The pages to read next."""
    return [pages()[slug] for slug in page.see]


def theme_title(page: Page) -> str:
    """The heading of the theme of a page."""
    return next(title for name, title, _ in themes() if name == page.theme)
