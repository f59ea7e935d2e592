"""What the pages of people share in tests: the world, and the code in the last message."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.support.world import PASSWORD, World, build
from triennio.people.models import Account
from triennio.people.web import evenly


@pytest.fixture(autouse=True)
def _no_counts(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts without failed attempts, and does not wait for the floor."""
    monkeypatch.setattr(evenly, "FLOOR_SECONDS", 0)
    cache.clear()


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.fixture
def code() -> Callable[[], str]:
    """The code in the last message."""

    def last() -> str:
        found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mail.outbox[-1].body, re.MULTILINE)
        assert found, mail.outbox[-1].body
        return found[1]

    return last


@pytest.fixture
def confirmed(sign_in: Callable[[Account], Client]) -> Callable[[Account], Client]:
    """The same, having just given the password again."""

    def enter(who: Account) -> Client:
        client = sign_in(who)
        assert client.post("/accesso/reauthenticate/", {"password": PASSWORD}).status_code == 302
        return client

    return enter


@pytest.fixture
def sign_in() -> Callable[[Account], Client]:
    """A browser in which an account has signed in with its password."""

    def enter(who: Account) -> Client:
        client = Client()
        answer = client.post("/accesso/login/", {"login": who.email, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return enter
