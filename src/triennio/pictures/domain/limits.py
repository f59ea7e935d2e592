"""Ceilings and minimums of a period, each as a bar against its mark."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from triennio.pictures.domain.numbers import percent, said


@dataclass(frozen=True, slots=True)
class Limit:
    """A cap (`kind` ceiling: `over` is what it cut) or a quota (`kind` minimum: `over` is what is
    missing).
    """

    kind: Literal["ceiling", "minimum"]
    rule: str
    label: str
    limit: str
    used: str
    over: str
    met: bool
    told: bool
    """False for a quota the person was free not to answer about, when she gave no such credits."""
    source: str
    confidence: str
    bar: str
    over_x: str
    over_bar: str
    mark: str


def limits(triennio: Mapping[str, Any], scale: Decimal, optional: Container[str] = ()) -> list[Limit]:
    """Minimums first, then ceilings, on the scale of the bar above them, so that lengths can be compared.

    `optional`: rules of quotas whose credits the person may not have told; a register tells them all.
    """
    marks = [Decimal(item["minimum"]) for item in triennio["quotas"]]
    marks += [Decimal(item[key]) for item in triennio["caps"] for key in ("limit", "used")]
    whole = max([scale, *marks])
    found = [_minimum(item, whole, optional) for item in triennio["quotas"]]
    return found + [_ceiling(item, whole) for item in triennio["caps"]]


def _minimum(item: Mapping[str, Any], scale: Decimal, optional: Container[str]) -> Limit:
    minimum, reached = Decimal(item["minimum"]), Decimal(item["reached"])
    short = max(minimum - reached, Decimal(0))
    return Limit(
        kind="minimum",
        rule=item["rule"],
        label=item["label"],
        limit=said(minimum),
        used=said(reached),
        over=said(short),
        met=bool(item["met"]),
        told=item["rule"] not in optional or reached > 0,
        source=item.get("source") or "",
        confidence=item.get("confidence") or "",
        bar=percent(min(reached, scale), scale),
        over_x=percent(reached, scale),
        over_bar=percent(short, scale),
        mark=percent(minimum, scale),
    )


def _ceiling(item: Mapping[str, Any], scale: Decimal) -> Limit:
    limit, used, excess = (Decimal(item[key]) for key in ("limit", "used", "excess"))
    return Limit(
        kind="ceiling",
        rule=item["rule"],
        label=item["label"],
        limit=said(limit),
        used=said(used),
        over=said(excess),
        met=excess == 0,
        told=True,
        source=item.get("source") or "",
        confidence=item.get("confidence") or "",
        bar=percent(used, scale),
        over_x=percent(used, scale),
        over_bar=percent(min(excess, scale - used), scale),
        mark=percent(limit, scale),
    )
