"""Choosing whom to be, in a demonstration only."""

from __future__ import annotations

from itertools import groupby

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from triennio.people.models import Account, Assignment, Role
from triennio.people.web.menu import home

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show the fictional people with their roles; a POST signs in as the chosen one.

    Without a demonstration there is nothing here.
    """
    if not settings.DEMONSTRATION:
        raise Http404
    people = Account.objects.filter(demonstration=True, state=Account.State.ACTIVE)
    if request.method == "POST":
        chosen = people.filter(code=request.POST.get("who", "")).first()
        if chosen is None:
            raise Http404
        login(request, chosen, backend=BACKEND)
        UserSession.objects.create_from_request(request)
        return HttpResponseRedirect(home(chosen))
    return render(request, "people/demo.html", {"people": _shown(list(people.order_by("pk")))})


def _shown(accounts: list[Account]) -> list[tuple[Account, list[str]]]:
    rows = Assignment.objects.filter(account__in=accounts, until=None).select_related("organisation")
    held = {
        account: [f"{Role(row.role).label}, {row.organisation}" for row in group]
        for account, group in groupby(rows.order_by("account_id", "pk"), key=lambda row: row.account_id)
    }
    return [(each, held.get(each.pk, [])) for each in accounts]
