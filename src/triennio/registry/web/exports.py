"""The position taken along: JSON, the calendar of deadlines and its address."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from triennio import __version__
from triennio.people.web.actors import actor_of, signed_in
from triennio.platform import clock
from triennio.platform.permissions import Actor
from triennio.registry.actions.calendar import close, renew
from triennio.registry.domain.ics import calendar
from triennio.registry.queries.calendar import entries, is_open, owner_of
from triennio.registry.queries.position import answer_for
from triennio.registry.web.folder_page import mine
from triennio.registry.web.position_query import asked
from triennio.rules.book import load


@require_safe
@signed_in
def own_json(request: HttpRequest) -> HttpResponse:
    """The own position as data, without what absences were for; `?completa=1` whole."""
    actor, person = mine(request)
    return _json(request, actor, person.code, whole=request.GET.get("completa") == "1")


@require_safe
@signed_in
def member_json(request: HttpRequest, code: str) -> HttpResponse:
    """The position of a member as data, always redacted."""
    return _json(request, actor_of(request), code, whole=False)


def _json(request: HttpRequest, viewer: Actor, code: str, *, whole: bool) -> HttpResponse:
    day = asked(request.GET, clock.today()).day
    case, answer = answer_for(viewer, code, day, whole=whole)
    told = {
        "made": clock.now().astimezone(clock.ROME).isoformat(timespec="seconds"),
        "version": __version__,
        "rulebook": load("ecm").digest,
        "redacted": not whole,
        "case": case,
        "answer": answer,
    }
    made = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    made.headers["Content-Disposition"] = f'attachment; filename="posizione-{day}.json"'
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calendar_page(request: HttpRequest) -> HttpResponse:
    """The address of the calendar. A new one is shown once, here: afterwards nobody knows it but the calendar."""
    actor, person = mine(request)
    address = ""
    if request.method == "POST" and request.POST.get("do") == "close":
        close(actor, professional=person.code)
        messages.success(
            request, _("L’indirizzo è chiuso: i calendari che lo leggevano non vedono più niente.")
        )
        return redirect("registry:calendar")
    if request.method == "POST":
        token = secrets.token_urlsafe(32)
        renew(actor, professional=person.code, digest=_digest(token))
        address = request.build_absolute_uri(reverse("registry:calendar_feed", args=[token]))
    told = {"address": address, "open": is_open(actor, person)}
    return render(request, "registry/position/calendar.html", told)


@require_safe
@signed_in
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The deadlines once, as a file."""
    _actor, person = mine(request)
    now = clock.now()
    made = calendar(_("Formazione continua"), entries(person, clock.day_of(now)), now)
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="scadenze.ics"'
    return answer


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines for a calendar that knows the address. Whoever does not know it finds nothing."""
    person = owner_of(_digest(token))
    if person is None:
        raise Http404
    now = clock.now()
    made = calendar(_("Formazione continua"), entries(person, clock.day_of(now)), now)
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
