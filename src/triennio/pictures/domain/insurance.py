"""The 70% that policies ask (INS-1), drawn apart from the obligation: it never stands for being in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from triennio.pictures.domain.numbers import percent, said

NEVER_ENOUGH = "INS-3"


@dataclass(frozen=True, slots=True)
class Insurance:
    """`threshold_x` is where 70% stands, the right edge is 100% of the obligation (or more, if more was recognised).

    There is no «in order» here on purpose: the only words are reached and not reached.
    """

    period: str
    obligation: str
    recognised: str
    threshold: str
    missing: str
    reached: bool
    whole: bool
    bar: str
    threshold_x: str
    obligation_x: str
    rule: str
    source: str
    order_rule: str = NEVER_ENOUGH


def insurance(answer: Mapping[str, Any]) -> Insurance | None:
    """None where the law looks at no triennio yet, or nothing was due in the one it looks at."""
    found = answer["insurance"]
    if not found:
        return None
    triennio = next(t for t in answer["trienni"] if t["triennio"] == found["triennio"])
    obligation, recognised = Decimal(triennio["obligation"]), Decimal(triennio["recognised"])
    threshold = Decimal(found["threshold"])
    if not obligation:
        return None
    scale = max(obligation, recognised)
    return Insurance(
        period=found["triennio"],
        obligation=said(obligation),
        recognised=said(recognised),
        threshold=said(threshold),
        missing=said(max(threshold - recognised, Decimal(0))),
        reached=bool(found["reached"]),
        whole=recognised >= obligation,
        bar=percent(recognised, scale),
        threshold_x=percent(threshold, scale),
        obligation_x=percent(obligation, scale),
        rule=found.get("rule") or "INS-1",
        source=found.get("source") or "",
    )
