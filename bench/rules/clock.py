"""Timing: contestants take turns, so that a busy moment of the machine meets them all."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Times:
    """Seconds of one contestant for `count` units of work (persons, usually)."""

    count: int
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def least(self) -> float:
        return min(self.seconds)

    @property
    def each(self) -> float:
        """Seconds for one unit, by the median."""
        return self.median / self.count


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turns(contestants: Mapping[str, tuple[int, Callable[[], float]]], rounds: int) -> dict[str, Times]:
    """Each one once a round, in an order that turns. A contestant gives its own seconds, for so many units."""
    names = list(contestants)
    times = {name: Times(contestants[name][0]) for name in names}
    for number in range(rounds):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            times[name].seconds.append(contestants[name][1]())
    return times
