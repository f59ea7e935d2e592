"""Dossiers of a group: the organisation is enabled on request, plans for many, and says who is in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.triennio import Triennio
from triennio.people.models import Organisation
from triennio.platform import clock
from triennio.platform.actions import Act, Key, action, locked
from triennio.platform.permissions import Scope
from triennio.registry.actions.dossiers import read_plan, triennio_of, write_plan
from triennio.registry.actions.dossiers_mail import DossierRequestDecided
from triennio.registry.domain import dossiers as plans
from triennio.registry.models import Dossier, DossierMember, DossierRequest
from triennio.registry.queries.dossiers import book, plan_of
from triennio.registry.queries.dossiers_group import reachable

MOST_MEMBERS = 5_000


def _organisation(act: Act, code: str) -> Organisation:
    found = locked(Organisation.objects.filter(code=code)).first()
    if found is None:
        raise OutOfSight(act.spec.permission)
    act.permit(Scope.of(found.pk))
    return found


def _enabled(found: Organisation) -> Organisation:
    if not found.group_dossier:
        raise Refusal(
            "DOSSIER_NOT_ENABLED",
            "L’organizzazione non è ancora abilitata ai dossier di gruppo.",
            next_step="Chiedere l’abilitazione e aspettare la decisione.",
            decides="Gestore della piattaforma",
        )
    return found


def _group(act: Act, code: str) -> tuple[Dossier, Organisation]:
    found = Dossier.objects.filter(code=code, type=Dossier.Type.GROUP, cancelled=None).first()
    if found is None or found.organisation is None:
        raise OutOfSight(act.spec.permission)
    organisation = _organisation(act, found.organisation.code)
    return locked(Dossier.objects.filter(pk=found.pk)).get(), _enabled(organisation)


@action("dossier.ask", permission="dossier.group", key=Key.REQUIRED)
def ask(act: Act, *, organisation: str, note: str = "") -> dict[str, Any]:
    """Ask to be enabled to group dossiers. Raises DOSSIER_ENABLED, DOSSIER_ASKED. Answers {"request": code}."""
    found = _organisation(act, organisation)
    if found.group_dossier:
        raise Refusal("DOSSIER_ENABLED", "L’organizzazione è già abilitata ai dossier di gruppo.")
    if DossierRequest.objects.filter(organisation=found, state=DossierRequest.State.WAITING).exists():
        raise Refusal(
            "DOSSIER_ASKED",
            "C’è già una richiesta in attesa.",
            next_step="La decisione arriva per e-mail e compare in questa pagina.",
            decides="Gestore della piattaforma",
        )
    made = DossierRequest.objects.create(
        organisation=found, note=note.strip()[:500], asked=act.now, asked_by_id=act.actor.account
    )
    act.journal(f"organisation:{found.pk}", {"request": made.code}, organisation=found.pk)
    return {"request": made.code}


@action("dossier.enable", permission="dossier.enable")
def enable(act: Act, *, request: str, accept: bool, reason: str = "") -> dict[str, Any]:
    """Decide a request. Raises DOSSIER_DECIDED, DOSSIER_REASON. Answers {"request": code, "state": state}."""
    found = locked(DossierRequest.objects.filter(code=request)).first()
    if found is None:
        raise OutOfSight("dossier.enable")
    act.permit(Scope.of(found.organisation_id))
    if found.state != DossierRequest.State.WAITING:
        raise Refusal(
            "DOSSIER_DECIDED", "La richiesta è già stata decisa.", next_step="Ricaricare la pagina."
        )
    if not accept and not reason.strip():
        raise Refusal(
            "DOSSIER_REASON",
            "Per respingere serve un motivo: lo legge chi ha chiesto.",
            field="reason",
        )
    found.state = DossierRequest.State.ACCEPTED if accept else DossierRequest.State.REFUSED
    found.reason, found.decided, found.decided_by_id = reason.strip()[:500], act.now, act.actor.account
    found.save(update_fields=["state", "reason", "decided", "decided_by"])
    if accept:
        Organisation.objects.filter(pk=found.organisation_id).update(group_dossier=True)
    act.journal(
        f"organisation:{found.organisation_id}",
        {"request": found.code, "state": found.state},
        organisation=found.organisation_id,
    )
    act.publish(DossierRequestDecided(found.code))
    return {"request": found.code, "state": found.state}


@action("dossier.group_build", permission="dossier.group", key=Key.REQUIRED)
def build(act: Act, *, organisation: str, triennio: int, name: str, plan: list[list[int]]) -> dict[str, Any]:
    """Build a dossier of the organisation for a triennio. Raises DOSSIER_NOT_ENABLED, DOSSIER_CLOSED, DOSSIER_NAME,
    and what `read_plan` raises. Answers {"dossier": code}."""
    found = _enabled(_organisation(act, organisation))
    period, today = triennio_of(triennio), clock.day_of(act.now)
    plans.check_open(book(), period, today)
    wanted = read_plan(plan)
    made = Dossier.objects.create(
        type=Dossier.Type.GROUP,
        organisation=found,
        name=_name(name),
        triennio=period.first,
        built=today,
        created=act.now,
    )
    write_plan(act, made, wanted, organisation=found.pk)
    return {"dossier": made.code}


@action("dossier.group_change", permission="dossier.group")
def change(act: Act, *, dossier: str, name: str, plan: list[list[int]]) -> dict[str, Any]:
    """Change name and plan, in the window. Raises as `build` does. Answers {"dossier": code}."""
    found, organisation = _group(act, dossier)
    plans.check_open(book(), Triennio(found.triennio), clock.day_of(act.now))
    wanted, called = read_plan(plan), _name(name)
    if plan_of(found) == wanted and found.name == called:
        act.nothing_changed()
        return {"dossier": found.code}
    found.name = called
    found.save(update_fields=["name"])
    write_plan(act, found, wanted, organisation=organisation.pk)
    return {"dossier": found.code}


def _name(name: str) -> str:
    if not name.strip():
        raise Refusal("DOSSIER_NAME", "Manca il nome del dossier.", field="name")
    return name.strip()[:200]


@action("dossier.join", permission="dossier.group", key=Key.REQUIRED)
def join(act: Act, *, dossier: str, professionals: list[str], since: date) -> dict[str, Any]:
    """Put professionals (codes) of the organisation into its dossier from a day on; those already in it stay as they
    are, those who had left get a second period beside the first.

    Raises DOSSIER_NOT_ENABLED, DOSSIER_DAY, DOSSIER_MEMBERS. OutOfSight for somebody who is not the organisation's.
    Answers {"joined": [codes]}.
    """
    found, organisation = _group(act, dossier)
    _inside(found, since)
    wanted = list(dict.fromkeys(professionals))
    if not 0 < len(wanted) <= MOST_MEMBERS:
        raise Refusal("DOSSIER_MEMBERS", f"I membri si aggiungono da 1 a {MOST_MEMBERS} per volta.")
    people = dict(
        reachable(organisation, clock.day_of(act.now)).filter(code__in=wanted).values_list("code", "pk")
    )
    if len(people) != len(wanted):
        raise OutOfSight("dossier.group")
    inside, left = _periods(found, list(people.values()))
    joined = [code for code in wanted if people[code] not in inside]
    if any(since < left[people[code]] for code in joined if people[code] in left):
        raise Refusal(
            "DOSSIER_DAY",
            "Una delle persone era già nel dossier in quel giorno.",
            next_step="Scegliere un giorno dopo l’ultima uscita, che si legge nella pagina del dossier.",
            field="since",
        )
    DossierMember.objects.bulk_create(
        DossierMember(dossier=found, professional_id=people[code], since=since) for code in joined
    )
    if joined:
        data = {"joined": joined, "since": since}
        act.journal(f"dossier:{found.code}", data, organisation=organisation.pk)
    else:
        act.nothing_changed()
    return {"joined": joined}


def _periods(dossier: Dossier, people: list[int]) -> tuple[set[int], dict[int, date]]:
    """Who of these is in the dossier now, and the last day on which each of the others left it."""
    rows = DossierMember.objects.filter(dossier=dossier, professional__in=people)
    inside: set[int] = set()
    left: dict[int, date] = {}
    for who, since, until in rows.values_list("professional", "since", "until"):
        if until is None:
            inside.add(who)
        elif until > since:
            left[who] = max(until, left.get(who, until))
    return inside, left


@action("dossier.leave", permission="dossier.group")
def leave(act: Act, *, dossier: str, professionals: list[str], until: date | None = None) -> dict[str, Any]:
    """Let members (codes) go on a day; without one, as if they had never been put in.

    Raises DOSSIER_NOT_ENABLED, DOSSIER_DAY. Codes that are no members change nothing. Answers {"left": [codes]}.
    """
    found, organisation = _group(act, dossier)
    members = locked(
        DossierMember.objects.filter(dossier=found, professional__code__in=professionals, until=None)
    )
    rows = list(members.select_related("professional"))
    if until is not None:
        _inside(found, until)
        if any(until < each.since for each in rows):
            raise Refusal(
                "DOSSIER_DAY", "Il giorno di uscita viene prima di quello di ingresso.", field="until"
            )
    for each in rows:
        each.until = until or each.since
    DossierMember.objects.bulk_update(rows, ["until"])
    codes = [each.professional.code for each in rows]
    if codes:
        data = {"left": codes, "until": until, "mistake": until is None}
        act.journal(f"dossier:{found.code}", data, organisation=organisation.pk)
    else:
        act.nothing_changed()
    return {"left": codes}


def _inside(dossier: Dossier, day: date) -> None:
    if day not in Triennio(dossier.triennio):
        raise Refusal(
            "DOSSIER_DAY",
            f"Il giorno non è nel triennio {Triennio(dossier.triennio)} del dossier.",
            field="since",
        )
