"""The members of an Order, as its office finds them, and what was decided about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from triennio.kernel.refusal import OutOfSight
from triennio.people.models import RegisterAct, Registration
from triennio.people.permissions import organisations_with
from triennio.platform import permissions
from triennio.platform.actions import deny
from triennio.platform.permissions import Actor, Scope
from triennio.registry.models import Move, Request
from triennio.registry.queries.position import in_sight, professions


@dataclass(frozen=True, slots=True)
class Member:
    """One registration. `profession` in words; `enrolled` None where the register has no act."""

    code: str
    last_name: str
    first_name: str
    tax_code: str
    profession: str
    number: str
    enrolled: date | None
    cancelled: date | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A request that the office decided, or a move that the person made: `what` is the kind of request or `move`."""

    what: str
    label: str
    state: str
    on: datetime
    by: str
    code: str


def found(viewer: Actor, text: str = "") -> QuerySet[Registration]:
    """The registrations of the viewer's Orders that hold every word of the text in name, tax code or number, by name.
    Raises OutOfSight for whoever has no Order.
    """
    offices = organisations_with(viewer.account, "members.see") if viewer.account is not None else frozenset()
    if not offices:
        deny(viewer, "members.see")
        raise OutOfSight("members.see")
    rows = Registration.objects.filter(order__in=offices).select_related("professional")
    for word in text.split()[:5]:
        rows = rows.filter(_holds(word))
    return rows.order_by("professional__last_name", "professional__first_name", "pk")


def _holds(word: str) -> Q:
    """A word of a search: of a tax code and of a number the beginning, of a name any part."""
    if word.isdigit():
        return Q(number__startswith=word) | Q(number__endswith=word)
    name = Q(professional__last_name__icontains=word) | Q(professional__first_name__icontains=word)
    return name | Q(professional__tax_code__startswith=word.upper())


def members(rows: QuerySet[Registration]) -> Iterator[Member]:
    """The rows as members, with their acts: one question more for every two thousand."""
    acts = Prefetch("acts", queryset=RegisterAct.objects.order_by("date", "pk"))
    for each in rows.prefetch_related(acts).iterator(chunk_size=2000):
        yield _member(each)


def _member(each: Registration) -> Member:
    acts = list(each.acts.all())
    entered = [act.date for act in acts if act.kind == RegisterAct.Kind.ENROLMENT]
    last = acts[-1] if acts else None
    return Member(
        code=each.professional.code,
        last_name=each.professional.last_name,
        first_name=each.professional.first_name,
        tax_code=each.professional.tax_code,
        profession=professions().get(each.profession, ""),
        number=each.number,
        enrolled=entered[0] if entered else None,
        cancelled=last.date if last and last.kind == RegisterAct.Kind.CANCELLATION else None,
    )


def decisions(viewer: Actor, code: str) -> list[Decision]:
    """What the viewer's Order decided about a member and what the member moved, newest first. Raises OutOfSight."""
    professional = in_sight(viewer, "position.see", code)
    asked = Request.objects.filter(professional=professional).exclude(decided=None)
    moves = Move.objects.filter(participation__professional=professional).select_related("author")
    told = [_decided(each) for each in asked.select_related("decided_by", "order") if _ours(viewer, each)]
    told += [_moved(each) for each in moves]
    return sorted(told, key=lambda each: each.on, reverse=True)


def _ours(viewer: Actor, request: Request) -> bool:
    return permissions.allowed(viewer, "request.decide", Scope.of(request.order_id))


def _decided(each: Request) -> Decision:
    return Decision(
        what=each.kind,
        label=str(Request.Kind(each.kind).label),
        state=each.state,
        on=each.decided or each.updated,
        by=each.decided_by.full_name if each.decided_by else "",
        code=each.code,
    )


def _moved(each: Move) -> Decision:
    return Decision(
        what="move",
        label=f"{each.to}-{each.to + 2}",
        state="",
        on=each.created,
        by=each.author.full_name if each.author else "",
        code="",
    )
