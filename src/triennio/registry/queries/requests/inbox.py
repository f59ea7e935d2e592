"""The Order's inbox: what waits, how long, how complete; one request beside earlier decisions of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from triennio.people.permissions import organisations_with
from triennio.platform import clock
from triennio.platform.permissions import Actor
from triennio.registry.domain.requests.kind import Family, Kind
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.models import IndividualTraining, Request

PAGE = 50
EARLIER = 5
FAMILIES: tuple[Family, ...] = ("individual", "absence", "missing", "data")
WAITING = (Request.State.SENT, Request.State.FORWARDED, Request.State.ASKED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A request in the inbox. `complete` says that the signed declaration is there; `days` since it was sent."""

    code: str
    kind: Kind
    state: str
    label: str
    name: str
    sent: datetime
    days: int
    documents: int
    complete: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page. `counts` by family, of what waits for the office; `next_page` 0 on the last one."""

    entries: Sequence[Entry]
    counts: dict[str, int]
    total: int
    page: int
    next_page: int


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier decision on the same kind: how it ended, what was recognised. Of nobody in particular."""

    code: str
    state: str
    label: str
    outcome: str
    decided: datetime
    hundredths: int | None


def orders_of(viewer: Actor) -> frozenset[int]:
    """The Orders for which the viewer decides; empty for everybody else."""
    return organisations_with(viewer.account, "request.decide") if viewer.account else frozenset()


def waiting(viewer: Actor, family: str = "", state: str = "", page: int = 1) -> Inbox:
    """What waits, oldest first. `family` and `state` narrow it; drafts are never seen."""
    mine = Request.objects.filter(order_id__in=orders_of(viewer), sent__isnull=False)
    open_ones = mine.filter(state__in=WAITING)
    counts = {str(each): open_ones.filter(kind__in=_kinds(each)).count() for each in FAMILIES}
    chosen = mine.filter(state=state) if state in Request.State.values and state != "draft" else open_ones
    if family in FAMILIES:
        chosen = chosen.filter(kind__in=_kinds(family))
    total = chosen.count()
    page = max(1, min(page, -(-total // PAGE) or 1))
    rows = _counted(chosen)[(page - 1) * PAGE : page * PAGE]
    entries = [_entry(each, viewer) for each in rows]
    return Inbox(entries, counts, total, page, page + 1 if page * PAGE < total else 0)


def after(viewer: Actor, request: Request) -> str:
    """The code of the next request that waits for the office, "" when there is none."""
    rows = Request.objects.filter(
        order_id__in=orders_of(viewer), state__in=(Request.State.SENT, Request.State.FORWARDED)
    ).exclude(pk=request.pk)
    if viewer.account is not None:
        rows = rows.exclude(professional__account_id=viewer.account)
    rows = rows.order_by("sent", "pk")
    later = rows.filter(sent__gte=request.sent).first() if request.sent else None
    found = later or rows.first()
    return found.code if found else ""


def precedents(request: Request) -> list[Precedent]:
    """The last decisions of the same Order on the same kind."""
    decided = (Request.State.ACCEPTED, Request.State.REFUSED)
    rows = list(
        Request.objects.filter(order=request.order_id, kind=request.kind, state__in=decided)
        .exclude(pk=request.pk)
        .order_by("-decided", "-pk")[:EARLIER]
    )
    changed = dict(
        IndividualTraining.objects.filter(request__in=rows, recognised__isnull=False).values_list(
            "request_id", "recognised"
        )
    )
    return [
        Precedent(
            each.code,
            each.state,
            str(Request.State(each.state).label),
            each.outcome,
            each.decided or each.updated,
            changed.get(each.pk),
        )
        for each in rows
    ]


def _kinds(family: str) -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.family == family]


def _counted(rows: QuerySet[Request]) -> QuerySet[Request]:
    kept = Q(proofs__upload__erased=None)
    return (
        rows.select_related("professional")
        .annotate(
            documents=Count("proofs", filter=kept & ~Q(proofs__role="declaration")),
            declarations=Count("proofs", filter=kept & Q(proofs__role="declaration")),
        )
        .order_by("sent", "pk")
    )


def _entry(each: Request, viewer: Actor) -> Entry:
    sent = each.sent or each.updated
    return Entry(
        code=each.code,
        kind=KINDS[each.kind],
        state=each.state,
        label=str(Request.State(each.state).label),
        name=f"{each.professional.last_name} {each.professional.first_name}",
        sent=sent,
        days=(clock.today() - clock.day_of(sent)).days,
        documents=each.documents,  # type: ignore[attr-defined]
        complete=bool(each.declarations),  # type: ignore[attr-defined]
        own=each.professional.account_id == viewer.account,
    )
