"""Requests in any state."""

from __future__ import annotations

from tests.support.requests_answers import ANSWERS
from tests.support.world import World, actor
from triennio.people.models import Account
from triennio.platform.codes import new_code
from triennio.registry.actions.requests import office, proofs, start
from triennio.registry.actions.requests.accept import accept
from triennio.registry.models import Request

PDF = b"%PDF-1.4 documento di prova"
KINDS = tuple(ANSWERS)


def draft(owner: Account, kind: str, answers: dict[str, str] | None = None) -> Request:
    """A draft with answers (those of the table unless others are given)."""
    me = actor(owner)
    code = start.start(me, key=new_code(), professional=owner.professional.code, kind=kind)["request"]
    start.save(me, request=code, answers=ANSWERS[kind] if answers is None else answers)
    return Request.objects.get(code=code)


def with_documents(owner: Account, request: Request) -> Request:
    """The same with every document it can want and the signed declaration."""
    for role in ("proof", "reminder", "declaration"):
        proofs.attach(
            actor(owner), key=new_code(), request=request.code, name=f"{role}.pdf", content=PDF, role=role
        )
    return request


def sent(owner: Account, kind: str, answers: dict[str, str] | None = None) -> Request:
    """A request with its documents, sent."""
    request = with_documents(owner, draft(owner, kind, answers))
    start.send(actor(owner), request=request.code)
    return Request.objects.get(pk=request.pk)


def asked(world: World, kind: str) -> Request:
    """A request for which the office asked for more."""
    request = sent(world.giulia, kind)
    office.ask(actor(world.clerk), request=request.code, text="Serve il documento.")
    return Request.objects.get(pk=request.pk)


def accepted(world: World, kind: str, answers: dict[str, str] | None = None) -> Request:
    """A request accepted by the office as it is."""
    request = sent(world.giulia, kind, answers)
    accept(actor(world.clerk), request=request.code)
    return Request.objects.get(pk=request.pk)
