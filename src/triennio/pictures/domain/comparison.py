"""Two positions of one person side by side: what an act would change, and nothing of what stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

from triennio.pictures.domain.numbers import percent, said

FIGURES: Final = ("obligation", "recognised", "missing", "surplus")
BETTER: Final = {"obligation": -1, "recognised": 1, "missing": -1, "surplus": 1}
NOTHING: Final[Mapping[str, Any]] = {"steps": (), "credits": (), "certifiable": None, "ended": False}

EffectCode = Literal["closes", "opens", "less", "more", "surplus_up", "surplus_down", "moved", "steps"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number before and after; `better` is None where it did not change."""

    name: str
    before: str
    after: str
    change: str
    better: bool | None
    before_bar: str
    after_bar: str


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that came, went or changed its amount; an empty side was not there."""

    rule: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CreditChange:
    """A credit whose verdict or counted amount changed; an empty side was not listed in this triennio."""

    id: str
    name: str
    before: str
    after: str
    before_verdict: str
    after_verdict: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Effect:
    """One clause of the summary: what happens to a triennio."""

    code: EffectCode
    period: str
    before: str
    after: str
    change: str
    ended: bool


@dataclass(frozen=True, slots=True)
class TriennioChange:
    period: str
    figures: Sequence[Figure]
    before_certifiable: bool | None
    after_certifiable: bool | None
    ended: bool
    steps: Sequence[StepChange]
    credits: Sequence[CreditChange]

    @property
    def certifiable_changes(self) -> bool:
        return self.before_certifiable != self.after_certifiable


@dataclass(frozen=True, slots=True)
class Comparison:
    """`effects` are the clauses of the one sentence; empty: nothing changes."""

    trienni: Sequence[TriennioChange]
    effects: Sequence[Effect]
    before_needed: str
    after_needed: str

    @property
    def needed_changes(self) -> bool:
        """What compensation still lacks is not the same."""
        return self.before_needed != self.after_needed


def compare(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str] | None = None
) -> Comparison:
    """Two answers of the engine for the same person. `names`: id of a credit → title of its event."""
    old = {t["triennio"]: t for t in before["trienni"]}
    new = {t["triennio"]: t for t in after["trienni"]}
    pairs = [(name, old.get(name, NOTHING), new.get(name, NOTHING)) for name in sorted({*old, *new})]
    changes = [_triennio(name, a, b, names or {}) for name, a, b in pairs if a != b]
    told = [(change, old.get(change.period, NOTHING), new.get(change.period, NOTHING)) for change in changes]
    return Comparison(
        trienni=[change for change in changes if _matters(change)],
        effects=[effect for change, a, b in told if (effect := _effect(change, a, b))],
        before_needed=said(before["compensation"]["needed"]),
        after_needed=said(after["compensation"]["needed"]),
    )


def _matters(change: TriennioChange) -> bool:
    figures = any(figure.better is not None for figure in change.figures)
    return figures or change.certifiable_changes or bool(change.steps) or bool(change.credits)


def _triennio(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]
) -> TriennioChange:
    scale = max(_amount(side, figure) for side in (before, after) for figure in FIGURES)
    return TriennioChange(
        period=name,
        figures=[_figure(figure, before, after, scale) for figure in FIGURES],
        before_certifiable=before["certifiable"],
        after_certifiable=after["certifiable"],
        ended=bool(after["ended"] or before["ended"]),
        steps=list(_steps(before["steps"], after["steps"])),
        credits=list(_credits(before["credits"], after["credits"], names)),
    )


def _amount(side: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(side.get(name, 0))


def _figure(name: str, before: Mapping[str, Any], after: Mapping[str, Any], scale: Decimal) -> Figure:
    old, new = _amount(before, name), _amount(after, name)
    return Figure(
        name=name,
        before=said(old),
        after=said(new),
        change=_signed(new - old),
        better=None if old == new else (new - old) * BETTER[name] > 0,
        before_bar=percent(old, scale),
        after_bar=percent(new, scale),
    )


def _signed(change: Decimal) -> str:
    return f"+{said(change)}" if change > 0 else said(change)


def _keyed(steps: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str, int], Mapping[str, Any]]:
    """Steps by rule and label; the same twice is told apart by its turn."""
    found: dict[tuple[str, str, int], Mapping[str, Any]] = {}
    for step in steps:
        turn = sum(1 for rule, label, _ in found if (rule, label) == (step["rule"], step["label"]))
        found[(step["rule"], step["label"], turn)] = step
    return found


def _steps(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[StepChange]:
    old, new = _keyed(before), _keyed(after)
    for key in [*new, *(key for key in old if key not in new)]:
        a, b = old.get(key), new.get(key)
        sides = (said(a["amount"]) if a else "", said(b["amount"]) if b else "")
        if sides[0] != sides[1]:
            yield StepChange(key[0], key[1], *sides)


def _credits(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> Iterator[CreditChange]:
    old, new = ({credit["id"]: credit for credit in side} for side in (before, after))
    for key in [*new, *(key for key in old if key not in new)]:
        a, b = old.get(key), new.get(key)
        if a and b and (a["verdict"], a["counted"]) == (b["verdict"], b["counted"]):
            continue
        now = b or {}
        yield CreditChange(
            id=key,
            name=names.get(key, ""),
            before=said(a["counted"]) if a else "",
            after=said(b["counted"]) if b else "",
            before_verdict=a["verdict"] if a else "",
            after_verdict=b["verdict"] if b else "",
            rule=now.get("rule") or "",
            reason=now.get("reason") or "",
        )


def _effect(change: TriennioChange, before: Mapping[str, Any], after: Mapping[str, Any]) -> Effect | None:
    """The weightiest change of a triennio: what is missing, else what is over, else its numbers, else its steps."""
    missing = _amount(before, "missing"), _amount(after, "missing")
    surplus = _amount(before, "surplus"), _amount(after, "surplus")
    if missing[0] != missing[1]:
        code: EffectCode = "less" if missing[1] < missing[0] else "more"
        if not missing[1]:
            code = "closes"
        elif not missing[0]:
            code = "opens"
        return _clause(code, change, *missing)
    if surplus[0] != surplus[1]:
        return _clause("surplus_up" if surplus[1] > surplus[0] else "surplus_down", change, *surplus)
    if any(figure.better is not None for figure in change.figures):
        return _clause("moved", change, _amount(before, "obligation"), _amount(after, "obligation"))
    if change.steps:
        return _clause("steps", change, Decimal(0), Decimal(0))
    return None


def _clause(code: EffectCode, change: TriennioChange, before: Decimal, after: Decimal) -> Effect:
    return Effect(code, change.period, said(before), said(after), said(abs(after - before)), change.ended)
