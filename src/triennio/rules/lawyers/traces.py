"""The trace of a period as versioned JSON: the shape of the other family's traces."""

from __future__ import annotations

from typing import Any

from triennio import __version__
from triennio.rules.book import Book
from triennio.rules.engine.run_ints import Trace
from triennio.rules.lawyers.fold import Period

TRACE_VERSION = 1


def trace_of(period: Period, book: Book) -> dict[str, Any]:
    """Every step in the order it was computed: rules, inputs, value in units, winners, source of each parameter."""
    return {
        "version": TRACE_VERSION,
        "package": __version__,
        "rulebook": book.digest,
        "period": period.span.name,
        "policies": dict(period.params.policies),
        "parameters": {
            key: {
                "value": period.params.values[key],
                "rule": value.rule,
                "source": book.sources[value.sources[0]].title,
            }
            for key, value in period.params.origin.items()
        },
        "steps": [_entry(entry, period) for entry in period.trace],
    }


def _entry(entry: Trace, period: Period) -> dict[str, Any]:
    origin = period.params.origin
    rules = [origin[rule[1:]].rule if rule.startswith("@") else rule for rule in entry.rules]
    return {
        "step": entry.name,
        "rules": rules,
        "axis": str(entry.axis),
        "reads": list(entry.reads),
        "value": list(entry.value) if isinstance(entry.value, tuple) else entry.value,
        "winners": [[f"{op}:{side}" for op, side in row] for row in entry.winners],
    }
