"""Members for their Order: the list, and the page that the member sees, without what absences were for."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from triennio.people.models import Registration
from triennio.people.web.actors import actor_of, signed_in
from triennio.people.web.csvfile import csv_answer
from triennio.platform import clock
from triennio.registry.queries import members
from triennio.registry.queries.participations import credit_page
from triennio.registry.queries.position import position_of
from triennio.registry.web.participations import show
from triennio.registry.web.position import shared
from triennio.registry.web.position_links import member_links
from triennio.registry.web.position_query import asked

Rows = QuerySet[Registration]
PAGE = 50
LONGEST = 100


@require_safe
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """The members of the viewer's Orders; `?cerca=` name, tax code or number."""
    text = request.GET.get("cerca", "")[:LONGEST].strip()
    rows = members.found(actor_of(request), text)
    page = Paginator(rows, PAGE).get_page(request.GET.get("pagina"))
    context = {"page": page, "text": text, "members": list(members.members(cast(Rows, page.object_list)))}
    return render(request, "registry/members/list.html", context)


@require_safe
@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    rows = members.found(actor_of(request), request.GET.get("cerca", "")[:LONGEST])
    head = [
        _("Codice fiscale"), _("Cognome"), _("Nome"), _("Professione"), _("Numero"), _("Iscrizione"),
        _("Cancellazione"),
    ]  # fmt: skip
    lines = (
        [m.tax_code, m.last_name, m.first_name, m.profession, m.number, m.enrolled or "", m.cancelled or ""]
        for m in members.members(rows)
    )
    return csv_answer("iscritti", head, lines)


@require_safe
@signed_in
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The position of a member, redacted, and what was decided about it."""
    viewer, wanted = actor_of(request), asked(request.GET, clock.today())
    found = position_of(viewer, code, wanted.day, period=wanted.period)
    context = shared(found, wanted, member_links(code))
    context["takes"] = [(_("Posizione come dati (JSON)"), reverse("registry:member_json", args=[code]))]
    context["decisions"] = members.decisions(viewer, code)
    return render(request, "registry/members/member.html", context)


@require_safe
@signed_in
def credit(request: HttpRequest, member: str, code: str) -> HttpResponse:
    """One credit of a member."""
    found = credit_page(actor_of(request), member, code, clock.today())
    back = f"{reverse('registry:member', args=[member])}?periodo={found.period}"
    return show(request, found, back)
