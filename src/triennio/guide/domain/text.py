"""The texts of the pages: paragraphs, lists, figures by name, links to other pages of the guide.

`{name}` is a figure, `[words](page)` a link to another page, a blank line ends a paragraph, `- ` begins an item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_PIECE = re.compile(r"\{([a-z][\w-]*(?:@[\d-]+)?)\}|\[([^\]]+)\]\(([a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line. `words` is what is read; `target` the name of the figure or of the page."""

    kind: Literal["words", "figure", "page"]
    words: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one line) or a list (one line an item)."""

    kind: Literal["paragraph", "list"]
    lines: tuple[tuple[Run, ...], ...]


def runs(line: str) -> tuple[Run, ...]:
    """The pieces of one line; a figure has no words yet."""
    found: list[Run] = []
    end = 0
    for match in _PIECE.finditer(line):
        if match.start() > end:
            found.append(Run("words", line[end : match.start()]))
        figure, words, page = match.groups()
        found.append(Run("figure", "", figure) if figure else Run("page", words, page))
        end = match.end()
    if end < len(line):
        found.append(Run("words", line[end:]))
    return tuple(found)


def blocks(text: str) -> tuple[Block, ...]:
    """A text as paragraphs and lists."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("- "):
            items = re.split(r"(?:^|\n)- ", "\n".join(lines))[1:]
            found.append(Block("list", tuple(runs(" ".join(item.split("\n"))) for item in items)))
        else:
            found.append(Block("paragraph", (runs(" ".join(lines)),)))
    return tuple(found)


def pages_named(text: str) -> list[str]:
    """The pages a text links to."""
    return [match[3] for match in _PIECE.finditer(text) if match[3]]
