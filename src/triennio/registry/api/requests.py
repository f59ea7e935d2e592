"""A person's requests: which kinds there are, the draft, its effect, documents, sending, messages."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from ninja import File, Form, Path, Router, Schema
from ninja.files import UploadedFile
from pydantic import StringConstraints

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight
from triennio.platform import clock
from triennio.platform.actions import Answer
from triennio.platform.api.calls import DOOR, actor_of, bytes_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import (
    Code,
    CodeInPath,
    Given,
    Limit,
    Offset,
    OptionalKey,
    Page,
    RequiredKey,
    Text,
    Words,
    page_of,
)
from triennio.platform.permissions import Actor
from triennio.registry.actions.requests import messages as message_actions
from triennio.registry.actions.requests import proofs as proof_actions
from triennio.registry.actions.requests import start as actions
from triennio.registry.api import request_shapes as shapes
from triennio.registry.api.common import FILES, own_professional, upload_answer
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.queries.requests import office, own
from triennio.registry.queries.requests.delivery import delivery, digest_of
from triennio.registry.queries.requests.situation import of_professional

router = Router(tags=[str(N_("Richieste"))])
KindName = Annotated[str, Path(pattern="^[a-z_]{1,40}$")]
FieldName = Annotated[str, StringConstraints(pattern="^[a-z_0-9]{1,40}$")]
Token = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{20,80}$")]


class NewRequest(Given):
    kind: FieldName
    participation: Code | Literal[""] = ""


class Answers(Given):
    answers: dict[FieldName, Text]


class NewLink(Given):
    body: Words


class Message(Given):
    text: Text


class KeptShape(Schema):
    request: str
    declaration_removed: bool


class UploadShape(Schema):
    upload: str


class DetachedShape(Schema):
    request: str


class LinkShape(Schema):
    """The link is told here and nowhere else."""

    address: str
    expires: datetime


class MessageShape(Schema):
    message: str


class SeenShape(Schema):
    read: int


class DeliveryShape(Schema):
    """All that a body learns."""

    name: str
    family: str
    office: str
    body: str
    expires: datetime


@operation(
    router,
    "GET",
    "/request-kinds",
    title=N_("I tipi di richiesta, con le loro domande"),
    answers=list[shapes.KindShape],
    needs="request.own",
)
def read_kinds(request: HttpRequest) -> Any:
    """As they are for the person who asks: some questions depend on the profession."""
    situation = of_professional(own_professional(request), clock.today())
    return [shapes.kind(each, situation) for each in KINDS.values()]


@operation(
    router,
    "GET",
    "/request-kinds/{kind}",
    title=N_("Un tipo di richiesta, con le sue domande come JSON Schema"),
    answers=shapes.KindShape,
    needs="request.own",
)
def read_kind(request: HttpRequest, kind: KindName) -> Any:
    """Every answer is a text, as people type it; `x-when` says when a question is asked."""
    person = own_professional(request)
    if kind not in KINDS:
        raise OutOfSight("request.own")
    return shapes.kind(KINDS[kind], of_professional(person, clock.today()))


@operation(
    router,
    "GET",
    "/requests",
    title=N_("Le proprie richieste"),
    answers=Page[shapes.RowShape],
    needs="request.own",
)
def read_requests(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """The last touched first."""
    rows = own.rows(actor_of(request), own_professional(request))
    return page_of(rows, limit, offset, shapes.row)


@operation(
    router,
    "POST",
    "/requests",
    title=N_("Cominciare una bozza"),
    answers=shapes.RequestShape,
    does=actions.start,
    status=201,
    example={"kind": "self_training"},
)
def start_request(request: HttpRequest, body: NewRequest, key: RequiredKey) -> Any:
    """`participation`, where given, is one that the register still waits for: it fills the answers."""
    person = own_professional(request)
    made = perform(request, actions.start, key, professional=person.code, **body.model_dump())
    return _request(request, made["request"])


@operation(
    router,
    "GET",
    "/requests/{code}",
    title=N_("Una propria richiesta, intera"),
    answers=shapes.RequestShape,
    needs="request.own",
)
def read_request(request: HttpRequest, code: CodeInPath) -> Any:
    """Answers, what stands against them, documents, history, messages."""
    return _request(request, code)


def _request(request: HttpRequest, code: str) -> dict[str, Any]:
    return shapes.request(own.whole(actor_of(request), code))


@operation(
    router,
    "PUT",
    "/requests/{code}/answers",
    title=N_("Salvare le risposte di una bozza"),
    answers=shapes.RequestShape,
    does=actions.save,
    example={"answers": {"material": "journal", "hours": "12"}},
)
def save_answers(request: HttpRequest, code: CodeInPath, body: Answers, key: OptionalKey = None) -> Any:
    """Complete or not. Other answers take a signed declaration away."""
    found = own.whole(actor_of(request), code)
    known = {each.name for each in found.kind.fields(found.situation)}
    answers = {name: text for name, text in body.answers.items() if name in known}
    perform(request, actions.save, key, request=code, answers=answers)
    return _request(request, code)


@operation(
    router,
    "GET",
    "/requests/{code}/effect",
    title=N_("Che cosa cambierebbe se fosse accolta"),
    answers=shapes.EffectShape,
    needs="request.own",
)
def read_effect(request: HttpRequest, code: CodeInPath) -> Any:
    """Before and after, today."""
    return shapes.effect(own.effect(own.whole(actor_of(request), code)))


@operation(
    router,
    "POST",
    "/requests/{code}/documents",
    title=N_("Aggiungere un documento o la dichiarazione firmata"),
    answers=UploadShape,
    does=proof_actions.attach,
    status=201,
)
def attach_document(
    request: HttpRequest,
    code: CodeInPath,
    key: RequiredKey,
    file: File[UploadedFile],
    role: Form[Literal["proof", "reminder", "declaration"]] = "proof",
) -> Any:
    """PDF, PNG, JPEG or p7m, 10 MB at most."""
    return perform(
        request,
        proof_actions.attach,
        key,
        request=code,
        name=file.name or "",
        content=bytes_of(file),
        role=role,
    )


@operation(
    router,
    "GET",
    "/requests/{code}/documents/{upload}",
    title=N_("Un documento della propria richiesta"),
    answers=None,
    needs="request.own",
    media=FILES,
)
def read_document(request: HttpRequest, code: CodeInPath, upload: CodeInPath) -> Any:
    """As it was sent."""
    return upload_answer(office.document(actor_of(request), code, upload, office=False))


@operation(
    router,
    "DELETE",
    "/requests/{code}/documents/{upload}",
    title=N_("Togliere un documento"),
    answers=DetachedShape,
    does=proof_actions.detach,
)
def detach_document(
    request: HttpRequest, code: CodeInPath, upload: CodeInPath, key: OptionalKey = None
) -> Any:
    """While the request may still change."""
    return perform(request, proof_actions.detach, key, request=code, upload=upload)


@operation(
    router,
    "POST",
    "/requests/{code}/links",
    title=N_("Un link con cui un ente manda la prova, una volta sola"),
    answers=LinkShape,
    does=proof_actions.link,
    status=201,
    example={"body": "Università di prova"},
)
def make_link(request: HttpRequest, code: CodeInPath, body: NewLink, key: RequiredKey) -> Any:
    """Links made before and not used end here."""
    token = _token(code, key)
    made = perform(request, proof_actions.link, key, request=code, body=body.body, digest=digest_of(token))
    address = request.build_absolute_uri(f"/api/v1/deliveries/{token}")
    return {"address": address, "expires": made["expires"]}


def _token(code: str, key: str) -> str:
    """From the key of the call, so that repeating it tells the same link."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"proof link api {code} {key}".encode(), sha256).digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


@operation(
    router,
    "POST",
    "/requests/{code}/send",
    title=N_("Inviare la richiesta all’ufficio"),
    answers=shapes.StateShape,
    does=actions.send,
)
def send_request(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """Needs complete answers and the documents that are asked for."""
    return perform(request, actions.send, key, request=code)


@operation(
    router,
    "POST",
    "/requests/{code}/withdraw",
    title=N_("Ritirare la richiesta: i suoi documenti sono eliminati"),
    answers=shapes.StateShape,
    does=actions.withdraw,
)
def withdraw_request(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """Before it is decided."""
    return perform(request, actions.withdraw, key, request=code)


@operation(
    router,
    "POST",
    "/requests/{code}/messages",
    title=N_("Scrivere all’ufficio"),
    answers=MessageShape,
    does=message_actions.write,
    status=201,
    example={"text": "Buongiorno"},
)
def write_message(request: HttpRequest, code: CodeInPath, body: Message, key: RequiredKey) -> Any:
    """Once the request has been sent."""
    return perform(request, message_actions.write, key, request=code, text=body.text)


@operation(
    router,
    "POST",
    "/requests/{code}/seen",
    title=N_("Segnare come letti i messaggi dell’ufficio"),
    answers=SeenShape,
    does=message_actions.seen,
)
def see_messages(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """Answers how many were new."""
    return perform(request, message_actions.seen, key, request=code)


# --- the body that holds a link: no account, the link is the right


@operation(
    router,
    "GET",
    "/deliveries/{token}",
    title=N_("A che cosa serve un link ricevuto"),
    answers=DeliveryShape,
    needs="proof.deliver",
    public=True,
)
def read_delivery(request: HttpRequest, token: Token) -> Any:
    """Alike for a link that is unknown, used or expired: it is not there."""
    return delivery(Actor(None, DOOR), token)


@operation(
    router,
    "POST",
    "/deliveries/{token}",
    title=N_("Mandare la prova con un link ricevuto"),
    answers=UploadShape,
    does=proof_actions.deliver,
    public=True,
    status=201,
)
def deliver_proof(request: HttpRequest, token: Token, key: RequiredKey, file: File[UploadedFile]) -> Any:
    """The link is used up by it."""
    answer: Answer = proof_actions.deliver(
        Actor(None, DOOR), key=key, digest=digest_of(token), name=file.name or "", content=bytes_of(file)
    )
    return answer
