"""From words a person types to pages, best first. Accents, endings, near words and slips of the finger are forgiven."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from triennio.guide.domain.content import table
from triennio.guide.domain.pages import Page, pages
from triennio.guide.domain.text import blocks
from triennio.guide.domain.words import near, plain, silent, stem

LONGEST = 200
_TITLE, _NAME, _WORDS, _ANSWER, _TEXT = 6, 5, 4, 3, 1
_SAME, _NEAR, _BEGINS, _SLIP = 1.0, 0.7, 0.6, 0.5
_LEAST_OF_BEST = 0.25
_SHORTEST_BEGINNING = 4
_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What a search answers. `near` is used when nothing was found: the pages that look most like the words."""

    pages: tuple[Page, ...]
    near: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    weights: Mapping[str, Mapping[str, int]]
    """Page → stem → how much the best place of the stem in the page weighs."""
    rarity: Mapping[str, float]
    """Stem → how much it tells apart: the fewer pages hold it, the more."""
    written: Mapping[str, str]
    """Word as it is written → its stem, for slips of the finger; near words are here too."""


def search(query: str) -> Found:
    """The pages that answer, best first; for an empty query neither pages nor near ones."""
    query = query[:LONGEST]
    if not plain(query):
        return Found((), ())
    index = _index()
    words = list(dict.fromkeys(plain(query).split()))
    asked = [word for word in words if word not in silent()] or words
    matches = [_matches(word, index) for word in asked]
    scored = {slug: _score(index.weights[slug], matches, index) for slug in index.weights}
    best = max(scored.values(), default=0)
    if best <= 0:
        return Found((), _nearest(query))
    ranked = sorted(
        (slug for slug, score in scored.items() if score >= best * _LEAST_OF_BEST),
        key=lambda slug: -scored[slug],
    )
    return Found(tuple(pages()[slug] for slug in ranked), ())


@lru_cache(maxsize=1)
def _index() -> _Index:
    weights: dict[str, dict[str, int]] = {}
    written: dict[str, str] = {}
    for page in pages().values():
        weights[page.slug] = _weights(page, written)
    for group in table("words")["together"]:
        written |= {word: stem(word) for name in group for word in plain(name).split()}
    holders: dict[str, int] = {}
    for words in weights.values():
        for word in words:
            holders[word] = holders.get(word, 0) + 1
    rarity = {word: math.log(1 + len(weights) / count) for word, count in holders.items()}
    return _Index(weights, rarity, written)


def _weights(page: Page, written: dict[str, str]) -> dict[str, int]:
    """Stem → weight in one page; every word read is added to `written`."""
    words: dict[str, int] = {}
    parts = (
        (_TITLE, page.title),
        (_NAME, page.slug),
        (_WORDS, page.words),
        (_ANSWER, _read(page.answer)),
        (_TEXT, _read(page.text)),
    )
    for weight, text in parts:
        for word in plain(text).split():
            root = written[word] = stem(word)
            words[root] = max(weight, words.get(root, 0))
    return words


def _read(text: str) -> str:
    """The words of a text without its figures."""
    return " ".join(run.words for block in blocks(text) for line in block.lines for run in line)


def _matches(word: str, index: _Index) -> dict[str, float]:
    """Stem of the index → how well it matches a word of the query."""
    root = stem(word)
    found = _exact(root, index)
    if not found and len(root) >= _SHORTEST_BEGINNING:
        found = {other: _BEGINS for other in index.rarity if other.startswith(root)}
    if not found:
        for meant in get_close_matches(word, index.written, n=3, cutoff=0.8):
            for other in _exact(index.written[meant], index):
                found[other] = _SLIP
    return found


def _exact(root: str, index: _Index) -> dict[str, float]:
    found = {other: _NEAR for other in near().get(root, ()) if other in index.rarity}
    return {**found, root: _SAME} if root in index.rarity else found


def _score(words: Mapping[str, int], matches: list[dict[str, float]], index: _Index) -> float:
    """The sum over the words asked of the best match in the page; a page that answers more of them wins."""
    hits = [
        max(
            (how * words[word] * index.rarity[word] for word, how in match.items() if word in words),
            default=0,
        )
        for match in matches
    ]
    answered = sum(1 for hit in hits if hit)
    return sum(hits) * (1 + answered / len(hits)) if answered else 0


def _nearest(query: str) -> tuple[Page, ...]:
    wanted = plain(query)

    def likeness(page: Page) -> float:
        told = plain(f"{page.title} {page.words}")
        words = told.split()
        closest = [
            max(SequenceMatcher(None, word, other).ratio() for other in words) for word in wanted.split()
        ]
        return sum(closest) / len(closest)

    return tuple(sorted(pages().values(), key=likeness, reverse=True)[:_NEAREST])
