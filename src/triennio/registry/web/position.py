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
    """Am I in order, why that number, what to do next. `?periodo=` and `?giorno=` look elsewhere, `?riservata=1` shows
    what the Order sees.
    """
    actor, person = mine(request)
    wanted = asked(request.GET, clock.today())
    as_others = request.GET.get("riservata") == "1"
    found = position_of(actor, person.code, wanted.day, period=wanted.period, as_others=as_others)
    context = shared(found, wanted, own_links())
    context["takes"] = [
        (_("Come la vede l’Ordine, senza motivi di assenza"), _as_others(found)),
        (_("Posizione come dati (JSON)"), reverse("registry:position_json")),
        (_("Scadenze nel calendario"), reverse("registry:calendar")),
        (_("Riga per il ricettario"), reverse("registry:card")),
        (_("Archivio di tutti i dati"), reverse("registry:archive")),
    ]
    context |= {"next_address": next_address(found.next), "as_others": as_others}
    return render(request, "registry/position/index.html", context)


def _as_others(found: PositionPage) -> str:
    day = f"&giorno={found.as_of}" if found.travelling else ""
    return f"{reverse('registry:position')}?riservata=1&periodo={found.period}{day}"


def shared(found: PositionPage, wanted: Asked, links: Links) -> dict[str, Any]:
    """What every page with a position gives its template."""
    return {
        "position": found,
        "shown": found.pictures,
        "rules": load("ecm").rules,
        "links": links,
        "fault": wanted.fault,
        "made": clock.now(),
        "rulebook": load("ecm").digest[:12],
        "arriving": [(each, _ask(found, each.row.code, each.track.state)) for each in found.arriving],
    }


def _ask(found: PositionPage, code: str, state: str) -> str:
    return missing_credit(code) if found.own and state == "late" else ""
