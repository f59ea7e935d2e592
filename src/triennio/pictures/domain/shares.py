"""Credits by kind: what each kind was worth, what of it counts, and why not the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from triennio.pictures.domain.numbers import percent, said

KINDS: Final = ("learner", "recruited", "teaching", "individual", "self")


@dataclass(frozen=True, slots=True)
class Cut:
    """Why a part of a kind does not count."""

    amount: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Share:
    """`x` and `width` place the counted part on the bar, `arc` and `arc_from` on the ring (hundredths)."""

    kind: str
    recorded: str
    counted: str
    lost: str
    whole: bool
    x: str
    width: str
    lost_x: str
    lost_width: str
    arc: str
    arc_from: str
    cuts: Sequence[Cut]


@dataclass(frozen=True, slots=True)
class Shares:
    """`mark` is where the obligation stands on the bar, `gap` the missing stretch before it."""

    rows: Sequence[Share]
    recorded: str
    counted: str
    lost: str
    any_lost: bool
    lost_bar: str
    mark: str
    gap_x: str
    gap: str
    scale: Decimal


def shares(triennio: Mapping[str, Any], kinds: Mapping[str, str]) -> Shares:
    """The kinds that have a credit, in the order of `KINDS`. `kinds`: id of a credit → its kind."""
    obligation = Decimal(triennio["obligation"])
    groups = {kind: [c for c in triennio["credits"] if kinds[c["id"]] == kind] for kind in KINDS}
    totals = {
        kind: (_sum(group, "recorded"), _sum(group, "counted")) for kind, group in groups.items() if group
    }
    recorded = sum((total[0] for total in totals.values()), Decimal(0))
    counted = sum((total[1] for total in totals.values()), Decimal(0))
    scale = max(obligation, counted, recorded - counted)
    rows: list[Share] = []
    at, lost_at = Decimal(0), Decimal(0)
    for kind, total in totals.items():
        rows.append(_share(kind, total, groups[kind], at, lost_at, scale, max(obligation, counted)))
        at, lost_at = at + total[1], lost_at + total[0] - total[1]
    return Shares(
        rows=rows,
        recorded=said(recorded),
        counted=said(counted),
        lost=said(recorded - counted),
        any_lost=recorded > counted,
        lost_bar=percent(recorded - counted, scale),
        mark=percent(obligation, scale),
        gap_x=percent(counted, scale),
        gap=percent(obligation - counted, scale),
        scale=scale,
    )


def _share(
    kind: str,
    total: tuple[Decimal, Decimal],
    credits: Iterable[Mapping[str, Any]],
    at: Decimal,
    lost_at: Decimal,
    scale: Decimal,
    ring: Decimal,
) -> Share:
    recorded, counted = total
    return Share(
        kind=kind,
        recorded=said(recorded),
        counted=said(counted),
        lost=said(recorded - counted),
        whole=recorded == counted,
        x=percent(at, scale),
        width=percent(counted, scale),
        lost_x=percent(lost_at, scale),
        lost_width=percent(recorded - counted, scale),
        arc=percent(max(counted - ring / 150, counted / 2), ring).rstrip("%"),  # a thin gap between arcs
        arc_from=percent(at, ring).rstrip("%"),
        cuts=_cuts(credits),
    )


def _cuts(credits: Iterable[Mapping[str, Any]]) -> list[Cut]:
    """One line a rule, with all that it cut: a total was split by us, so ten pieces are one story, not ten.
    The engine's own sentence is kept where it tells of one credit, or where there is no rule.
    """
    lost: dict[str, list[Mapping[str, Any]]] = {}
    for credit in credits:
        if Decimal(credit["recorded"]) != Decimal(credit["counted"]):
            lost.setdefault(credit["rule"] or "", []).append(credit)
    return [_cut(rule, group) for rule, group in lost.items()]


def _cut(rule: str, group: Sequence[Mapping[str, Any]]) -> Cut:
    reason = group[0]["reason"] if len(group) == 1 or not rule else ""
    return Cut(said(_sum(group, "recorded") - _sum(group, "counted")), rule, reason or "")


def _sum(credits: Iterable[Mapping[str, Any]], key: str) -> Decimal:
    return sum((Decimal(credit[key]) for credit in credits), Decimal(0))
