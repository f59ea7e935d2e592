"""Everything that the register holds of one credit, as lists and pages name it. Takes no viewer: those who ask for
the rows of a professional have already shown that they may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from triennio.people.models import Professional
from triennio.pictures.domain import Attendance, Track, track
from triennio.registry.models import IndividualTraining, Origin, Participation
from triennio.registry.queries.case import decimal

PARTICIPATION = "participation"


@dataclass(frozen=True, slots=True)
class Row:
    """A participation, or an individual credit. `hundredths` is None where the rules compute the amount; `what` is
    `participation` or the kind of individual training.
    """

    code: str
    title: str
    what: str
    acquired: date
    hundredths: int | None
    reported: date | None
    closes: date | None
    provider: str = ""
    event: str = ""
    edition: int = 1
    role: str = ""
    origin: str = ""
    format: str = ""
    objective: int | None = None

    @property
    def credits(self) -> str:
        """As the rules write it; "" where they compute it."""
        return "" if self.hundredths is None else decimal(self.hundredths)

    @property
    def event_like(self) -> bool:
        """Whether a provider reports it."""
        return self.what == PARTICIPATION

    @property
    def origin_label(self) -> str:
        """Where it comes from, in words."""
        return str(Origin(self.origin).label) if self.origin else ""


_PARTICIPATION = (
    "code", "title", "event_code", "acquired", "credits", "reported", "ends", "starts", "provider_name",
    "edition", "role", "origin", "format", "objective",
)  # fmt: skip
_TRAINING = ("code", "kind", "description", "acquired", "recognised", "origin")


def rows_of(professional: Professional) -> dict[str, Row]:
    """Code → row, of every credit that is not cancelled: two questions, however many credits there are."""
    events = Participation.objects.filter(professional=professional, cancelled=None).values(*_PARTICIPATION)
    others = IndividualTraining.objects.filter(professional=professional, cancelled=None).values(*_TRAINING)
    found = {each["code"]: _event(each) for each in events}
    return found | {each["code"]: _training(each) for each in others}


def _event(each: dict[str, Any]) -> Row:
    known = {
        name: each[name] for name in ("code", "acquired", "reported", "edition", "role", "origin", "format")
    }
    return Row(
        title=each["title"] or each["event_code"],
        what=PARTICIPATION,
        hundredths=each["credits"],
        closes=each["ends"] or each["starts"],
        provider=each["provider_name"],
        event=each["event_code"],
        objective=each["objective"],
        **known,
    )


def _training(each: dict[str, Any]) -> Row:
    kind = IndividualTraining.Kind(each["kind"])
    description = each["description"] if isinstance(each["description"], dict) else {}
    return Row(
        code=str(each["code"]),
        title=str(description.get("title") or str(kind.label).capitalize()),
        what=kind.value,
        acquired=each["acquired"],
        hundredths=each["recognised"],
        reported=each["acquired"],
        closes=None,
        origin=str(each["origin"]),
    )


def track_of(row: Row, day: date) -> Track:
    """The four stops of a participation on a day."""
    return track(Attendance(row.acquired, row.closes, None, row.reported, row.code), day)
