"""From one event to its credits, with every step."""

from __future__ import annotations

from triennio.rules.events.book import load_events
from triennio.rules.events.distance import distance
from triennio.rules.events.duration import event_minutes, hours_of, report_hours
from triennio.rules.events.ending import Earned
from triennio.rules.events.field import field
from triennio.rules.events.model import LEARNER, Answer, Criteria, Event, EventBook, Step
from triennio.rules.events.refusals import refusals
from triennio.rules.events.residential import residential
from triennio.rules.events.roles import role
from triennio.rules.events.rounding import said

_FORMULAS = {"RES": residential, "FAD": distance, "FSC": field}


def credits_of(event: Event, book: EventBook | None = None) -> Answer:
    """Credits, hours of the report, rule, steps, refusals.

    Raises InputFaults where a number is missing that the formula needs; the fault's path is the column's name.
    """
    book = book or load_events()
    law = book.criteria[event.criteria]
    steps: list[Step] = []
    earned = _earned(event, law, book, steps)
    hours = report_hours(event, law)
    if hours is not None:
        decimal = hours_of(event_minutes(event, law) or 0, law).decimal
        numbers = f"{said(decimal, 2)} ore, la metà va in su"
        steps.append(Step("Ore nel rapporto", numbers, str(hours), "event-credits-1"))
    credits, rule = earned
    return Answer(credits, hours, rule, tuple(steps), refusals(event, law, book))


def _earned(event: Event, law: Criteria, book: EventBook, steps: list[Step]) -> Earned:
    formula = _FORMULAS[event.format]
    if event.role == LEARNER:
        return formula(event, law, steps)
    return role(event, book.measure(event), lambda written: formula(event, law, written), steps)
