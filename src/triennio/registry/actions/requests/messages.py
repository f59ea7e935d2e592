"""Messages both ways, sealed; and the note that each reading of special content leaves."""

from __future__ import annotations

from typing import Any

from triennio.kernel.messages import N_
from triennio.kernel.refusal import Refusal
from triennio.platform.actions import Act, Key, action
from triennio.platform.permissions import Actor
from triennio.registry.actions.requests.common import clean_text, say, taken, taken_by_office
from triennio.registry.models import Request, RequestMessage
from triennio.registry.queries.requests.situation import answers


@action("request.write", permission="request.own", key=Key.REQUIRED)
def write(act: Act, *, request: str, text: str) -> dict[str, Any]:
    """The person writes to the office. Raises Refusal TEXT_MISSING, TEXT_TOO_LONG, REQUEST_DRAFT."""
    found = taken(act, request)
    kept = clean_text(text)
    if found.state == Request.State.DRAFT:
        raise Refusal(
            "REQUEST_DRAFT",
            N_("La richiesta è ancora una bozza: l’ufficio non la vede."),
            next_step=N_("Inviarla, poi scrivere."),
        )
    message = say(act, found, kept, office=False)
    act.journal(f"request:{found.pk}", {"message": message.code}, organisation=found.order_id)
    return {"message": message.code}


@action("request.reply", permission="request.decide", key=Key.REQUIRED)
def reply(act: Act, *, request: str, text: str) -> dict[str, Any]:
    """The office writes to the person. Raises Refusal OWN_REQUEST, TEXT_MISSING, TEXT_TOO_LONG."""
    found = taken_by_office(act, request)
    message = say(act, found, clean_text(text), office=True)
    act.journal(f"request:{found.pk}", {"message": message.code}, organisation=found.order_id)
    return {"message": message.code}


@action("request.seen", permission="request.own")
def seen(act: Act, *, request: str) -> dict[str, Any]:
    """The person has read what the office wrote."""
    found = taken(act, request)
    count = RequestMessage.objects.filter(request=found, office=True, read=None).update(read=act.now)
    if not count:
        act.nothing_changed()
        return {"read": 0}
    act.journal(f"request:{found.pk}", {"read": count}, organisation=found.order_id)
    return {"read": count}


@action("request.reason", permission="request.reason")
def note_reading(act: Act, *, request: str) -> dict[str, Any]:
    """Write down that the office opened what is asked: each time, whoever it was."""
    found = taken(act, request)
    act.journal(f"request:{found.pk}", {"read": found.code}, organisation=found.order_id)
    return {"request": found.code}


def open_for_office(viewer: Actor, request: Request) -> dict[str, str]:
    """The answers of a request, for whoever decides it: the reading is written down before they are opened."""
    note_reading(viewer, request=request.code)
    return answers(request)
