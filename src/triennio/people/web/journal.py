"""The journal on a page: search, check, file."""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from triennio.people.queries import journal
from triennio.people.queries.journal import Wanted
from triennio.people.web.actors import actor_of, signed_in
from triennio.people.web.csvfile import csv_answer
from triennio.people.web.forms import JournalForm
from triennio.platform.clock import ROME

PAGE = 100
MOST = 50_000


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """Entries that were looked for; a POST walks the chains and says whether they hold."""
    viewer = actor_of(request)
    form = JournalForm(request.GET or None)
    wanted = Wanted(**form.cleaned_data) if form.is_valid() else Wanted()
    rows = journal.search(viewer, wanted)
    if request.GET.get("formato") == "csv":
        return _as_csv(viewer, list(rows[:MOST]))
    shown = Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
    entries = list(shown.object_list)
    checked = journal.check(viewer, request.POST.get("aggregate", "")) if request.method == "POST" else None
    names = journal.names_of(viewer, entries)
    query = request.GET.copy()
    query.pop("pagina", None)
    said = {
        "form": form,
        "page": shown,
        "entries": [(each, names.get(each.actor or 0, ""), _said(each)) for each in entries],
        "breaks": checked,
        "anchor": journal.last_anchor(viewer),
        "query": query.urlencode(),
    }
    return render(request, "people/journal.html", said)


def _said(entry: Any) -> str:
    content = getattr(entry, "content", None)
    return json.dumps(content.data, ensure_ascii=False) if content is not None else ""


def _as_csv(viewer: Any, entries: list[Any]) -> HttpResponse:
    names = journal.names_of(viewer, entries)
    head = ["quando", "account", "porta", "cosa", "numero", "atto", "contenuto", "impronta"]
    return csv_answer(
        "registro-attivita",
        head,
        (
            [
                each.at.astimezone(ROME).isoformat(timespec="seconds"),
                names.get(each.actor or 0, ""),
                each.door,
                each.aggregate,
                each.sequence,
                each.act,
                _said(each),
                each.digest,
            ]
            for each in entries
        ),
    )
