"""Who acts on a page: the one passage from a request to an actor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from triennio.people.models import Account
from triennio.platform.permissions import NOBODY, Actor

P = ParamSpec("P")


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in, if any."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Account) and user.is_authenticated else None


def actor_of(request: HttpRequest) -> Actor:
    """The account that is signed in, as one who acts through a page; nobody where nobody is signed in."""
    account = account_of(request)
    return Actor(account=account.pk, door="page") if account else NOBODY


def signed_in(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for whoever is signed in; others are asked to sign in and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if account_of(request) is None:
            return _to_sign_in(request)
        response = view(request, *args, **kwargs)
        # What one person sees must not be kept by the browser for whoever sits there next.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the door, and back to the page. A form sent after the session ended goes back to the page that held it: its
    own address may take forms only."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    messages.warning(
        request, _("La sessione era finita: l’ultimo modulo non è stato inviato. Dopo l’accesso va ripetuto.")
    )
    came_from = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts=hosts, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        if not parts.path.startswith("/accesso/"):
            return redirect_to_login(parts.path + (f"?{parts.query}" if parts.query else ""))
    return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
