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
    """Each target whose contestants ran: measured, wanted, met or missed."""
    say()
    say(f"| {'ratio':<50} | {'measured':>10} | {'target':>10} |        |")
    say(f"|{'-' * 52}|{'-' * 11}:|{'-' * 11}:|--------|")
    for target in targets:
        line = _line(target, times)
        if line:
            measured, wanted, met = line
            say(f"| {target.text:<50} | {measured:>10} | {wanted:>10} | {'met' if met else 'missed':<6} |")


def _line(target: Target | Ceiling, times: Mapping[str, Times]) -> tuple[str, str, bool] | None:
    if isinstance(target, Ceiling):
        if target.who not in times:
            return None
        seconds = times[target.who].each
        return f"{seconds * 1e3:.3f} ms", f"< {target.seconds * 1e3:.1f} ms", seconds < target.seconds
    if target.slow not in times or target.fast not in times:
        return None
    ratio = times[target.slow].each / times[target.fast].each
    if target.most:
        return f"{ratio:.1f} ×", f"≤ {target.times:g} ×", ratio <= target.times
    return f"{ratio:.1f} ×", f"≥ {target.times:g} ×", ratio >= target.times
