"""The person's home: the position, on today or on another day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from triennio.people.web.actors import signed_in
from triennio.pictures.links import Links
from triennio.platform import clock
from triennio.registry.queries.position import PositionPage, position_of
from triennio.registry.web.folder_page import mine
from triennio.registry.web.position_links import missing_credit, next_address, own_links
from triennio.registry.web.position_query import Asked, asked
from triennio.rules.book import load


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Am I in order, why that number, what to do next. `?periodo=` and `?giorno=` look elsewhere."""
    actor, person = mine(request)
    wanted = asked(request.GET, clock.today())
    found = position_of(actor, person.code, wanted.day, period=wanted.period)
    context = shared(found, wanted, own_links())
    context["takes"] = [
        (_("Posizione come dati (JSON)"), reverse("registry:position_json")),
        (_("Scadenze nel calendario"), reverse("registry:calendar")),
        (_("Riga per il ricettario"), reverse("registry:card")),
        (_("Archivio di tutti i dati"), reverse("registry:archive")),
    ]
    context |= {"next_address": next_address(found.next), "home": True}
    return render(request, "registry/position/index.html", context)


def shared(found: PositionPage, wanted: Asked, links: Links) -> dict[str, Any]:
    """What every page with a position gives its template."""
    return {
        "position": found,
        "shown": found.pictures,
        "rules": load("ecm").rules,
        "links": links,
        "fault": wanted.fault,
        "arriving": [(each, _ask(found, each.row.code, each.track.state)) for each in found.arriving],
    }


def _ask(found: PositionPage, code: str, state: str) -> str:
    return missing_credit(code) if found.own and state == "late" else ""
