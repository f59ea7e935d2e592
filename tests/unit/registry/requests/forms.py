"""Answers of forms, and the effect of a request on an invented person."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.support.requests_answers import ANSWERS
from triennio.registry.domain.requests.effect import Effect, effect_of
from triennio.registry.domain.requests.form import Filled, fill
from triennio.registry.domain.requests.kind import Situation
from triennio.registry.domain.requests.kinds import KINDS

TODAY = date(2026, 11, 22)
CASE: dict[str, Any] = {
    "as_of": TODAY.isoformat(),
    "person": {
        "id": "p",
        "profession": 14,
        "disciplines": [],
        "practice": "employee",
        "born": "1985-05-10",
        "register": [{"act": "enrolment", "date": "2010-03-02"}],
    },
    "facts": [],
    "dossiers": [],
    "exonerations": [],
    "exemptions": [],
    "credits": [],
    "moves": [],
}


def filled(kind: str, today: date = TODAY, **changes: str | None) -> Filled:
    """The form of a kind with its usual answers and some changes; None takes an answer away."""
    raw = {**ANSWERS[kind], **{name: value for name, value in changes.items() if value is not None}}
    for name, value in changes.items():
        if value is None:
            raw.pop(name, None)
    situation = Situation(today=today, enrolled=date(2010, 3, 2))
    return fill(KINDS[kind], raw, situation)


def codes(form: Filled) -> set[tuple[str, str, str]]:
    """(field, code, rule) of what the rules object."""
    return {(each.field, each.code, each.rule) for each in form.objections}


def effect(kind: str, *, recognised: int | None = None, **changes: str | None) -> Effect:
    """The effect of a request that nothing stands against."""
    form = filled(kind, **changes)
    assert form.change is not None, (form.faults, form.objections)
    return effect_of(CASE, form.change, code="richiesta", filed=TODAY, recognised=recognised)


def figures(found: Effect, triennio: str) -> tuple[str, str]:
    """The obligation of a triennio before and after."""
    sides = [{t["triennio"]: t for t in side["trienni"]}[triennio] for side in (found.before, found.after)]
    return sides[0]["obligation"], sides[1]["obligation"]
