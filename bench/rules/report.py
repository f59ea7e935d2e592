"""Times as lines, ratios beside what they should be."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.rules.clock import Times


@dataclass(frozen=True, slots=True)
class Target:
    """`slow` takes at least (or, with `most`, at most) so many times what `fast` takes, a unit of work each."""

    text: str
    slow: str
    fast: str
    times: float
    most: bool = False


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A contestant's own unit of work takes less than so many seconds."""

    text: str
    who: str
    seconds: float


TARGETS: tuple[Target | Ceiling, ...] = (
    Target("OpenFisca, batch, against us on two threads", "OpenFisca, batch", "ours, batch, 2 threads", 15),
    Target("OpenFisca, one person traced, against us", "OpenFisca, one traced", "ours, one traced", 10),
    Ceiling("one person traced, from normalised facts", "ours, one traced", 0.0004),
    Ceiling("one person traced, a triennio of the whole fold", "ours, fold traced", 0.0004),
    Target("pure Python by hand, against us on two threads", "Python by hand", "ours, batch, 2 threads", 25),
    Target("the same functions on ints, against us", "same functions on ints", "ours, batch, 2 threads", 60),
    Target("us against the compiled touch", "ours, batch, 2 threads", "compiled touch", 40, most=True),
    Target("us against the sum of Polars (stretch)", "ours, batch, 2 threads", "Polars sum", 15, most=True),
    Target("trace against no trace, one person", "ours, one traced", "ours, one untraced", 2.5, most=True),
)


def say(text: str = "") -> None:
    """One line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def machine() -> str:
    """Where it was measured."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        model = names[0] if names else model
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores, {model}, Python {platform.python_version()}, load {load}"


def table(times: Mapping[str, Times]) -> None:
    """Medians and minima, and what one unit takes."""
    say(f"| {'contestant':<32} | {'units':>9} | {'median s':>9} | {'least s':>9} | {'µs a unit':>10} |")
    say(f"|{'-' * 34}|{'-' * 10}:|{'-' * 10}:|{'-' * 10}:|{'-' * 11}:|")
    for name, one in times.items():
        say(
            f"| {name:<32} | {one.count:>9,} | {one.median:>9.4f} | {one.least:>9.4f} | {one.each * 1e6:>10.3f} |"
        )


def ratios(times: Mapping[str, Times], targets: Iterable[Target | Ceiling] = TARGETS) -> None:
    """Each target whose contestants ran: by medians (met or missed), and by the least of the rounds.

    Least against least is what a quiet machine would give; the medians also measure who else was working.
    """
    say()
    say(f"| {'ratio':<50} | {'by medians':>10} | {'by least':>10} | {'target':>10} |        |")
    say(f"|{'-' * 52}|{'-' * 11}:|{'-' * 11}:|{'-' * 11}:|--------|")
    for target in targets:
        measured = _measured(target, times)
        if measured:
            median, least = (_shown(target, value) for value in measured)
            met = "met" if _reached(target, measured[0]) else "missed"
            say(f"| {target.text:<50} | {median:>10} | {least:>10} | {_wanted(target):>10} | {met:<6} |")


def _measured(target: Target | Ceiling, times: Mapping[str, Times]) -> tuple[float, float] | None:
    """By medians and by the least: seconds of a ceiling, times of a ratio."""
    if isinstance(target, Ceiling):
        one = times.get(target.who)
        return (one.each, one.least / one.count) if one else None
    slow, fast = times.get(target.slow), times.get(target.fast)
    if slow is None or fast is None:
        return None
    return slow.each / fast.each, slow.least / slow.count / (fast.least / fast.count)


def _reached(target: Target | Ceiling, value: float) -> bool:
    if isinstance(target, Ceiling):
        return value < target.seconds
    return value <= target.times if target.most else value >= target.times


def _shown(target: Target | Ceiling, value: float) -> str:
    return f"{value * 1e3:.3f} ms" if isinstance(target, Ceiling) else f"{value:.1f} ×"


def _wanted(target: Target | Ceiling) -> str:
    if isinstance(target, Ceiling):
        return f"< {target.seconds * 1e3:.1f} ms"
    return f"{'≤' if target.most else '≥'} {target.times:g} ×"
