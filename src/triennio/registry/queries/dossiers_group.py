"""Group dossiers as their organisation sees them: plans, members, sums of the group. Never one person's credits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from triennio.kernel.refusal import OutOfSight
from triennio.kernel.triennio import Triennio
from triennio.people.models import Employment, Organisation, Professional, Registration
from triennio.people.permissions import organisations_with
from triennio.platform.permissions import Actor, Scope, require
from triennio.registry.domain import dossiers as plans
from triennio.registry.domain import dossiers_members as lists
from triennio.registry.domain.dossiers_needs import LEAST
from triennio.registry.models import Dossier, DossierMember, DossierRequest, Participation
from triennio.registry.queries.dossiers import DossierView, book, known, seen
from triennio.rules.ecm.dossier import AREAS

ACTIVE = Q(until=None) | Q(until__gt=F("since"))


def organisations(viewer: Actor) -> list[Organisation]:
    """The organisations for which the viewer may plan. Raises OutOfSight where there is none."""
    ours = organisations_with(viewer.account, "dossier.group") if viewer.account else frozenset()
    found = list(Organisation.objects.filter(pk__in=ours).order_by("name", "pk"))
    if not found:
        raise OutOfSight("dossier.group")
    for each in found:
        require(viewer, "dossier.group", Scope.of(each.pk))
    return found


def reachable(organisation: Organisation, day: date) -> QuerySet[Professional]:
    """Whom an organisation may put into its dossier: its staff of the day; for an Order, its members."""
    if organisation.kind == Organisation.Kind.ORDER:
        enrolled = Registration.objects.filter(order=organisation).values("professional")
        return Professional.objects.filter(pk__in=enrolled)
    staff = Employment.objects.filter(firm=organisation, start__lte=day).exclude(end__lt=day)
    return Professional.objects.filter(pk__in=staff.values("professional"))


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier in a list."""

    code: str
    name: str
    triennio: Triennio
    built: date
    members: int


@dataclass(frozen=True, slots=True)
class Office:
    """What an organisation sees first. `request` is the last one, whatever became of it."""

    organisation: Organisation
    enabled: bool
    request: DossierRequest | None
    dossiers: tuple[Listed, ...]
    window: tuple[date, date] | None
    editable: bool
    triennio: Triennio


def office(viewer: Actor, organisation: Organisation, day: date) -> Office:
    """The group dossiers of an organisation. Raises OutOfSight."""
    require(viewer, "dossier.group", Scope.of(organisation.pk))
    was = Q(members__until=None) | Q(members__until__gt=F("members__since"))
    inside = Count("members__professional", filter=was, distinct=True)
    rows = Dossier.objects.filter(organisation=organisation, cancelled=None).annotate(count=inside)
    triennio = Triennio.of(day)
    window = plans.window(book(), triennio)
    return Office(
        organisation,
        organisation.group_dossier,
        DossierRequest.objects.filter(organisation=organisation).order_by("-asked", "-pk").first(),
        tuple(
            Listed(each.code, each.name, Triennio(each.triennio), each.built, each.count)
            for each in rows.order_by("-triennio", "name", "pk")
        ),
        window,
        bool(window and window[0] <= day <= window[1]),
        triennio,
    )


@dataclass(frozen=True, slots=True)
class Member:
    """A member: name and dates, nothing of their credits."""

    code: str
    name: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """`shown` is None where the group is too small for its sums to hide the people in it."""

    organisation: Organisation
    dossier: DossierView
    shown: bool
    members: tuple[Member, ...]
    gone: tuple[Member, ...]
    editable: bool


def find(viewer: Actor, code: str) -> Dossier:
    """A group dossier of one's organisation. Raises OutOfSight."""
    rows = Dossier.objects.filter(code=code, type=Dossier.Type.GROUP, cancelled=None)
    found = rows.select_related("organisation").prefetch_related("objectives").first()
    if found is None or found.organisation is None:
        raise OutOfSight("dossier.group")
    require(viewer, "dossier.group", Scope.of(found.organisation_id))
    return found


def group(viewer: Actor, code: str, day: date) -> Group:
    """One dossier with the coherence of the whole group. Raises OutOfSight."""
    found = find(viewer, code)
    rows = DossierMember.objects.filter(ACTIVE, dossier=found).select_related("professional")
    members = [
        Member(each.professional.code, each.professional.full_name, each.since, each.until)
        for each in rows.order_by("professional__last_name", "professional__first_name", "since", "pk")
    ]
    inside = [each for each in members if each.until is None or each.until > day]
    objectives, triennio = known(), Triennio(found.triennio)
    done, without = _sums(found, triennio, objectives)
    window = plans.window(book(), triennio)
    organisation = found.organisation
    if organisation is None:
        raise OutOfSight("dossier.group")
    return Group(
        organisation,
        seen(found, book(), objectives, done, without),
        len({each.code for each in members}) >= LEAST,
        tuple(inside),
        tuple(each for each in members if each not in inside),
        bool(window and window[0] <= day <= window[1]),
    )


def _sums(
    dossier: Dossier, triennio: Triennio, objectives: dict[int, plans.Objective]
) -> tuple[dict[str, int], int]:
    """Hundredths of all members by area, summed in the database: one question whatever the size of the group."""
    people = DossierMember.objects.filter(ACTIVE, dossier=dossier).values("professional")
    first = plans.since(triennio, dossier.built)
    own = Q(move=None, acquired__gte=triennio.start, acquired__lte=triennio.end)
    rows = (
        Participation.objects.filter(own | Q(move__to=triennio.first), professional__in=people)
        .filter(cancelled=None, accredited=True, acquired__gte=first)
        .exclude(reported=None)
        .values_list("objective")
        .annotate(total=Sum("credits"))
        .order_by()
    )
    areas, without = dict.fromkeys(AREAS, 0), 0
    for objective, total in rows:
        if objective in objectives:
            areas[objectives[objective].area] += total
        else:
            without += total
    return areas, without


@dataclass(frozen=True, slots=True)
class Checked:
    """A row of a list of members after the dry run. `state`: new, already, back, fault."""

    row: lists.Row
    state: str
    name: str = ""
    code: str = ""
    fault: str = ""


NOT_OURS = "Non risulta tra le persone dell’organizzazione."


def check(viewer: Actor, code: str, rows: Sequence[lists.Row], day: date) -> list[Checked]:
    """What would happen with each row; writes nothing. Who exists elsewhere looks like who does not exist at all."""
    found = find(viewer, code)
    if found.organisation is None:
        raise OutOfSight("dossier.group")
    wanted = [row.code for row in rows if row.code]
    people = {each.tax_code: each for each in reachable(found.organisation, day).filter(tax_code__in=wanted)}
    # The last period of each: who is inside now has no end.
    rows_of = DossierMember.objects.filter(ACTIVE, dossier=found).order_by(F("until").asc(nulls_last=True))
    members = {each.professional_id: each for each in rows_of}
    return [_checked(row, people.get(row.code), members) for row in rows]


def _checked(row: lists.Row, person: Professional | None, members: dict[int, DossierMember]) -> Checked:
    if row.fault:
        return Checked(row, "fault", fault=row.fault)
    if person is None:
        return Checked(row, "fault", fault=NOT_OURS)
    member = members.get(person.pk)
    state = "new" if member is None else "back" if member.until else "already"
    return Checked(row, state, person.full_name, person.code)


def waiting(viewer: Actor) -> list[DossierRequest]:
    """Requests to be enabled, those waiting first. Raises OutOfSight."""
    require(viewer, "dossier.enable", Scope())
    rows = DossierRequest.objects.select_related("organisation", "asked_by")
    open_first = list(rows.filter(state=DossierRequest.State.WAITING).order_by("asked", "pk"))
    return open_first + list(
        rows.exclude(state=DossierRequest.State.WAITING).order_by("-decided", "-pk")[:50]
    )
