"""Who is not yet approved waits on one page; who has new terms to read reads them first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from triennio.people.access.signals import TERMS_DUE
from triennio.people.web.actors import account_of

Handler = Callable[[HttpRequest], HttpResponse]
GUARDED = ("/io/", "/ordine/", "/ufficio/", "/provider/", "/gestione/")
# One's own account and data stay open: to leave, or to take one's data along, nothing need be accepted.
OPEN = ("/io/account/", "/io/archivio/")


class Gate:
    """Stands after authentication, before the views."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing of its own."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Send people who may not yet enter to the page that says why."""
        del view, args, kwargs
        if not request.path.startswith(GUARDED) or request.path.startswith(OPEN):
            return None
        account = account_of(request)
        if account is None:
            return None
        if not account.approved:
            return HttpResponseRedirect(reverse("people:application"))
        if request.session.get(TERMS_DUE):
            back = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('people:terms')}?{back}")
        return None
