"""Every address there is, asked by nobody and by a stranger to everything: never a page, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.support import world

pytestmark = pytest.mark.django_db

# What anybody may open. Everything else asks to sign in or does not exist.
PUBLIC = re.compile(
    r"^/($|regole/|avvocati/|crediti-evento/|guida/|salute/|privacy/|accessibilita/|robots\.txt$|condizioni/$|accesso/"
    r"|api/|prova/|jsi18n|calendario/|demo/|lingua/)"
)
ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
VALUES = {"int": "1", "slug": "abc23abc23abc2", "str": "abc23abc23abc2", "uuid": "0" * 32, "path": "x"}


def _addresses(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern).lstrip("^/").rstrip("$")
        if isinstance(each, URLResolver):
            yield from _addresses(each, route)
        elif isinstance(each, URLPattern):
            yield ARGUMENT.sub(lambda found: VALUES.get(found["kind"] or "str", "1"), route)


ADDRESSES = sorted({each for each in _addresses() if "(" not in each and "\\" not in each})
OURS = [each for each in ADDRESSES if not PUBLIC.match(each)]


def test_there_is_something_to_ask() -> None:
    assert len(OURS) > 50


def test_nobody_sees_nothing_that_is_not_public(client: Client) -> None:
    for address in OURS:
        for method in ("get", "post"):
            answer = getattr(client, method)(address)
            assert answer.status_code in (302, 403, 404, 405), (method, address, answer.status_code)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/accesso/"), (method, address, answer["Location"])


def test_a_made_up_thing_is_not_there_for_anybody() -> None:
    made = world.build()
    for account in (made.marco, made.other_clerk, made.operator):
        client = Client()
        client.force_login(account)
        for address in ADDRESSES:
            if "abc23abc23abc2" in address and not address.startswith("/accesso/"):
                assert client.get(address).status_code in (302, 403, 404, 405, 410, 422), (
                    account.email,
                    address,
                )


def test_no_address_breaks_for_anybody() -> None:
    made = world.build()
    for account in (made.giulia, made.clerk, made.office, made.secretary, made.operator, made.suspended):
        client = Client()
        client.force_login(account)
        for address in ADDRESSES:
            if not address.startswith(("/accesso/logout", "/api/")):
                assert client.get(address).status_code < 500, (account.email, address)
