"""What the pages of one's own folder share: whose it is, where rules lead, the one-time key of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.models import Professional
from triennio.people.web.actors import account_of, actor_of
from triennio.pictures.links import Links
from triennio.platform.codes import new_code
from triennio.platform.permissions import Actor
from triennio.rules.book import load

LINKS = Links(rule="calculator:rule")


def mine(request: HttpRequest) -> tuple[Actor, Professional]:
    """Who acts and their own place in the register. Raises OutOfSight for an account without one."""
    account = account_of(request)
    found = Professional.objects.filter(account=account).first() if account else None
    if found is None or account is None or not account.approved:
        raise OutOfSight("registry.own")
    return actor_of(request), found


def key_of(request: HttpRequest) -> str | None:
    """The one-time key that a form carries back."""
    return request.POST.get("key") or None


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page with a fresh key, the rules and their links; status 409 with a refusal, said at its top."""
    shared = {"links": LINKS, "rules": load("ecm").rules, "key": new_code(), "refusal": refusal}
    return render(request, template, {**shared, **context}, status=409 if refusal else 200)
