"""What happened to a request, with dates, and what was written in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from triennio.platform import vault
from triennio.registry.models import Request, RequestMessage, RequestStep


@dataclass(frozen=True, slots=True)
class Step:
    """A state the request entered; `office` when somebody of the office took it there."""

    state: str
    label: str
    at: datetime
    office: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A message. `read` is None while the other side has not opened it."""

    text: str
    at: datetime
    office: bool
    read: datetime | None


def steps_of(request: Request) -> list[Step]:
    """The history, oldest first."""
    owner = request.professional.account_id
    rows = RequestStep.objects.filter(request=request).order_by("at", "pk")
    return [
        Step(each.state, str(Request.State(each.state).label), each.at, each.by_id != owner) for each in rows
    ]


def notes_of(request: Request) -> list[Note]:
    """The messages, oldest first. Only for the person and whoever decides."""
    rows = RequestMessage.objects.filter(request=request).order_by("at", "pk")
    return [Note(_text(each, request), each.at, each.office, each.read) for each in rows]


def _text(message: RequestMessage, request: Request) -> str:
    place = f"request-message:{message.code}"
    content = vault.unseal(message.sealed, organisation=request.order_id, place=place)
    return str(json.loads(content)["text"])
