"""Requests at the office that decides them. Opening one is written in the journal, each time."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from triennio.kernel.messages import N_
from triennio.platform.api.calls import actor_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import CodeInPath, Given, OptionalKey, RequiredKey, Text, hundredths
from triennio.registry.actions.requests import accept as accept_actions
from triennio.registry.actions.requests import messages as message_actions
from triennio.registry.actions.requests import office as actions
from triennio.registry.api import request_shapes as shapes
from triennio.registry.api.common import FILES, upload_answer
from triennio.registry.queries.requests import inbox, office

router = Router(tags=[str(N_("Ufficio: richieste da decidere"))])
Recognised = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]


class EntryOfInbox(Schema):
    """A request that waits. `complete` says that the signed declaration is there; `days` since it was sent."""

    code: str
    kind: str
    state: str
    label: str
    name: str
    sent: datetime
    days: int
    documents: int
    complete: bool
    own: bool


class InboxShape(Schema):
    """One page of fifty. `counts` by family, of what waits; `next_page` 0 on the last one."""

    entries: list[EntryOfInbox]
    counts: dict[str, int]
    total: int
    page: int
    next_page: int


class PrecedentShape(Schema):
    """An earlier decision on the same kind, of nobody in particular."""

    code: str
    state: str
    label: str
    outcome: str
    decided: datetime
    hundredths: int | None


class DeskShape(Schema):
    """A request on the desk of whoever decides. `mine`: it is one's own, and a colleague decides."""

    request: shapes.RequestShape
    person: str
    precedents: list[PrecedentShape]
    next: str
    mine: bool


class Reply(Given):
    text: Text


class Forwarding(Given):
    text: Text = ""


class Refusing(Given):
    reason: Annotated[str, Field(pattern="^[A-Z_]{1,40}$")]
    text: Text = ""


class Acceptance(Given):
    """`credits`, where given, replaces what the rules compute; then `text` says why."""

    credits: Recognised | None = None
    text: Text = ""


class AcceptedRequest(Schema):
    request: str
    state: str
    written: Any


class RepliedShape(Schema):
    message: str


@operation(
    router,
    "GET",
    "/inbox",
    title=N_("Le richieste che aspettano l’ufficio"),
    answers=InboxShape,
    needs="request.decide",
)
def read_inbox(
    request: HttpRequest,
    family: Literal["", "individual", "absence", "missing", "data"] = "",
    state: Literal["", "sent", "asked", "forwarded", "accepted", "refused", "withdrawn"] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Any:
    """Oldest first."""
    found = inbox.waiting(actor_of(request), family, state, page)
    return {
        "entries": [{**_fields(each), "kind": each.kind.name} for each in found.entries],
        "counts": found.counts,
        "total": found.total,
        "page": found.page,
        "next_page": found.next_page,
    }


def _fields(each: inbox.Entry) -> dict[str, Any]:
    return {name: getattr(each, name) for name in EntryOfInbox.model_fields}


@operation(
    router,
    "GET",
    "/inbox/{code}",
    title=N_("Una richiesta da decidere, con i precedenti dello stesso tipo"),
    answers=DeskShape,
    needs="request.decide",
)
def read_desk(request: HttpRequest, code: CodeInPath) -> Any:
    """Reading it is written in the journal."""
    return _desk(request, code)


def _desk(request: HttpRequest, code: str) -> dict[str, Any]:
    found = office.desk(actor_of(request), code)
    return {
        "request": shapes.request(found.whole),
        "person": found.whole.request.professional.code,
        "precedents": found.precedents,
        "next": found.next,
        "mine": found.mine,
    }


@operation(
    router,
    "GET",
    "/inbox/{code}/documents/{upload}",
    title=N_("Un documento di una richiesta da decidere"),
    answers=None,
    needs="request.decide",
    media=FILES,
)
def read_desk_document(request: HttpRequest, code: CodeInPath, upload: CodeInPath) -> Any:
    """Reading it is written in the journal."""
    return upload_answer(office.document(actor_of(request), code, upload, office=True))


@operation(
    router,
    "POST",
    "/inbox/{code}/messages",
    title=N_("Scrivere alla persona"),
    answers=RepliedShape,
    does=message_actions.reply,
    status=201,
    example={"text": "Buongiorno"},
)
def reply_message(request: HttpRequest, code: CodeInPath, body: Reply, key: RequiredKey) -> Any:
    """The person gets an e-mail that does not repeat it."""
    return perform(request, message_actions.reply, key, request=code, text=body.text)


@operation(
    router,
    "POST",
    "/inbox/{code}/ask",
    title=N_("Chiedere un’integrazione: la richiesta si riapre alla persona"),
    answers=shapes.StateShape,
    does=actions.ask,
    example={"text": "Manca un foglio."},
)
def ask_for_more(request: HttpRequest, code: CodeInPath, body: Reply, key: OptionalKey = None) -> Any:
    """Answers and documents may change again."""
    return perform(request, actions.ask, key, request=code, text=body.text)


@operation(
    router,
    "POST",
    "/inbox/{code}/forward",
    title=N_("Inoltrare alla Commissione nazionale un caso fuori elenco"),
    answers=shapes.StateShape,
    does=actions.forward,
    example={"text": ""},
)
def forward_request(request: HttpRequest, code: CodeInPath, body: Forwarding, key: OptionalKey = None) -> Any:
    """Only exonerations and exemptions."""
    return perform(request, actions.forward, key, request=code, text=body.text)


@operation(
    router,
    "POST",
    "/inbox/{code}/refuse",
    title=N_("Respingere, con un motivo dell’elenco"),
    answers=shapes.StateShape,
    does=actions.refuse,
    example={"reason": "PROOF_NOT_ENOUGH", "text": "Il foglio non è firmato."},
)
def refuse_request(request: HttpRequest, code: CodeInPath, body: Refusing, key: OptionalKey = None) -> Any:
    """The reason says what the person can do next."""
    return perform(request, actions.refuse, key, request=code, **body.model_dump())


@operation(
    router,
    "POST",
    "/inbox/{code}/accept",
    title=N_("Accogliere: ciò che chiede entra nel registro"),
    answers=AcceptedRequest,
    does=accept_actions.accept,
    example={},
)
def accept_request(request: HttpRequest, code: CodeInPath, body: Acceptance, key: OptionalKey = None) -> Any:
    """In the same transaction."""
    credits = None if body.credits is None else hundredths(body.credits)
    return perform(request, accept_actions.accept, key, request=code, credits=credits, text=body.text)
