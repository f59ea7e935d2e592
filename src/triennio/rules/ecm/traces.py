"""The trace of a triennio as versioned JSON, and the comparison of two traces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triennio import __version__
from triennio.rules.book import Book
from triennio.rules.ecm.fold import Period
from triennio.rules.engine.run_ints import Trace

TRACE_VERSION = 1


def trace_of(period: Period, book: Book) -> dict[str, Any]:
    """Every step in the order it was computed: rules, inputs, value in units, winners, source of each parameter."""
    return {
        "version": TRACE_VERSION,
        "package": __version__,
        "rulebook": book.digest,
        "triennio": str(period.triennio),
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
        "pools": [
            {
                "rule": p.rule,
                "limit": p.limit,
                "used": p.used,
                "excess": p.excess,
                "won": "limit" if p.excess else "credits",
            }
            for p in period.frame.pools
        ],
    }


def _entry(entry: Trace, period: Period) -> dict[str, Any]:
    rules = [
        period.params.origin[r[1:]].rule if r.startswith("@") and r[1:] in period.params.origin else r
        for r in entry.rules
    ]
    value = list(entry.value) if isinstance(entry.value, tuple) else entry.value
    return {
        "step": entry.name,
        "rules": rules,
        "axis": str(entry.axis),
        "reads": list(entry.reads),
        "value": value,
        "winners": [[f"{op}:{side}" for op, side in row] for row in entry.winners],
    }


def first_difference(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first step at which two traces of the same triennio part: its name, rules, and both values; None if never.

    A step that only one of the traces has counts as a difference.
    """
    for mine, other in zip(a["steps"], b["steps"], strict=False):
        if mine["step"] != other["step"] or mine["value"] != other["value"]:
            return {"step": mine["step"], "rules": mine["rules"], "a": mine["value"], "b": other["value"]}
    if len(a["steps"]) != len(b["steps"]):
        longer = max(a["steps"], b["steps"], key=len)
        step = longer[min(len(a["steps"]), len(b["steps"]))]
        return {"step": step["step"], "rules": step["rules"], "a": None, "b": None}
    return None
