"""A person's own requests: the list, one of them whole, what it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.permissions import Actor, require
from triennio.registry.domain.requests.changes import Away
from triennio.registry.domain.requests.effect import Effect, effect_of
from triennio.registry.domain.requests.form import Filled, fill
from triennio.registry.domain.requests.kind import Kind, Situation
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.domain.requests.reasons import REASONS, Reason
from triennio.registry.domain.requests.states import CHANGEABLE, DECIDED
from triennio.registry.models import Absence, Request, RequestProof
from triennio.registry.queries.case import case_of
from triennio.registry.queries.requests.sight import in_sight
from triennio.registry.queries.requests.situation import answers, situation_of
from triennio.registry.queries.requests.threads import Note, Step, notes_of, steps_of


@dataclass(frozen=True, slots=True)
class Row:
    """A request in the list; `unread` counts the office's messages not read yet."""

    code: str
    kind: Kind
    state: str
    office: str
    created: datetime
    updated: datetime
    sent: datetime | None
    unread: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document given with a request."""

    code: str
    role: str
    name: str
    size: int
    created: datetime
    by_body: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """One request with everything its owner sees."""

    request: Request
    kind: Kind
    situation: Situation
    raw: Mapping[str, str]
    form: Filled
    documents: Sequence[Document]
    steps: Sequence[Step]
    notes: Sequence[Note]
    reason: Reason | None

    @property
    def given(self) -> list[str]:
        """The roles of the documents given."""
        return [each.role for each in self.documents]

    @property
    def declared(self) -> bool:
        """Whether the signed declaration is there."""
        return "declaration" in self.given


def rows(viewer: Actor, professional: Professional) -> list[Row]:
    """All requests of a person: those that wait for them, then the last touched. Raises OutOfSight for others."""
    require(viewer, "request.own", scopes.of_professional(professional))
    found = Request.objects.filter(professional=professional).select_related("order")
    listed = [_row(each) for each in found.prefetch_related("messages").order_by("-updated", "-pk")]
    return sorted(listed, key=lambda row: row.state not in CHANGEABLE)


def _row(each: Request) -> Row:
    unread = sum(1 for message in each.messages.all() if message.office and message.read is None)
    return Row(
        each.code,
        KINDS[each.kind],
        each.state,
        each.order.name,
        each.created,
        each.updated,
        each.sent,
        unread,
    )


def whole(viewer: Actor, code: str) -> Whole:
    """One request for the person who made it. Raises OutOfSight for anybody else."""
    request = in_sight(viewer, "request.own", code)
    return whole_of(request, answers(request))


def whole_of(request: Request, raw: Mapping[str, str]) -> Whole:
    """The request with its answers already opened, by whoever may."""
    situation = situation_of(request, clock.now())
    kind = KINDS[request.kind]
    return Whole(
        request=request,
        kind=kind,
        situation=situation,
        raw=raw,
        form=fill(kind, raw, situation),
        documents=documents_of(request),
        steps=steps_of(request),
        notes=notes_of(request),
        reason=REASONS.get(request.outcome),
    )


def documents_of(request: Request) -> list[Document]:
    """The documents of a request, oldest first; those deleted by their term are left out."""
    rows = RequestProof.objects.filter(request=request, upload__erased=None).select_related("upload")
    return [
        Document(
            each.upload.code, each.role, each.upload.name, each.upload.size, each.upload.created, each.by_body
        )
        for each in rows.order_by("pk")
    ]


def effect(found: Whole, recognised: int | None = None) -> Effect | None:
    """What accepting it would change today; None while the answers are not complete, or once it is decided."""
    if found.form.change is None or found.request.state in DECIDED:
        return None
    request, now = found.request, clock.now()
    waits = request.state in (Request.State.DRAFT, Request.State.ASKED)
    filed = clock.day_of(now if waits or request.sent is None else request.sent)
    case = case_of(request.professional, clock.day_of(now)).case
    return effect_of(case, found.form.change, code=request.code, filed=filed, recognised=recognised)


def overlapping(found: Whole) -> list[tuple[date, date]]:
    """Periods already recorded that share days with the one asked for: those days are counted once."""
    change = found.form.change
    if not isinstance(change, Away) or found.request.state in DECIDED:
        return []
    rows = Absence.objects.filter(
        professional=found.request.professional, cancelled=None, start__lte=change.end, end__gte=change.start
    )
    return list(rows.order_by("start", "end").values_list("start", "end").distinct())
