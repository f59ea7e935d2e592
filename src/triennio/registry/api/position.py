"""The position of a person: for themselves, for their Order, for who employs them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from triennio.kernel.messages import N_
from triennio.kernel.triennio import Triennio
from triennio.platform import clock
from triennio.platform.api.calls import actor_of
from triennio.platform.api.operations import operation
from triennio.platform.api.values import Asked, CodeInPath, Limit, Offset, Page, page_of
from triennio.platform.permissions import Actor
from triennio.registry.api.common import (
    AsOf,
    PositionShape,
    Start,
    day_in,
    own_professional,
    triennio_in,
)
from triennio.registry.domain.folder_card import cards
from triennio.registry.queries import employer, members
from triennio.registry.queries.participations import CreditPage, credit_page
from triennio.registry.queries.position import PositionPage, answer_for, position_of

router = Router(tags=[str(N_("Posizione e crediti"))])
Full = Annotated[bool, Query(description="Intera, con i tipi di assenza: solo la propria")]


class ActionShape(Schema):
    """The one next thing to do; `nothing` when there is none."""

    code: str
    target: str
    about: str
    until: date | None
    amount: str


class ArrivingShape(Schema):
    """A participation that no report has brought in yet. `state` is where it is on its way."""

    code: str
    title: str
    acquired: date
    credits: str
    state: str


class SummaryShape(Schema):
    """The verdict of a triennio on a day. Amounts as people write them."""

    professional: str
    name: str
    profession: str
    order: str
    as_of: date
    period: str
    periods: list[str]
    unknown: list[str]
    verdict: str
    ended: bool
    obligation: str
    recognised: str
    missing: str
    surplus: str
    deadline: date
    arriving: list[ArrivingShape]
    next: ActionShape | None


class CreditShape(Schema):
    """A credit and what became of it."""

    code: str
    title: str
    what: str
    acquired: date
    credits: str
    reported: date | None
    provider: str
    event: str
    edition: int
    role: str
    origin: str
    format: str
    objective: int | None
    period: str
    verdict: str
    counted: str
    rule: str
    reason: str
    written: datetime
    moved_to: str | None
    proofs: int


class CardShape(Schema):
    triennio: str
    complete: bool
    covered: bool
    missing: str
    ended: bool
    end: date
    text: str


class MemberShape(Schema):
    code: str
    last_name: str
    first_name: str
    tax_code: str
    profession: str
    number: str
    enrolled: date | None
    cancelled: date | None


class DecisionShape(Schema):
    """A request that the office decided, or a move that the person made."""

    what: str
    label: str
    state: str
    on: datetime
    by: str
    code: str


class StaffShape(Schema):
    """What an employer sees: verdict and missing credits, nothing else."""

    name: str
    ward: str
    period: str
    verdict: str
    ended: bool
    missing: str


@operation(
    router,
    "GET",
    "/position",
    title=N_("La propria posizione in un giorno"),
    answers=PositionShape,
    needs="position.see",
)
def read_position(request: HttpRequest, as_of: AsOf = None, full: Full = False) -> Any:
    """Every triennio with steps, caps, quotas and credits; redacted unless `full`."""
    return _position(actor_of(request), own_professional(request).code, day_in(as_of), full=full)


def _position(viewer: Actor, code: str, day: date, *, full: bool) -> dict[str, Any]:
    case, answer = answer_for(viewer, code, day, whole=full)
    return {"professional": code, "redacted": not full, "answer": answer, "case": case}


@operation(
    router,
    "GET",
    "/position/summary",
    title=N_("In regola o no, che cosa manca, che cosa fare"),
    answers=SummaryShape,
    needs="position.see",
)
def read_summary(request: HttpRequest, as_of: AsOf = None, triennio: Start | None = None) -> Any:
    """Of the triennio of the day, or of another."""
    code = own_professional(request).code
    return _summary(actor_of(request), code, day_in(as_of), triennio)


def _summary(viewer: Actor, code: str, day: date, start: int | None) -> dict[str, Any]:
    period = triennio_in(start) if start else None
    found: PositionPage = position_of(
        viewer, code, day, period=min(period, Triennio.of(day)) if period else None
    )
    verdict = found.pictures.verdict
    return {
        "professional": found.who.code,
        "name": found.who.name,
        "profession": found.who.profession,
        "order": found.who.order,
        "as_of": found.as_of,
        "period": str(found.period),
        "periods": [str(each) for each in found.periods],
        "unknown": [str(each) for each in found.unknown],
        "verdict": verdict.code,
        "ended": verdict.ended,
        "obligation": verdict.obligation,
        "recognised": verdict.recognised,
        "missing": verdict.missing,
        "surplus": verdict.surplus,
        "deadline": verdict.deadline,
        "arriving": [
            {
                "code": each.row.code,
                "title": each.row.title,
                "acquired": each.row.acquired,
                "credits": each.row.credits,
                "state": each.track.state,
            }
            for each in found.arriving
        ],
        "next": found.next,
    }


@operation(
    router,
    "GET",
    "/credits/{code}",
    title=N_("Un proprio credito: da dove viene e che cosa ne è"),
    answers=CreditShape,
    needs="position.see",
)
def read_credit(request: HttpRequest, code: CodeInPath, as_of: AsOf = None) -> Any:
    """A participation or an individual activity. The codes are those of `/position`."""
    return _credit(credit_page(actor_of(request), own_professional(request).code, code, day_in(as_of)))


def _credit(found: CreditPage) -> dict[str, Any]:
    row = found.row
    told = {
        name: getattr(row, name)
        for name in CreditShape.model_fields
        if name in type(row).__dataclass_fields__
    }
    return {
        **told,
        "credits": row.credits or found.recorded,
        "period": str(found.period),
        "verdict": found.verdict,
        "counted": found.counted,
        "rule": found.rule,
        "reason": found.reason,
        "written": found.written,
        "moved_to": str(found.moved_to) if found.moved_to else None,
        "proofs": found.proofs,
    }


@operation(
    router,
    "GET",
    "/position/card",
    title=N_("La riga per il ricettario"),
    answers=list[CardShape],
    needs="position.see",
)
def read_card(request: HttpRequest) -> Any:
    """Of the last ended triennio and of the current one."""
    today = clock.today()
    _case, answer = answer_for(actor_of(request), own_professional(request).code, today, whole=True)
    return cards(answer, today)


# --- for the Order and for who employs


@operation(
    router,
    "GET",
    "/members",
    title=N_("Gli iscritti del proprio Ordine"),
    answers=Page[MemberShape],
    needs="members.see",
)
def read_members(
    request: HttpRequest,
    search: Asked = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """By name."""
    rows = members.found(actor_of(request), search)
    page = page_of(rows, limit, offset, lambda each: each.pk)
    page["items"] = list(members.members(rows.filter(pk__in=page["items"])))
    return page


@operation(
    router,
    "GET",
    "/members/{code}/position",
    title=N_("La posizione di un iscritto, senza i tipi di assenza"),
    answers=PositionShape,
    needs="position.see",
)
def read_member_position(request: HttpRequest, code: CodeInPath, as_of: AsOf = None) -> Any:
    """As the member's Order may see it."""
    return _position(actor_of(request), code, day_in(as_of), full=False)


@operation(
    router,
    "GET",
    "/members/{code}/summary",
    title=N_("In regola o no, di un iscritto"),
    answers=SummaryShape,
    needs="position.see",
)
def read_member_summary(
    request: HttpRequest, code: CodeInPath, as_of: AsOf = None, triennio: Start | None = None
) -> Any:
    """Of the triennio of the day, or of another."""
    return _summary(actor_of(request), code, day_in(as_of), triennio)


@operation(
    router,
    "GET",
    "/members/{member}/credits/{code}",
    title=N_("Un credito di un iscritto"),
    answers=CreditShape,
    needs="position.see",
)
def read_member_credit(request: HttpRequest, member: CodeInPath, code: CodeInPath, as_of: AsOf = None) -> Any:
    """Without the reason, where it would tell an absence."""
    return _credit(credit_page(actor_of(request), member, code, day_in(as_of)))


@operation(
    router,
    "GET",
    "/members/{code}/decisions",
    title=N_("Che cosa è stato deciso su un iscritto"),
    answers=list[DecisionShape],
    needs="position.see",
)
def read_decisions(request: HttpRequest, code: CodeInPath) -> Any:
    """Newest first."""
    return members.decisions(actor_of(request), code)


@operation(
    router,
    "GET",
    "/staff",
    title=N_("Il personale della propria azienda: verdetto e crediti mancanti"),
    answers=Page[StaffShape],
    needs="position.employer",
)
def read_staff(
    request: HttpRequest,
    ward: Asked = "",
    search: Asked = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 25,
    offset: Offset = 0,
) -> Any:
    """By ward and name."""
    day = clock.today()
    people = employer.staff(actor_of(request), day, ward=ward, text=search)
    page = page_of(people, limit, offset, lambda each: each)
    page["items"] = [
        {
            "name": each.name,
            "ward": each.ward,
            "period": str(each.period),
            "verdict": each.code,
            "ended": each.ended,
            "missing": each.missing,
        }
        for each in employer.rows(page["items"], day)
    ]
    return page
