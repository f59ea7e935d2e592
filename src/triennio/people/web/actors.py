"""Who acts on a page: the one passage from a request to an actor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase

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

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # What one person sees must not be kept by the browser for whoever sits there next.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded
