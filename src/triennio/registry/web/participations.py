"""The page of one credit, for the person and for their Order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from triennio.people.web.actors import signed_in
from triennio.pictures.links import Links
from triennio.platform import clock
from triennio.registry.queries.participations import CreditPage, credit_page
from triennio.registry.web.folder_page import mine
from triennio.registry.web.position_links import missing_credit
from triennio.rules.book import load


@require_safe
@signed_in
def own(request: HttpRequest, code: str) -> HttpResponse:
    """One credit of one's own: what became of it and why, where it is, what to do."""
    actor, person = mine(request)
    found = credit_page(actor, person.code, code, clock.today())
    back = f"{reverse('registry:position')}?periodo={found.period}"
    return show(request, found, back)


def show(request: HttpRequest, found: CreditPage, back: str) -> HttpResponse:
    """The page of a credit; `back` is the position it belongs to."""
    late = found.own and found.track is not None and found.track.state == "late"
    context = {
        "credit": found,
        "back": back,
        "rules": load("ecm").rules,
        "links": Links(rule="calculator:rule", guide="guide:page"),
        "ask": missing_credit(found.row.code) if late else "",
    }
    return render(request, "registry/participations/credit.html", context)
