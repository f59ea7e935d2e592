"""A person's folder: every credit with what proves it, and the documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from triennio.kernel.messages import N_
from triennio.platform.api.calls import actor_of, bytes_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import (
    Code,
    CodeInPath,
    Credits,
    Given,
    Limit,
    Line,
    Offset,
    OptionalKey,
    Page,
    RequiredKey,
    decimal,
    page_of,
)
from triennio.registry.actions import folder as actions
from triennio.registry.api.common import FILES, Start, own_professional, triennio_in, upload_answer
from triennio.registry.queries import folder

router = Router(tags=[str(N_("Cartella delle prove"))])


class ProofShape(Schema):
    code: str
    kind: str
    title: str
    name: str
    size: int
    created: datetime


class ItemShape(Schema):
    """A credit with what covers it. `credits` null where the rules compute them."""

    code: str
    title: str
    what: str
    provider: str
    event: str
    acquired: date
    credits: Credits | None
    cover: Literal["register", "certificate", "declaration", "nothing"]
    proofs: list[ProofShape]


class ProofCode(Schema):
    proof: str


class Attaching(Given):
    """`credit` empty: the document proves nothing in particular."""

    credit: Code | Literal[""]


def _proof(each: Any) -> dict[str, Any]:
    return {
        "code": each.code,
        "kind": each.kind,
        "title": each.title,
        "name": each.upload.name,
        "size": each.upload.size,
        "created": each.created,
    }


def _item(each: folder.Item) -> dict[str, Any]:
    return {
        "code": each.code,
        "title": each.title,
        "what": each.what,
        "provider": each.provider,
        "event": each.event,
        "acquired": each.acquired,
        "credits": None if each.hundredths is None else decimal(each.hundredths),
        "cover": each.cover,
        "proofs": [_proof(one) for one in each.proofs],
    }


@operation(
    router,
    "GET",
    "/credits",
    title=N_("I propri crediti, ciascuno con ciò che lo prova"),
    answers=Page[ItemShape],
    needs="proofs.own",
)
def read_credits(
    request: HttpRequest, triennio: Start | None = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """Participations and individual activities, newest first."""
    period = triennio_in(triennio) if triennio else None
    found = folder.folder(actor_of(request), own_professional(request), period)
    return page_of(found.items, limit, offset, _item)


@operation(
    router,
    "GET",
    "/proofs",
    title=N_("I documenti che non sono ancora abbinati a un credito"),
    answers=list[ProofShape],
    needs="proofs.own",
)
def read_loose_proofs(request: HttpRequest) -> Any:
    """The others are with their credits."""
    return [_proof(each) for each in folder.folder(actor_of(request), own_professional(request)).loose]


@operation(
    router,
    "POST",
    "/proofs",
    title=N_("Aggiungere un documento alla cartella"),
    answers=ProofCode,
    does=actions.add,
    status=201,
)
def add_proof(
    request: HttpRequest,
    key: RequiredKey,
    file: File[UploadedFile],
    kind: Form[Literal["certificate", "declaration"]] = "certificate",
    credit: Form[Code | Literal[""]] = "",
    title: Form[Line] = "",
) -> Any:
    """PDF, PNG, JPEG or p7m, 10 MB at most; `credit` is the code of what it proves."""
    return perform(
        request,
        actions.add,
        key,
        professional=own_professional(request).code,
        kind=kind,
        name=file.name or "",
        content=bytes_of(file),
        credit=credit,
        title=title,
    )


@operation(
    router,
    "GET",
    "/proofs/{code}",
    title=N_("Il documento"),
    answers=None,
    needs="proofs.own",
    media=FILES,
)
def read_proof(request: HttpRequest, code: CodeInPath) -> Any:
    """As it was sent."""
    return upload_answer(folder.document(actor_of(request), code))


@operation(
    router,
    "PUT",
    "/proofs/{code}",
    title=N_("Dire quale credito prova un documento"),
    answers=ProofCode,
    does=actions.attach,
    example={"credit": "codice"},
)
def attach_proof(request: HttpRequest, code: CodeInPath, body: Attaching, key: OptionalKey = None) -> Any:
    """Of one's own credits."""
    return perform(request, actions.attach, key, proof=code, credit=body.credit)


@operation(
    router,
    "DELETE",
    "/proofs/{code}",
    title=N_("Eliminare un documento"),
    answers=ProofCode,
    does=actions.remove,
)
def remove_proof(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """Bytes and all."""
    return perform(request, actions.remove, key, proof=code)
