"""Pages of imports: bring a file, see what it would change, confirm, watch, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from triennio.kernel.messages import Message
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.models import Organisation
from triennio.people.web.actors import actor_of, signed_in
from triennio.platform.imports import actions
from triennio.platform.imports.domain import templates
from triennio.platform.imports.kinds import KINDS, ImportKind
from triennio.platform.models import Import, ImportRow
from triennio.platform.permissions import Actor
from triennio.registry.queries import imports as query
from triennio.registry.web import imports_labels as words
from triennio.registry.web.folder_page import key_of, show

REFRESH_SECONDS = 3
SHOWN_FAULTS = 50
FORMS: dict[str, tuple[str, Callable[[Sequence[Any]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", templates.csv_template),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda columns: templates.xlsx_template(columns, _),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """The imports of the office and the form to bring a file."""
    viewer = actor_of(request)
    offices = query.offices(viewer)
    refusal = None
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_brought(request, viewer, offices))
        except OutOfSight:
            raise
        except Refusal as found:
            refusal = found
    context = {
        "offices": offices,
        "kinds": query.kinds(offices),
        "chosen": request.POST.get("kind", ""),
        "imports": [_row(found) for found in query.listed(viewer)],
    }
    return show(request, "registry/imports/list.html", context, refusal=refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One import in its state; a POST with `do` confirms it, takes it back or leaves it."""
    viewer = actor_of(request)
    found = query.one(viewer, code)
    refusal = None
    if request.method == "POST":
        steps = {"apply": actions.apply, "undo": actions.undo, "drop": actions.drop}
        step = steps.get(request.POST.get("do", ""))
        if step is None:
            raise Http404
        try:
            step(viewer, key=key_of(request), code=code)
            return HttpResponseRedirect(reverse("registry:import", args=[code]))
        except OutOfSight:
            raise
        except Refusal as refused:
            refusal, found = refused, query.one(viewer, code)
    response = show(request, "registry/imports/one.html", _page(found, request), refusal=refusal)
    if found.state in Import.WORKING and "fermo" not in request.GET:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


@require_safe
@signed_in
def faults(request: HttpRequest, code: str) -> HttpResponse:
    """Every fault as CSV: row, column, value, code, sentence, suggestion."""
    found = query.one(actor_of(request), code)
    head = [_("Riga"), _("Colonna"), _("Valore"), _("Codice"), _("Difetto"), _("Correzione proposta")]
    rows = [
        [str(one.row), one.column, one.value, one.code, words.said(one.message), one.suggestion]
        for one in query.faults(found)
    ]
    return _file(templates.csv_file([head, *rows]), "text/csv; charset=utf-8", f"difetti-{found.code}.csv")


@require_safe
@signed_in
def template(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The file to fill in, for whoever may import something."""
    allowed = {each.name: each for each in query.kinds(query.offices(actor_of(request)))}
    if kind not in allowed or form not in FORMS or not allowed[kind].columns_now():
        raise Http404
    media, write = FORMS[form]
    return _file(write(allowed[kind].columns_now()), media, f"{kind}.{form}")


def _brought(request: HttpRequest, viewer: Actor, offices: list[Organisation]) -> str:
    """Hand the file over; the address of its import."""
    file = request.FILES.get("file")
    if file is None:
        raise Refusal(
            "FILE_MISSING", _("Manca il file."), next_step=_("Scegliere un file e ripetere."), field="file"
        )
    if file.size is not None and file.size > actions.LIMIT:
        limit = actions.LIMIT // (1024 * 1024)
        raise Refusal(
            "FILE_TOO_LARGE", _("Il file supera il limite di %(limit)s MB.") % {"limit": limit}, field="file"
        )
    office = next(
        (each for each in offices if each.code == request.POST.get("office", offices[0].code)), None
    )
    if office is None:
        raise OutOfSight(query.PERMISSION)
    answer = actions.bring(
        viewer,
        key=key_of(request) or "",
        organisation=office.pk,
        kind=request.POST.get("kind", ""),
        content=file.read(),
        name=file.name or "",
    )
    return reverse("registry:import", args=[answer["code"]])


def _row(found: Import) -> dict[str, Any]:
    return {"import": found, "kind": KINDS[found.kind].label, "cards": words.cards(found)}


def _page(found: Import, request: HttpRequest) -> dict[str, Any]:
    kind = KINDS[found.kind]
    total = found.total if found.state == Import.State.READING else _acting(found)
    done = found.rows if found.state == Import.State.READING else found.done
    return {
        "import": found,
        "kind": kind.label,
        "office": Organisation.objects.get(pk=found.organisation),
        "working": found.state in Import.WORKING,
        "still": "fermo" in request.GET,
        "done": done,
        "total": total,
        "percent": min(100, 100 * done // total) if total else None,
        "cards": words.cards(found),
        "acting": _acting(found),
        "samples": _samples(found, kind),
        "faults": [(one, words.said(one.message)) for one in query.faults(found, SHOWN_FAULTS)],
        "fault": words.said(Message(found.fault["template"], found.fault["values"])) if found.fault else "",
        "head": found.head,
        "signature": words.SIGNATURES.get(found.head.get("signature", ""), ""),
    }


def _acting(found: Import) -> int:
    return sum(found.counts.get(str(state), 0) for state in ImportRow.ACTING)


def _samples(found: Import, kind: ImportKind) -> list[dict[str, Any]]:
    """A few rows of each state that changes something, with what changes."""
    known, shown = words.labels(kind), []
    for state in (ImportRow.State.CHANGED, ImportRow.State.REMOVED, ImportRow.State.NEW):
        rows = query.sample(found, state) if found.counts.get(str(state)) else []
        told = [
            (
                row,
                [
                    (words.label(known, name), words.value(known, name, old), words.value(known, name, new))
                    for name, old, new in row.changes
                ],
            )
            for row in rows
        ]
        if told:
            shown.append({"word": words.CARDS[state][0], "rows": told, "count": found.counts[str(state)]})
    return shown


def _file(content: bytes, media: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


urlpatterns = [
    path("ordine/importazioni/", listed, name="imports"),
    path("ordine/importazioni/modello/<slug:kind>.<slug:form>", template, name="import_template"),
    path("ordine/importazioni/<slug:code>/", one, name="import"),
    path("ordine/importazioni/<slug:code>/difetti.csv", faults, name="import_faults"),
]
