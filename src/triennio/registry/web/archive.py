"""The archive of one's own data: a page that says what is in it, and the zip."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from triennio.people.models import Professional
from triennio.people.web.actors import signed_in
from triennio.platform import clock
from triennio.platform.permissions import Actor
from triennio.registry.actions.archive import take
from triennio.registry.queries import archive
from triennio.registry.queries.archive import Listed
from triennio.registry.web.folder_files import archive as zipped
from triennio.registry.web.folder_page import mine


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """What the archive holds; a POST gives it, and the journal says so."""
    actor, person = mine(request)
    found = archive.listed(actor, person)
    if request.method != "POST":
        return render(request, "registry/archive/page.html", {"files": _said(found)})
    take(actor, professional=person.code)
    now = clock.now()
    answer = StreamingHttpResponse(
        zipped(_members(actor, person, found), now), content_type="application/zip"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="i-miei-dati-{clock.day_of(now)}.zip"'
    return answer  # type: ignore[return-value]


def _members(actor: Actor, person: Professional, found: list[Listed]) -> Iterator[tuple[str, bytes]]:
    told = {"files": _said(found), "name": person.full_name, "made": clock.now()}
    yield "LEGGIMI.html", render_to_string("registry/archive/index.html", told).encode()
    yield from archive.files(actor, person)


def _said(found: list[Listed]) -> list[tuple[str, str, int]]:
    return [(each.file, _(each.words), each.count) for each in found]
