"""How a call says who it is: a key in `Authorization: Bearer`, or the session of a page of this site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from triennio.kernel.messages import N_
from triennio.people.actions.tokens import note_use
from triennio.people.models import Account
from triennio.people.queries import terms, tokens
from triennio.people.web.actors import account_of
from triennio.platform import clock
from triennio.platform.api.calls import DOOR, PREFIX, Caller, always_open
from triennio.platform.api.problems import Trouble
from triennio.platform.permissions import Actor

SAFE = ("GET", "HEAD", "OPTIONS")


class Bearer(HttpBearer):
    """A personal key."""

    openapi_description = "Chiave personale, creata alla pagina /io/account/chiavi/"

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Who has the key. Raises Trouble 401: a wrong key is never mistaken for nobody."""
        found = tokens.shown(token)
        if found is None:
            raise Trouble(
                401,
                "TOKEN_NOT_VALID",
                N_("La chiave non esiste, è scaduta o è stata revocata."),
                N_("Crearne una nuova alla pagina del proprio account."),
            )
        request.user = found.account
        if found.last_used != clock.today():
            note_use(Actor(found.account_id, DOOR), token=found.code)
        return _admitted(request, found.account, f"token:{found.pk}")


class Session(APIKeyCookie):
    """Who is signed in on a page of this site; writing needs the page's token against forgery."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_description = "Sessione di una pagina di questo sito; per scrivere serve anche X-CSRFToken"

    def __call__(self, request: HttpRequest) -> Caller | None:
        """Who is signed in; None where nobody is."""
        account = account_of(request)
        if account is None or not account.is_active:
            return None
        if request.method not in SAFE and check_csrf(request):
            raise Trouble(
                403, "CSRF", N_("Manca la prova che la richiesta viene da una pagina di questo sito.")
            )
        return _admitted(request, account, f"account:{account.pk}")

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Not used: the session has been read by the pages' own means."""
        raise NotImplementedError


def _admitted(request: HttpRequest, account: Account, ident: str) -> Caller:
    path = request.path.removeprefix(PREFIX)
    if account.approved and not always_open(path) and terms.due(account):
        raise Trouble(
            403,
            "TERMS_DUE",
            N_("Ci sono condizioni d’uso nuove da leggere."),
            N_("Accettarle alla pagina /accesso/condizioni/ oppure con PUT /api/v1/account/terms."),
        )
    return Caller(account.pk, account.code, ident)
