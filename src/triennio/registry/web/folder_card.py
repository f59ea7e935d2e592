"""The line to copy on a prescription pad."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from triennio.people import scopes
from triennio.people.web.actors import signed_in
from triennio.platform import clock
from triennio.platform.permissions import require
from triennio.registry.domain.folder_card import cards
from triennio.registry.queries.case import case_of
from triennio.registry.web.folder_page import mine, show


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """The line for the last ended triennio and for the current one."""
    actor, person = mine(request)
    require(actor, "position.see", scopes.of_professional(person))
    today = clock.today()
    found = cards(case_of(person, today).answer(), today)
    return show(request, "registry/folder/card.html", {"cards": found})


urlpatterns = [path("io/ricettario/", page, name="card")]
