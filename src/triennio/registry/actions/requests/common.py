"""Steps that the actions on requests share."""

from __future__ import annotations

import json
from typing import Any

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.platform import vault
from triennio.platform.actions import Act, locked
from triennio.platform.uploads import store
from triennio.registry.actions.requests.news import RequestChanged, RequestMessaged
from triennio.registry.domain.requests.form import Filled, fill
from triennio.registry.domain.requests.kind import Kind
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.domain.requests.states import Move, after
from triennio.registry.models import Request, RequestMessage, RequestProof, RequestStep
from triennio.registry.queries.requests.sight import scope_of
from triennio.registry.queries.requests.situation import answers, situation_of


def taken(act: Act, code: str) -> Request:
    """The request, locked, once the actor may. Raises OutOfSight."""
    request = locked(Request.objects.filter(code=code)).first()
    if request is None:
        raise OutOfSight(act.spec.permission)
    act.permit(scope_of(request))
    return request


def taken_by_office(act: Act, code: str) -> Request:
    """The same for those who decide: nobody decides on what they asked for themselves."""
    request = taken(act, code)
    if request.professional.account_id == act.actor.account:
        raise Refusal(
            "OWN_REQUEST",
            N_("Sulla propria richiesta decide un’altra persona dell’ufficio."),
            next_step=N_("Lasciarla a un collega."),
            decides=request.order.name,
        )
    return request


def kind_of(request: Request) -> Kind:
    """The kind, with its form and its rules."""
    return KINDS[request.kind]


def filled(request: Request, act: Act) -> Filled:
    """The answers read on the day they were sent, or today while they are a draft."""
    return fill(kind_of(request), answers(request), situation_of(request, act.now))


def move(act: Act, request: Request, to: Move, **data: Any) -> None:
    """Take the request to another state, with its date in the history, a word in the journal and the news."""
    request.state = after(request.state, to)
    request.updated = act.now
    request.save()
    RequestStep.objects.create(request=request, state=request.state, at=act.now, by_id=act.actor.account)
    told = {"request": request.code, "state": request.state, **data}
    act.journal(f"request:{request.pk}", told, organisation=request.order_id)
    act.publish(RequestChanged(request.code, request.state))


def say(act: Act, request: Request, text: str, *, office: bool) -> RequestMessage:
    """Write a message, sealed. The journal learns that there is one."""
    message = RequestMessage(request=request, at=act.now, by_id=act.actor.account, office=office)
    message.sealed = vault.seal(
        json.dumps({"text": text}).encode(),
        organisation=request.order_id,
        place=f"request-message:{message.code}",
    )
    message.save()
    act.publish(RequestMessaged(request.code, office))
    return message


def clean_text(text: str, *, required: bool = True, limit: int = 4000) -> str:
    """A message without blanks around it. Raises Refusal TEXT_MISSING, TEXT_TOO_LONG."""
    kept = text.strip()
    if required and not kept:
        raise Refusal("TEXT_MISSING", N_("Il messaggio è vuoto."), field="text")
    if len(kept) > limit:
        raise Refusal("TEXT_TOO_LONG", N_("Il messaggio è troppo lungo."), field="text")
    return kept


def erase_proofs(request: Request, *roles: str) -> int:
    """Delete the documents of a request, of these roles or all, with their rows; the count."""
    rows = RequestProof.objects.filter(request=request).select_related("upload")
    chosen = list(rows.filter(role__in=roles) if roles else rows)
    for proof in chosen:
        store.erase(proof.upload)
        proof.delete()
    return len(chosen)
