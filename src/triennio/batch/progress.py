"""How far it is: a bar on a terminal, a line now and then elsewhere. On standard error, apart from answers."""

from __future__ import annotations

import sys
import time
from types import TracebackType

WIDTH = 30
BAR_EVERY, LINE_EVERY = 0.2, 10.0
SHOW_AFTER = 1.0
"""Seconds. What is done in a moment needs no bar."""


class Progress:
    """`with Progress("posizioni", total) as bar: bar.add(n)`. Units are persons unless told otherwise."""

    def __init__(self, what: str, total: int, done: int = 0, unit: str = "persone") -> None:
        self.what, self.total, self.done, self.unit = what, total, done, unit
        self.terminal = sys.stderr is not None and sys.stderr.isatty()
        self.began, self.first, self.drawn = time.monotonic(), done, False
        self.last = self.began - LINE_EVERY + SHOW_AFTER

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.drawn and kind is None:
            self._draw()
        if self.drawn and self.terminal:
            self._write("\n")

    def add(self, count: int) -> None:
        """So many more are done."""
        self.done += count
        now = time.monotonic()
        soon = now - self.began < SHOW_AFTER
        if not soon and now - self.last >= (BAR_EVERY if self.terminal else LINE_EVERY):
            self.last, self.drawn = now, True
            self._draw()

    def _draw(self) -> None:
        share = self.done / self.total if self.total else 1.0
        seconds = max(time.monotonic() - self.began, 1e-9)
        speed = (self.done - self.first) / seconds
        left = f", ancora {_time((self.total - self.done) / speed)}" if speed and share < 1 else ""
        text = f"{self.what} {share:4.0%}  {self.done:_} di {self.total:_} {self.unit}{left}".replace(
            "_", "."
        )
        if not self.terminal:
            self._write(f"{text}\n")
            return
        full = round(share * WIDTH)
        self._write(f"\r[{'█' * full}{'·' * (WIDTH - full)}] {text}\x1b[K")

    def _write(self, text: str) -> None:
        if sys.stderr is not None:
            sys.stderr.write(text)
            sys.stderr.flush()


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
    )
