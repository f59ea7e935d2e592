"""What an accepted request writes in the register. Each new row bears the code of its request."""

from __future__ import annotations

from datetime import date
from typing import Any

from triennio.kernel.messages import N_
from triennio.kernel.refusal import Refusal
from triennio.people.models import RegisterAct, Registration
from triennio.platform import clock
from triennio.platform.actions import Act
from triennio.registry.domain.requests.changes import (
    Attended,
    Away,
    Change,
    Practice,
    Profession,
    RegisterEntry,
    Training,
    decimal,
)
from triennio.registry.models import Absence, IndividualTraining, Origin, Participation, Request


def write_change(act: Act, request: Request, change: Change, *, filed: date, recognised: int | None) -> str:
    """Write the change; what was written, as "training:CODE". Raises Refusal ALREADY_RECORDED, NO_ORDER."""
    match change:
        case Training():
            return _training(act, request, change, recognised)
        case Away():
            return _absence(act, request, change, filed, recognised)
        case Attended():
            return _participation(act, request, change, recognised)
        case RegisterEntry() | Practice() | Profession():
            return _registration(request, change)


def _common(act: Act, request: Request) -> dict[str, Any]:
    return {
        "professional_id": request.professional_id,
        "origin": Origin.REQUEST,
        "author_id": act.actor.account,
        "created": act.now,
    }


def _training(act: Act, request: Request, change: Training, recognised: int | None) -> str:
    row = IndividualTraining.objects.create(
        code=request.code,
        kind=change.kind,
        acquired=change.acquired,
        data=change.data,
        description=change.description,
        recognised=recognised,
        request=request,
        **_common(act, request),
    )
    return f"training:{row.code}"


def _absence(act: Act, request: Request, change: Away, filed: date, recognised: int | None) -> str:
    row = Absence(
        code=request.code,
        order_id=request.order_id,
        nature=change.nature,
        start=change.start,
        end=change.end,
        filed=filed,
        request=request,
        **_common(act, request),
    )
    measure = {"credits": decimal(recognised)} if recognised is not None else {}
    row.seal({**change.sealed, **measure})
    row.save(force_insert=True)
    return f"absence:{row.code}"


def _participation(act: Act, request: Request, change: Attended, recognised: int | None) -> str:
    same = Participation.objects.select_for_update().filter(
        professional=request.professional_id, cancelled=None
    )
    place = {
        "provider_code": change.provider_code,
        "event_code": change.event_code,
        "edition": change.edition,
        "role": change.role,
    }
    row = same.filter(code=change.code).first() if change.code else None
    others = same.exclude(pk=row.pk) if row else same
    other = others.filter(**place).first()
    if other is not None and (other.reported is not None or row is not None):
        raise Refusal(
            "ALREADY_RECORDED",
            N_("Questa partecipazione è già nel registro."),
            next_step=N_("Controllare codice evento, edizione e ruolo; se è un doppione, respingere."),
        )
    row = row or other or Participation(code=request.code)
    details = dict(change.details)
    for name in ("starts", "ends"):
        details[name] = date.fromisoformat(details[name])
    wanted = {
        **place,
        **details,
        "acquired": change.acquired,
        "credits": change.credits if recognised is None else recognised,
        "accredited": True,
        "event_type": "",
        "host_event": "",
        "reported": clock.day_of(act.now),
        **_common(act, request),
    }
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()
    return f"participation:{row.code}"


def _registration(request: Request, change: RegisterEntry | Practice | Profession) -> str:
    rows = Registration.objects.filter(professional=request.professional_id, order=request.order_id)
    row = rows.order_by("-main", "pk").first()
    if row is None:
        raise Refusal("NO_ORDER", N_("Chi chiede non risulta più iscritto a questo Ordine."))
    match change:
        case RegisterEntry():
            if change.act == RegisterAct.Kind.ENROLMENT:
                row.acts.filter(kind=change.act).delete()
            RegisterAct.objects.get_or_create(registration=row, kind=change.act, date=change.day)
        case Practice():
            row.practice = change.practice
            row.nhs_work = row.nhs_work if change.nhs_work is None else change.nhs_work
            row.save(update_fields=["practice", "nhs_work"])
        case Profession():
            row.profession, row.disciplines = change.profession, list(change.disciplines)
            row.save(update_fields=["profession", "disciplines"])
    return f"registration:{row.pk}"
