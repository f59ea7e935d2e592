"""A row of text, as a file or a form gives it, to an Event. Every fault is named after its column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from triennio.kernel.faults import Fault, InputFaults
from triennio.rules.events.model import CRITERIA, FORMATS, LEARNER, ROLES, TYPES, Event, EventBook

COLUMNS = (
    "id",
    "criteria",
    "format",
    "event_type",
    "role",
    "start",
    "frontal_minutes",
    "interactive_minutes",
    "fad_minutes",
    "role_hours",
    "participants",
    "size_band",
    "special_topic",
    "expert_support",
    "final_document",
    "external_tutor",
    "permanent_committee",
    "coordinator_teaches",
    "duration_days",
    "max_participant_hours",
    "event_credits_cap",
    "evaluation_sharing_minutes",
    "teachers",
    "sessions",
    "months",
    "role_minutes",
)
NATIONAL = "nazionale"
MOST_DIGITS = 7
_NUMBER = re.compile(r"([0-9]+)(?:\.([0-9]*))?")
_OPEN_BAND = re.compile(r">|\+|OVER|ABOVE|MORE|OLTRE", re.IGNORECASE)


def read_event(row: Mapping[str, str], book: EventBook, body: str = NATIONAL) -> Event:
    """The event of a row. A missing column is empty. Raises InputFaults with every fault of the row."""
    cells = _Cells(row)
    format = cells.word("format", FORMATS)
    role = cells.word("role", ROLES, LEARNER)
    start = cells.day("start")
    criteria = _criteria(cells, start, book, body)
    event = Event(
        criteria=criteria,
        format=format,
        type=_type(cells, format, role, criteria, book),
        role=role,
        start=start,
        frontal_minutes=cells.whole("frontal_minutes"),
        interactive_minutes=cells.whole("interactive_minutes"),
        fad_minutes=cells.whole("fad_minutes"),
        sharing_minutes=cells.whole("evaluation_sharing_minutes") or 0,
        role_minutes=_role_minutes(cells),
        participants=_participants(cells),
        teachers=cells.whole("teachers"),
        special_topic=cells.flag("special_topic"),
        expert_support=cells.flag("expert_support"),
        final_document=cells.flag("final_document"),
        external_tutor=cells.flag("external_tutor"),
        permanent_committee=cells.flag("permanent_committee"),
        coordinator_teaches=cells.flag("coordinator_teaches"),
        days=cells.whole("duration_days"),
        participant_minutes=cells.hours("max_participant_hours"),
        event_credits=cells.amount("event_credits_cap"),
        sessions=cells.whole("sessions"),
        months=cells.whole("months"),
    )
    if cells.faults:
        raise InputFaults(sorted(cells.faults, key=lambda fault: COLUMNS.index(fault.path)))
    return event


class _Cells:
    """Reads cells; what cannot be read is a fault and counts as empty."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self.row = row
        self.faults: list[Fault] = []

    def text(self, column: str) -> str:
        return (self.row.get(column) or "").strip()

    def fault(self, column: str, message: str) -> None:
        self.faults.append(Fault(column, message))

    def word(self, column: str, known: tuple[str, ...], default: str = "") -> str:
        text = self.text(column)
        found = {word.upper(): word for word in known}.get(text.upper())
        if found is not None:
            return found
        if text:
            self.fault(column, f"not one of {', '.join(known)}: {text!r}")
        elif not default:
            self.fault(column, f"missing: one of {', '.join(known)}")
        return default

    def day(self, column: str) -> date | None:
        text = self.text(column)
        if not text:
            return None
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.fault(column, f"not a date: {text!r}")
            return None

    def amount(self, column: str) -> Fraction | None:
        text = self.text(column)
        if not text:
            return None
        found = _NUMBER.fullmatch(text)
        if not found:
            self.fault(column, f"not a number: {text!r}")
        elif len(found[1]) > MOST_DIGITS or len(found[2] or "") > 2 * MOST_DIGITS:
            self.fault(column, f"number too long: {text[:40]!r}")
        else:
            return Fraction(text.rstrip("."))
        return None

    def whole(self, column: str) -> int | None:
        """A spreadsheet may write 60 as 60.0: that is whole too."""
        text = self.text(column)
        before = len(self.faults)
        number = self.amount(column)
        if len(self.faults) > before and "too long" not in self.faults[-1].message:
            self.faults.pop()
        if number is not None and number.denominator == 1:
            return int(number)
        if text and len(self.faults) == before:
            self.fault(column, f"not a whole number: {text!r}")
        return None

    def flag(self, column: str) -> bool:
        text = self.text(column)
        if text not in ("", "0", "1", "0.0", "1.0"):
            self.fault(column, f"not 0 or 1: {text!r}")
        return text.startswith("1")

    def hours(self, column: str) -> Fraction | None:
        """Hours, in minutes."""
        hours = self.amount(column)
        return None if hours is None else hours * 60


def _criteria(cells: _Cells, start: date | None, book: EventBook, body: str) -> str:
    """Those named, else those that the body uses on the day of the start."""
    if cells.text("criteria"):
        return cells.word("criteria", CRITERIA) or CRITERIA[-1]
    if start is not None:
        return book.bodies[body].criteria_on(start)
    if not cells.text("start"):
        cells.fault("start", "missing: without criteria the day of the start decides them")
    return CRITERIA[-1]


def _type(cells: _Cells, format: str, role: str, criteria: str, book: EventBook) -> str:
    """A distance event without type is of any type; a role that does not look at the type needs none."""
    known = TYPES.get(format, ())
    if not known:
        return ""
    if not cells.text("event_type"):
        if format == "FAD":
            return "ANY"
        if role not in (LEARNER, "SD", "RS") and any(
            m.holds(role, format, "", criteria) for m in book.measures
        ):
            return ""
    return cells.word("event_type", known)


def _role_minutes(cells: _Cells) -> Fraction | None:
    minutes = cells.whole("role_minutes")
    hours = cells.hours("role_hours")
    return hours if minutes is None else Fraction(minutes)


def _participants(cells: _Cells) -> int | None:
    """The number, else the most people of the band: what holds for them holds for all of it."""
    people = cells.whole("participants")
    band = cells.text("size_band")
    if cells.text("participants") or not band:
        return people
    numbers = [int(n) for n in re.findall(r"[0-9]{1,7}", band)]
    if not 1 <= len(numbers) <= 2 or numbers != sorted(numbers):
        cells.fault("size_band", f"not a band such as 1-100, 101-200 or >200: {band!r}")
        return None
    return numbers[-1] + 1 if len(numbers) == 1 and _OPEN_BAND.search(band) else numbers[-1]
