"""The operator's page on who may build group dossiers; the needs of training for providers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.triennio import Triennio
from triennio.people.web.actors import actor_of, signed_in
from triennio.platform import clock
from triennio.registry.actions.dossiers_group import enable
from triennio.registry.domain.dossiers_needs import LEAST, Needs
from triennio.registry.queries import dossiers_group, dossiers_needs
from triennio.registry.web import folder_files as files
from triennio.registry.web.folder_labels import AREA_LABELS
from triennio.registry.web.folder_page import show
from triennio.rules.book import load


@require_safe
@signed_in
def requests(request: HttpRequest) -> HttpResponse:
    """Requests to be enabled to group dossiers, those waiting first."""
    return _requests(request)


def _requests(request: HttpRequest, refusal: Refusal | None = None, code: str = "") -> HttpResponse:
    rows = dossiers_group.waiting(actor_of(request))
    context = {
        "waiting": [each for each in rows if each.state == each.State.WAITING],
        "decided": [each for each in rows if each.state != each.State.WAITING],
        "wrong": code,
    }
    return show(request, "registry/dossiers/manage.html", context, refusal=refusal)


@require_POST
@signed_in
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Accept or refuse a request."""
    accept = request.POST.get("decision") == "accept"
    try:
        enable(actor_of(request), request=code, accept=accept, reason=request.POST.get("reason", ""))
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _requests(request, refusal, code)
    messages.success(request, _("Abilitazione concessa.") if accept else _("Richiesta respinta."))
    return redirect("registry:dossier_requests")


def _needs(request: HttpRequest) -> tuple[Needs, Triennio, str, int | None]:
    triennio = Triennio.of(clock.today())
    area = request.GET.get("area", "")
    area = area if area in AREA_LABELS else ""
    text = request.GET.get("professione", "")
    profession = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
    found = dossiers_needs.counted(actor_of(request), triennio, area=area, profession=profession)
    return found, triennio, area, profession


def _professions() -> dict[int, str]:
    return {each["code"]: each["name"] for each in load("ecm").professions["professions"]}


@require_safe
@signed_in
def needs(request: HttpRequest) -> HttpResponse:
    """What people plan to learn, by objective, profession, area."""
    found, triennio, area, profession = _needs(request)
    names = _professions()
    most = max((each.total for each in found.needs), default=1)
    rows = [
        (
            each,
            [(names.get(code, str(code)), count) for code, count in each.professions],
            100 * each.total // most,
        )
        for each in found.needs
    ]
    context = {
        "needs": found,
        "rows": rows,
        "areas": AREA_LABELS.items(),
        "professions": sorted(names.items(), key=lambda each: each[1]),
        "area": area,
        "profession": profession,
        "triennio": triennio,
        "least": LEAST,
    }
    return show(request, "registry/dossiers/needs.html", context)


@require_safe
@signed_in
def needs_table(request: HttpRequest) -> HttpResponse:
    """The same counts as a table."""
    found, triennio, _area, _profession = _needs(request)
    names = _professions()
    rows: list[list[object]] = [[_("Obiettivo"), _("Titolo"), _("Area"), _("Professione"), _("Persone")]]
    for each in found.needs:
        for code, count in each.professions:
            area = str(AREA_LABELS[each.objective.area])
            rows.append([each.objective.code, each.objective.title, area, names.get(code, code), count])
    return files.table_answer(f"fabbisogni-{triennio}.csv", rows)


urlpatterns = [
    path("gestione/dossier/", requests, name="dossier_requests"),
    path("gestione/dossier/<str:code>/decisione/", decide, name="dossier_decide"),
    path("provider/fabbisogni/", needs, name="needs"),
    path("provider/fabbisogni/tabella.csv", needs_table, name="needs_table"),
]
