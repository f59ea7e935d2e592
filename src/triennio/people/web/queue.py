"""The office's queue of people who ask to be admitted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.actions import applications as actions
from triennio.people.models import Application
from triennio.people.queries import applications
from triennio.people.web.actors import actor_of, signed_in
from triennio.people.web.csvfile import csv_answer
from triennio.people.web.forms import AcceptForm, RefuseForm, profession_name

PAGE = 50
STATES = {
    "attesa": Application.State.WAITING,
    "accolte": Application.State.ACCEPTED,
    "respinte": Application.State.REFUSED,
}


@require_safe
@signed_in
def queue(request: HttpRequest) -> HttpResponse:
    """The applications to the viewer's offices; `?stato=`, `?formato=csv`."""
    viewer = actor_of(request)
    if not applications.may_decide(viewer):
        raise OutOfSight("application.decide")
    state = request.GET.get("stato", "attesa")
    rows = applications.queue(viewer, STATES.get(state, Application.State.WAITING))
    if request.GET.get("formato") == "csv":
        return _as_csv(rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
    said = {"page": page, "state": state if state in STATES else "attesa", "states": _tabs()}
    return render(request, "people/queue.html", said)


def _tabs() -> list[tuple[str, str]]:
    return [("attesa", _("In attesa")), ("accolte", _("Accolte")), ("respinte", _("Respinte"))]


def _as_csv(rows: Any) -> HttpResponse:
    head = [
        "codice",
        "data",
        "organizzazione",
        "cognome",
        "nome",
        "professione",
        "numero",
        "stato",
        "eccezione",
    ]
    return csv_answer(
        "domande-di-accesso",
        head,
        (
            [
                row.code,
                row.created.date().isoformat(),
                row.organisation.name,
                row.account.last_name,
                row.account.first_name,
                profession_name(row.profession),
                row.number,
                row.get_state_display(),
                "sì" if row.exception else "no",
            ]
            for row in rows
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One application beside the register, and the decision."""
    case = applications.case_of(actor_of(request), code)
    refusing = request.POST.get("decision") == "refuse"
    accept = AcceptForm(None if refusing else request.POST or None)
    accept.fields["how"].choices = _choices(case)  # type: ignore[attr-defined]
    accept.fields["how"].initial = _obvious(case)
    refuse = RefuseForm(request.POST if refusing else None, prefix="no")
    form = refuse if refusing else accept
    if request.method == "POST" and form.is_valid() and _decided(request, case.application, form):
        return HttpResponseRedirect(reverse("people:queue"))
    said = {
        "case": case,
        "accept": accept,
        "refuse": refuse,
        "profession": profession_name(case.asked.profession),
    }
    return render(request, "people/decide.html", said, status=400 if form.errors else 200)


def _obvious(case: applications.Case) -> str:
    """The choice that is already made when the page opens: only where everything agrees with one free row."""
    agreeing = [each for each in case.candidates if not each.differences and not each.professional.account_id]
    return f"link:{agreeing[0].professional.code}" if len(agreeing) == 1 else ""


def _choices(case: applications.Case) -> list[tuple[str, str]]:
    found = [
        (f"link:{each.professional.code}", _("È %(name)s, albo n. %(number)s") % {
            "name": each.professional.full_name, "number": each.registration.number or "—"
        })
        for each in case.candidates
        if each.professional.account_id is None
    ]  # fmt: skip
    if case.has_register:
        found.append(("create", _("Non è ancora nell’albo tenuto qui: aggiungere la riga con questi dati")))
    return [*found, ("exception", _("Non sta in un albo: ammettere per eccezione"))]


def _decided(request: HttpRequest, application: Application, form: AcceptForm | RefuseForm) -> bool:
    values, viewer = form.cleaned_data, actor_of(request)
    try:
        if isinstance(form, RefuseForm):
            actions.refuse(viewer, key=values["key"], application=application.code, reason=values["reason"])
            messages.info(request, _("La domanda è respinta: la persona è avvisata."))
        else:
            how, _sep, professional = values["how"].partition(":")
            actions.accept(
                viewer,
                key=values["key"],
                application=application.code,
                how=how,
                professional=professional,
                note=values["note"],
                despite=values["despite"],
            )
            messages.info(request, _("La domanda è accolta: la persona è avvisata."))
    except OutOfSight:
        raise
    except Refusal as refusal:
        form.refused(refusal)
        return False
    return True
