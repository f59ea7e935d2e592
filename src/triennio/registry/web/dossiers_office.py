"""Group dossiers in the office: ask to be enabled, plan, say who is in it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.triennio import Triennio
from triennio.people.models import Organisation
from triennio.people.web.actors import actor_of, signed_in
from triennio.platform import clock
from triennio.platform.permissions import Actor
from triennio.registry.actions import dossiers_group as actions
from triennio.registry.domain import dossiers_members as lists
from triennio.registry.domain.dossiers import MOST_OBJECTIVES
from triennio.registry.queries import dossiers, dossiers_group
from triennio.registry.queries.dossiers_group import Checked
from triennio.registry.web import folder_files as files
from triennio.registry.web.dossiers_form import lines, plan_in, typed_in
from triennio.registry.web.folder_page import key_of, show

LARGEST_LIST = 1024 * 1024


def _chosen(actor: Actor, code: str | None) -> Organisation:
    """The organisation named, or the first of the viewer's. Raises OutOfSight."""
    ours = dossiers_group.organisations(actor)
    if not code:
        return ours[0]
    for each in ours:
        if each.code == code:
            return each
    raise OutOfSight("dossier.group")


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """The dossiers of an organisation, or how it stands with the request to have them."""
    actor = actor_of(request)
    found = dossiers_group.office(actor, _chosen(actor, request.GET.get("ente")), clock.today())
    context = {"office": found, "ours": dossiers_group.organisations(actor), "ask": None}
    context["bonus"] = dossiers.bonus(found.triennio, "group")
    context["next"] = found.triennio.next
    return show(request, "registry/dossiers/office.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """Ask to be enabled."""
    actor = actor_of(request)
    organisation = _chosen(actor, request.POST.get("organisation") or request.GET.get("ente"))
    refusal = None
    if request.method == "POST":
        try:
            actions.ask(
                actor, key=key_of(request), organisation=organisation.code, note=request.POST.get("note", "")
            )
        except OutOfSight:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Richiesta inviata al gestore della piattaforma."))
            return redirect("registry:group_dossiers")
    context = {"organisation": organisation, "note": request.POST.get("note", "")}
    return show(request, "registry/dossiers/ask.html", context, refusal=refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def build(request: HttpRequest) -> HttpResponse:
    """A new dossier for the current triennio."""
    actor = actor_of(request)
    organisation = _chosen(actor, request.POST.get("organisation") or request.GET.get("ente"))
    triennio, refusal = Triennio.of(clock.today()), None
    if request.method == "POST":
        try:
            made = actions.build(
                actor,
                key=key_of(request),
                organisation=organisation.code,
                triennio=triennio.first,
                name=request.POST.get("name", ""),
                plan=plan_in(typed_in(request)),
            )
        except OutOfSight:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Dossier costruito. Ora si aggiungono le persone."))
            return redirect("registry:group_members", made["dossier"])
    context = {
        "organisation": organisation,
        "triennio": triennio,
        "name": request.POST.get("name", ""),
        "areas": lines(typed_in(request), {}, None),
        "most": MOST_OBJECTIVES,
        "dossier": None,
    }
    return show(request, "registry/dossiers/group_edit.html", context, refusal=refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Name and plan of a dossier, while the window is open."""
    actor = actor_of(request)
    found, refusal = dossiers_group.find(actor, code), None
    if request.method == "POST":
        try:
            actions.change(
                actor, dossier=code, name=request.POST.get("name", ""), plan=plan_in(typed_in(request))
            )
        except OutOfSight:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Dossier salvato."))
            return redirect("registry:group_dossier", code)
    kept = {objective: str(percent) for objective, percent in dossiers.plan_of(found).items()}
    posted = request.method == "POST"
    context = {
        "organisation": found.organisation,
        "triennio": Triennio(found.triennio),
        "name": request.POST.get("name", "") if posted else found.name,
        "areas": lines(typed_in(request) if posted else kept, {}, None),
        "most": MOST_OBJECTIVES,
        "dossier": found,
    }
    return show(request, "registry/dossiers/group_edit.html", context, refusal=refusal)


@require_safe
@signed_in
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One dossier: plan, coherence of the group, members, history."""
    return _one(request, code)


def _one(request: HttpRequest, code: str, refusal: Refusal | None = None) -> HttpResponse:
    found = dossiers_group.group(actor_of(request), code, clock.today())
    context = {"group": found, "history": dossiers.changes(code), "today": clock.today()}
    return show(request, "registry/dossiers/group.html", context, refusal=refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def members(request: HttpRequest, code: str) -> HttpResponse:
    """A list pasted or sent; a POST shows row by row what would happen and writes nothing."""
    actor = actor_of(request)
    found, refusal, rows = dossiers_group.find(actor, code), None, None
    if request.method == "POST":
        try:
            rows = dossiers_group.check(actor, code, lists.read(_text(request)), clock.today())
        except OutOfSight:
            raise
        except Refusal as caught:
            refusal = caught
    context = {
        "dossier": found,
        "list": request.POST.get("list", ""),
        "since": request.POST.get("since") or clock.today().isoformat(),
        **_counted(rows or []),
    }
    template = (
        "registry/dossiers/members_checked.html" if rows is not None else "registry/dossiers/members.html"
    )
    return show(request, template, context, refusal=refusal)


def _counted(rows: list[Checked]) -> dict[str, list[Checked]]:
    return {
        "adding": [each for each in rows if each.state in ("new", "back")],
        "already": [each for each in rows if each.state == "already"],
        "faults": [each for each in rows if each.state == "fault"],
    }


def _text(request: HttpRequest) -> str:
    sent = request.FILES.get("file")
    if sent is None:
        return request.POST.get("list", "")
    if (sent.size or 0) > LARGEST_LIST:
        raise Refusal("FILE_TOO_LARGE", _("Il file supera 1 MB."), field="file")
    content = sent.read()
    if b"\x00" in content[:4096] or content.startswith(b"PK"):
        raise Refusal(
            "FILE_KIND",
            _("Il file non è un testo."),
            next_step=_("Salvare il foglio di calcolo come CSV e inviarlo di nuovo."),
            field="file",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


@require_POST
@signed_in
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Add the people of a checked list."""
    try:
        answer = actions.join(
            actor_of(request),
            key=key_of(request),
            dossier=code,
            professionals=_people(request),
            since=_day(request.POST.get("since", "")),
        )
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _one(request, code, refusal)
    joined = answer["joined"]
    dossier = dossiers_group.find(actor_of(request), code)
    return show(request, "registry/dossiers/members_joined.html", {"dossier": dossier, "joined": joined})


@require_POST
@signed_in
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Let people go, on a day or as if they had never been put in."""
    until = request.POST.get("until", "")
    try:
        answer = actions.leave(
            actor_of(request),
            dossier=code,
            professionals=_people(request),
            until=_day(until) if until else None,
        )
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _one(request, code, refusal)
    count = len(answer["left"])
    messages.success(
        request,
        ngettext("%(n)s persona tolta dal dossier.", "%(n)s persone tolte dal dossier.", count)
        % {"n": count},
    )
    return redirect("registry:group_dossier", code)


def _people(request: HttpRequest) -> list[str]:
    """Codes of the people chosen one by one, and of a whole list in one field: a form has only so many fields."""
    return request.POST.getlist("member") + request.POST.get("members", "").split()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("DAY", _("La data non si legge."), next_step=_("Scriverla come 2026-03-14.")) from None


@require_safe
@signed_in
def template(request: HttpRequest, code: str) -> HttpResponse:
    """An empty list to fill in."""
    dossiers_group.find(actor_of(request), code)
    return files.table_answer("membri.csv", [["codice fiscale"]])


urlpatterns = [
    path("ufficio/dossier/", page, name="group_dossiers"),
    path("ufficio/dossier/richiesta/", ask, name="group_ask"),
    path("ufficio/dossier/nuovo/", build, name="group_build"),
    path("ufficio/dossier/<str:code>/", one, name="group_dossier"),
    path("ufficio/dossier/<str:code>/modifica/", change, name="group_change"),
    path("ufficio/dossier/<str:code>/membri/", members, name="group_members"),
    path("ufficio/dossier/<str:code>/membri/modello.csv", template, name="group_template"),
    path("ufficio/dossier/<str:code>/membri/aggiungi/", join, name="group_join"),
    path("ufficio/dossier/<str:code>/membri/togli/", leave, name="group_leave"),
]
