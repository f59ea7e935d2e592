"""The credits typed as totals, listed one by one as the engine wants them.

The id of each begins with its kind (`learner-1`, `recruited-2`, `teaching-1`, `individual-1`, `self-1`), so
that the page finds its way back from a verdict to the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from triennio.calculator.domain.answers import Answers, Credits
from triennio.calculator.domain.placing import CENT, chunks, days_for, parts
from triennio.calculator.domain.questions import concerns
from triennio.kernel.intervals import Days

Item = dict[str, Any]
RADIATION_OBJECTIVE = 27  # RAD-2: objective under which radiation protection is recorded
WHOLE_HOUR = Decimal(1)  # IND-AUTO: an hour is a credit, a part of it is nothing


def listed(answers: Answers, until: date, duty_from: date, away: Sequence[Days]) -> list[Item]:
    days = days_for(answers.triennio, duty_from, until, away)
    radiation = concerns("radiation", answers.triennio)
    numbers: dict[str, count[int]] = {}
    items: list[Item] = []
    for kind, total, fields in _totals(answers.credits, radiation=radiation):
        quantum = WHOLE_HOUR if kind == "self" else CENT
        for day, share in zip(days, parts(total, len(days), quantum), strict=True):
            for item in _pieces(kind, share, fields):
                number = next(numbers.setdefault(kind, count(1)))
                items.append({"id": f"{kind}-{number}", **item, "acquired": day.isoformat()})
    return items


def kinds_of(triennio: Mapping[str, Any]) -> dict[str, str]:
    """Id → kind of the credits of a period, as `listed` named them."""
    return {credit["id"]: credit["id"].partition("-")[0] for credit in triennio["credits"]}


def _totals(credits: Credits, *, radiation: bool) -> Iterator[tuple[str, Decimal, Item]]:
    """(kind, total, fields of each credit). Radiation protection is taken from the credits without sponsor
    first.
    """
    special = credits.radiation if radiation else Decimal(0)
    free = credits.learner - credits.recruited
    free_special = min(special, free)
    learner: Item = {"kind": "event", "role": "learner"}
    objective: Item = {"objective": RADIATION_OBJECTIVE}
    yield "learner", free_special, {**learner, **objective}
    yield "learner", free - free_special, learner
    recruited: Item = {**learner, "recruited": True}
    yield "recruited", special - free_special, {**recruited, **objective}
    yield "recruited", credits.recruited - (special - free_special), recruited
    yield "teaching", credits.teaching, {"kind": "event", "role": "teacher"}
    yield "individual", credits.individual, {"kind": "publication", "indexed": True, "position": "first"}
    yield "self", credits.self_training_hours, {"kind": "self_training"}


def _pieces(kind: str, total: Decimal, fields: Item) -> Iterator[Item]:
    """Events in pieces of at most 50; what is not an event stays whole."""
    if kind == "individual":
        if total:
            yield {**fields, "recognised": f"{total:.2f}"}
    elif kind == "self":
        if total:
            yield {**fields, "hours": f"{total:.0f}"}
    else:
        for piece in chunks(total):
            yield {**fields, "credits": f"{piece:.2f}"}
