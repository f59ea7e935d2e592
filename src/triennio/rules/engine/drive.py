"""Folds as generators, and the two drivers that answer them.

The fold over the periods of one person prepares inputs, yields a `Work`, and goes on when the columns are there. One
driver answers each request at once on ints; the other collects the requests of many people and answers those that
are alike side by side on arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from triennio.rules.engine.frame import Frame
from triennio.rules.engine.run_ints import Trace


@dataclass(slots=True)
class Work:
    """A request: fill `frame` with the columns of a stretch under the numbers of `params`.

    `alike` is what requests share that can be answered together. `trace` collects the steps when the driver traces.
    """

    stretch: Any
    params: Any
    frame: Frame
    trace: list[Trace] = field(default_factory=list)

    @property
    def alike(self) -> tuple[object, ...]:
        return self.stretch, self.params.triennio, tuple(sorted(self.params.policies.items()))


R = TypeVar("R")
Fold = Generator[Work, None, R]


def drive_one(answer: Callable[[Work], None], fold: Fold[R]) -> R:
    """Run one fold to its end; `answer` fills the frame of each request."""
    try:
        while True:
            answer(next(fold))
    except StopIteration as end:
        result: R = end.value
        return result


def drive_many(answer: Callable[[Sequence[Work]], None], folds: Iterable[Fold[R]]) -> list[R]:
    """Run many folds in step; `answer` fills the frames of requests that are alike. Results in their order."""
    waiting = list(enumerate(folds))
    results: dict[int, R] = {}
    while waiting:
        asked: dict[tuple[object, ...], list[tuple[int, Fold[R], Work]]] = defaultdict(list)
        for index, fold in waiting:
            try:
                work = next(fold)
            except StopIteration as end:
                results[index] = end.value
                continue
            asked[work.alike].append((index, fold, work))
        for group in asked.values():
            answer([work for _, _, work in group])
        waiting = [(index, fold) for group in asked.values() for index, fold, _ in group]
    return [results[index] for index in sorted(results)]
