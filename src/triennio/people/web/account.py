"""One's own account: data, terms accepted, devices, ways to sign in, the end."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from triennio.people.web.actors import signed_in


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """Everything about one's account on one page."""
    return render(request, "people/account.html")
