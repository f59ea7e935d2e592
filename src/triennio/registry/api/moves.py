"""Moving participations to the triennio before: what can, what it would change, and doing it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from triennio.kernel.messages import N_
from triennio.platform import clock
from triennio.platform.api.calls import actor_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import Code, Credits, Given, RequiredKey, decimal
from triennio.registry.actions import moves as actions
from triennio.registry.api.common import BeforeAfter, own_professional
from triennio.registry.queries import moves

router = Router(tags=[str(N_("Spostare crediti"))])
Chosen = Annotated[list[Code], Field(min_length=1, max_length=100)]


class MovableShape(Schema):
    """A participation; `objection` says why it cannot be moved today, null where it can."""

    code: str
    title: str
    provider: str
    acquired: date
    credits: Credits
    objection: str | None
    rule: str | None


class RouteShape(Schema):
    """From one triennio to the one before. `until` is the last day, null where there is no window."""

    origin: str
    to: str
    until: date | None
    missing: Credits
    covered: bool
    movable: list[MovableShape]
    blocked: list[MovableShape]


class MovedShape(Schema):
    code: str
    origin: str
    to: str
    on: date


class BoardShape(Schema):
    routes: list[RouteShape]
    done: list[MovedShape]


class PreviewShape(BeforeAfter):
    """Both positions. `seen` is handed back with the confirmation; `not_needed` could stay where they are."""

    to: str
    credits: Credits
    not_needed: list[str]
    seen: str


class MovePreview(Given):
    participations: Chosen


class MoveConfirmed(MovePreview):
    seen: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class MoveDone(Schema):
    to: int
    moves: list[str]


def _row(each: moves.Row) -> dict[str, Any]:
    return {
        "code": each.code,
        "title": each.title,
        "provider": each.provider,
        "acquired": each.acquired,
        "credits": decimal(each.credits),
        "objection": each.objection.sentence if each.objection else None,
        "rule": each.objection.rule if each.objection else None,
    }


@operation(
    router,
    "GET",
    "/moves",
    title=N_("Che cosa si può spostare oggi, che cosa no e perché, che cosa è già spostato"),
    answers=BoardShape,
    needs="credits.move",
)
def read_moves(request: HttpRequest) -> Any:
    """By route, from one triennio to the one before."""
    found = moves.board(actor_of(request), own_professional(request), clock.today())
    return {
        "routes": [
            {
                "origin": str(each.origin),
                "to": str(each.to),
                "until": each.until,
                "missing": f"{each.missing:.2f}",
                "covered": each.covered,
                "movable": [_row(row) for row in each.movable],
                "blocked": [_row(row) for row in each.blocked],
            }
            for each in found.routes
        ],
        "done": [
            {"code": each.row.code, "origin": str(each.origin), "to": str(each.to), "on": each.on}
            for each in found.done
        ],
    }


@operation(
    router,
    "POST",
    "/moves/preview",
    title=N_("Prima e dopo di uno spostamento, senza farlo"),
    answers=PreviewShape,
    needs="credits.move",
    example={"participations": ["codice"]},
)
def preview_move(request: HttpRequest, body: MovePreview) -> Any:
    """Nothing is written. `seen` goes back with the confirmation."""
    found = moves.preview(actor_of(request), own_professional(request), body.participations, clock.today())
    return {
        "before": found.before,
        "after": found.after,
        "to": str(found.to),
        "credits": decimal(found.hundredths),
        "not_needed": list(found.not_needed),
        "seen": found.seen,
    }


@operation(
    router,
    "POST",
    "/moves",
    title=N_("Spostare, una volta per tutte"),
    answers=MoveDone,
    does=actions.move,
    status=201,
    example={"participations": ["codice"], "seen": "…"},
)
def move_credits(request: HttpRequest, body: MoveConfirmed, key: RequiredKey) -> Any:
    """All or none. There is no way back: `seen` proves that before and after were looked at."""
    person = own_professional(request)
    return perform(
        request,
        actions.move,
        key,
        professional=person.code,
        participations=body.participations,
        seen=body.seen,
    )
