"""When an event, as it is, cannot be accredited at all. The credits are computed all the same."""

from __future__ import annotations

from dataclasses import replace

from triennio.rules.events.duration import taught_minutes
from triennio.rules.events.model import Criteria, Event, EventBook, Refusal

_LIMITS = (
    # code, format, type, number of the event, limit, and which side of it is refused
    ("CONGRESS_TOO_SMALL", "RES", "CONGRESS", "participants", "res_congress_above", "up to it"),
    ("WORKSHOP_TOO_BIG", "RES", "WORKSHOP", "participants", "res_workshop_most", "above"),
    ("COURSE_TOO_BIG", "RES", "COURSE", "participants", "res_course_most", "above"),
    ("COURSE_TOO_SHORT", "RES", "COURSE", "minutes", "res_course_shortest", "below"),
    ("RESEARCH_TOO_LONG", "FSC", "RESEARCH", "days", "fsc_research_longest", "above"),
)


def refusals(event: Event, law: Criteria, book: EventBook) -> tuple[Refusal, ...]:
    """Every limit that the event breaks, as far as its numbers are known."""
    numbers = {
        "participants": event.participants,
        "minutes": taught_minutes(event),
        "days": event.days,
    }
    found = []
    for code, format, type, name, key, side in _LIMITS:
        value, limit = numbers[name], law.find(key)
        if (event.format, event.type) != (format, type) or value is None or limit is None:
            continue
        if _broken(value, limit.count, side):
            refusal = book.refusals[code]
            sentence = refusal.sentence.format(limit=limit.count, value=value)
            found.append(replace(refusal, sentence=f"{sentence}.", rule=limit.rule))
    return tuple(found)


def _broken(value: int, limit: int, side: str) -> bool:
    if side == "below":
        return value < limit
    return value > limit if side == "above" else value <= limit
