"""A page of plain text: wrapped paragraphs, and rows with a code, a text and aligned amounts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from triennio.rules_cli.guard import printable

WIDTH = 96
CODE = 11
AMOUNT = 11


class Page:
    """Lines of text, no line wider than WIDTH unless a single word is."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    def blank(self) -> None:
        """An empty line, unless there is one already."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def title(self, text: str) -> None:
        """The heading of a part, between two rules."""
        self.blank()
        self.lines.append("=" * WIDTH)
        self.text(text)
        self.lines.append("=" * WIDTH)

    def heading(self, text: str, amounts: Sequence[str] = ()) -> None:
        """The heading of a table, with the names of its columns of amounts."""
        self.blank()
        self.row("", text, amounts, indent=0)
        self.lines.append("-" * WIDTH)

    def text(self, text: str, indent: int = 0, hanging: int = 0) -> None:
        """A paragraph; its lines after the first are indented by `hanging` more."""
        self.lines.extend(_wrapped(text, WIDTH - indent, " " * indent, " " * (indent + hanging)))

    def field(self, name: str, text: str, width: int = 16) -> None:
        """`Nome   testo`, the text in its own column."""
        if text:
            first, *others = _wrapped(text, WIDTH - width, "", "") or [""]
            self.lines.append(f"{name:<{width}}{first}".rstrip())
            self.lines.extend(f"{'':<{width}}{line}" for line in others)

    def row(
        self,
        code: str,
        text: str,
        amounts: Sequence[str] = (),
        below: Iterable[str | None] = (),
        indent: int = 2,
    ) -> None:
        """A code, a text that wraps in its column, amounts to the right; below it whatever explains it."""
        start = indent + CODE if code or indent else 0
        first, *others = _wrapped(text, WIDTH - start - AMOUNT * len(amounts), "", "") or [""]
        room = WIDTH - AMOUNT * len(amounts)
        left = f"{'':<{indent}}{printable(code):<{CODE}}" if start else ""
        if len(left) > start:
            self.lines.append(left.rstrip())
            left = " " * start
        right = "".join(f"{amount:>{AMOUNT}}" for amount in amounts)
        self.lines.append(f"{left + first:<{room}}{right}".rstrip())
        self.lines.extend(" " * start + line for line in others)
        for note in below:
            if note:
                self.text(note, indent=start)


def _wrapped(text: str, width: int, first: str, others: str) -> list[str]:
    body = printable(text)
    return textwrap.wrap(
        body,
        max(width, 20) + len(first),
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
