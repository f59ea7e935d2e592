"""The four stops of a participation: attended → the event closes → the provider reports by → in the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

from triennio.pictures.domain.numbers import percent

REPORT_DAYS: Final = 90  # the provider reports within 90 days of the closing of the event
StopCode = Literal["attended", "closes", "report", "register"]
State = Literal["coming", "open", "waiting", "late", "unknown", "reported", "reported_late"]
Action = Literal["", "provider", "missing_credits"]

_CODES: Final[tuple[StopCode, ...]] = ("attended", "closes", "report", "register")
_PLACES: Final = tuple(Decimal(place) / 8 for place in (1, 3, 5, 7))  # the middles of four equal columns


@dataclass(frozen=True, slots=True)
class Attendance:
    """What is known of one participation; None is «not known». `report_due` is `due_after(closes)` unless a
    rule gives another day.
    """

    attended: date | None
    closes: date | None = None
    report_due: date | None = None
    reported_on: date | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    code: StopCode
    day: date | None
    done: bool
    x: str


@dataclass(frozen=True, slots=True)
class Track:
    """`action` is what one can do now: ask the provider, or ask for the missing credit. `done` is the line already
    behind; `days` count to the next stop (waiting) or from the missed one (late).
    """

    id: str
    state: State
    stops: Sequence[Stop]
    today: date
    today_x: str
    done: str
    days: int
    action: Action


def due_after(closes: date) -> date:
    """The last day on which the provider may report."""
    return closes + timedelta(days=REPORT_DAYS)


def track(attendance: Attendance, today: date) -> Track:
    """Where the participation stands today, and what can be done about it."""
    closes, reported = attendance.closes, attendance.reported_on
    due = attendance.report_due or (due_after(closes) if closes else None)
    if reported and reported > today:
        reported = None
    state = _state(attendance.attended, closes, due, reported, today)
    days = (attendance.attended, closes, due, reported)
    at = _place(days, today, arrived=reported is not None)
    return Track(
        id=attendance.id,
        state=state,
        stops=[
            Stop(code, day, _done(code, day, reported, today), percent(x, Decimal(1)))
            for code, day, x in zip(_CODES, days, _PLACES, strict=True)
        ],
        today=today,
        today_x=percent(at, Decimal(1)),
        done=percent(_behind(at, arrived=reported is not None) - _PLACES[0], Decimal(1)),
        days=_distance(state, attendance.attended, closes, due, today),
        action=_ACTIONS.get(state, ""),
    )


_ACTIONS: Final[dict[State, Action]] = {"late": "missing_credits", "unknown": "provider"}


def _state(
    attended: date | None, closes: date | None, due: date | None, reported: date | None, today: date
) -> State:
    if reported:
        return "reported_late" if due and reported > due else "reported"
    if attended and today < attended:
        return "coming"
    if due is None:
        return "unknown"
    if today > due:
        return "late"
    return "open" if closes and today <= closes else "waiting"


def _done(code: StopCode, day: date | None, reported: date | None, today: date) -> bool:
    """With the credit in the register every stop is behind, also one whose day nobody wrote down. The third stop
    is behind only when the provider has reported: its term going by is not a report.
    """
    if reported:
        return True
    return code in ("attended", "closes") and day is not None and day <= today


def _place(days: Sequence[date | None], today: date, *, arrived: bool) -> Decimal:
    """Where the dot of today stands: at the last stop once there, else between the stops it is between. Past the
    term without a report it waits just before the last stop, and never reaches it by itself.
    """
    if arrived:
        return _PLACES[3]
    known = [(day, x) for day, x in zip(days[:3], _PLACES[:3], strict=True) if day is not None]
    before = [(day, x) for day, x in known if day <= today]
    after = [(day, x) for day, x in known if day > today]
    if not before:
        return _PLACES[0] / 2 if after else _PLACES[0]
    start, x = before[-1]
    if after:
        end, next_x = after[0]
        return x + (next_x - x) * Decimal((today - start).days) / Decimal((end - start).days)
    return x if len(known) < 3 or today == start else (_PLACES[2] + _PLACES[3]) / 2


def _behind(at: Decimal, *, arrived: bool) -> Decimal:
    """How far the line is drawn as done: a term that went by without a report brings it no further."""
    return at if arrived else min(at, _PLACES[2])


def _distance(state: State, attended: date | None, closes: date | None, due: date | None, today: date) -> int:
    target = {"coming": attended, "open": closes, "waiting": due, "late": due}.get(state)
    return abs((target - today).days) if target else 0
