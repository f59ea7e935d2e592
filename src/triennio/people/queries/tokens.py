"""Keys for programs: one's own, and the one that a program shows."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from triennio.people.models import Account, ApiToken
from triennio.platform import clock, permissions
from triennio.platform.permissions import Actor, Scope

PREFIX = "triennio_"


def made_from(account: Account, key: str) -> str:
    """A new key, derived from the one-time key of a form: the same form sent twice shows the same key."""
    seed = f"api token {account.pk} {key}".encode()
    made = hmac.new(settings.SECRET_KEY.encode(), seed, sha256).digest()
    return PREFIX + urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(token: str) -> str:
    """What is kept of a key. It is random and long: a fast digest is enough."""
    return sha256(token.encode()).hexdigest()


def of_account(viewer: Actor, account: Account) -> QuerySet[ApiToken]:
    """The account's own keys, newest first, also those that have ended."""
    permissions.require(viewer, "account.own", Scope(owner=account.pk))
    return ApiToken.objects.filter(account=account).order_by("-created", "-pk")


def shown(token: str) -> ApiToken | None:
    """The key that a program shows, with its account; None where it opens nothing. Asked before there is a viewer."""
    if not token.startswith(PREFIX):
        return None
    found = ApiToken.objects.filter(digest=digest_of(token)).select_related("account").first()
    if found is None or not found.valid(clock.today()) or not found.account.is_active:
        return None
    return found
