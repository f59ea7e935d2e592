"""Requests in any state, and answers that each kind admits. Persons, bodies and titles are invented."""

from __future__ import annotations

from triennio.people.models import Account
from triennio.platform.codes import new_code
from triennio.registry.actions.requests import office, proofs, start
from triennio.registry.actions.requests.accept import accept
from triennio.registry.models import Request

from tests.support.world import World, actor  # isort: skip

PDF = b"%PDF-1.4 documento di prova"
ANSWERS: dict[str, dict[str, str]] = {
    "self_training": {
        "material": "journal",
        "titles": "Rivista di prova, tre articoli",
        "hours": "12",
        "start": "2025-02-01",
        "end": "2025-02-20",
    },
    "publication": {
        "medium": "journal",
        "authors": "Prova G., Esempio M.",
        "title": "Uno studio di prova",
        "source": "Rivista di prova 3 (2025) 1-9",
        "published": "2025-03-01",
        "position": "first",
        "indexed": "yes",
        "scopus": "2-s2.0-85012345678",
    },
    "trial": {
        "title": "Sperimentazione di prova",
        "committee": "Comitato etico di prova",
        "approved": "2024-05-02",
        "named": "yes",
        "provider": "no",
        "start": "2024-06-01",
        "end": "2025-01-31",
    },
    "tutoring": {
        "place": "university",
        "body": "Università di prova",
        "course": "Laurea in Infermieristica",
        "teaching_post": "no",
        "start": "2025-01-10",
        "end": "2025-06-30",
        "hours": "45",
    },
    "abroad": {
        "body": "Body of example",
        "title": "Example course",
        "leef": "no",
        "country": "FR",
        "distance": "no",
        "start": "2025-05-01",
        "end": "2025-05-03",
        "credits": "20",
        "hours": "12",
    },
    "exoneration": {
        "reason": "phd",
        "body": "Università di prova",
        "start": "2024-01-10",
        "end": "2024-12-20",
        "legal_years": "3",
    },
    "exemption": {
        "reason": "maternity",
        "start": "2024-03-01",
        "end": "2024-08-31",
        "aware": "on",
    },
    "missing_credits": {
        "provider_name": "Provider di prova",
        "provider_code": "9999",
        "event_code": "777001",
        "accrediting": "000",
        "contact": "silent",
        "contacted": "2025-11-03",
        "title": "Corso di prova",
        "format": "RES",
        "event_kind": "E",
        "start": "2025-06-02",
        "end": "2025-06-03",
        "acquired": "2025-06-03",
        "objective": "18",
        "credits": "15,4",
        "role": "learner",
        "practice": "D",
        "recruited": "no",
        "profession": "14",
        "discipline": "85",
    },
    "start_date": {"act": "enrolment", "day": "2012-03-02"},
    "practice": {"practice": "freelance", "since": "2024-01-01"},
    "profession": {"profession": "15", "since": "2024-01-01"},
}
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
