"""Keys for programs: shown once, kept as a digest, revoked for good, nobody else's business."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.support.world import World, build
from triennio.people.actions.accounts import suspend
from triennio.people.models import ApiToken
from triennio.people.queries.tokens import digest_of
from triennio.people.steps.sessions import forget_ways_in
from triennio.platform import clock
from triennio.platform.models import IdempotencyKey, JournalContent, JournalEntry
from triennio.platform.permissions import Actor

pytestmark = pytest.mark.django_db
PAGE = "/io/account/chiavi/"
ACCOUNT = "/api/v1/account"


@pytest.fixture
def world() -> World:
    cache.clear()
    return build()


@pytest.fixture
def giulia(client: Client, world: World) -> Client:
    client.force_login(world.giulia)
    return client


def _make(client: Client, key: str = "una-chiave", **fields: object) -> str:
    answer = client.post(PAGE, {"key": key, "name": "Foglio", "days": 90, **fields})
    found = re.search(r"<code class=\"people-secret\">(\S+)</code>", answer.content.decode())
    return found[1] if found else ""


def _ask(token: str) -> int:
    return Client().get(ACCOUNT, headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_key_is_shown_once_and_only_its_digest_is_kept(giulia: Client, world: World) -> None:
    token = _make(giulia)
    row = ApiToken.objects.get()
    assert (row.account, row.digest) == (world.giulia, digest_of(token))
    assert row.until == clock.today() + timedelta(days=90)
    assert token not in giulia.get(PAGE).content.decode()
    kept = [str(each) for each in JournalContent.objects.values_list("data", flat=True)]
    kept += [str(each) for each in IdempotencyKey.objects.values_list("answer", flat=True)]
    assert not [each for each in kept if token in each or row.digest in each]


def test_the_same_form_sent_twice_makes_one_key_and_shows_the_same(giulia: Client) -> None:
    assert _make(giulia) == _make(giulia)
    assert ApiToken.objects.count() == 1
    assert _make(giulia, key="altra") != _make(giulia)


def test_it_opens_the_api_until_it_is_revoked(giulia: Client, world: World) -> None:
    token = _make(giulia)
    assert _ask(token) == 200
    row = ApiToken.objects.get()
    assert row.last_used == clock.today()
    assert giulia.post(reverse("people:token_revoke", args=[row.code])).status_code == 302
    assert _ask(token) == 401
    assert "revocata" in giulia.get(PAGE).content.decode()


def test_its_use_is_in_the_journal_once_a_day(giulia: Client, world: World) -> None:
    token = _make(giulia)
    for _ in range(3):
        _ask(token)
    used = JournalEntry.objects.filter(aggregate=f"account:{world.giulia.code}", act="token.use")
    assert [each.door for each in used] == ["api"]
    with clock.held_at(clock.now() + timedelta(days=1)):
        _ask(token)
    assert used.all().count() == 2


def test_it_ends_with_its_last_day(giulia: Client) -> None:
    token = _make(giulia, days=30)
    with clock.held_at(clock.now() + timedelta(days=30)):
        assert _ask(token) == 200
    with clock.held_at(clock.now() + timedelta(days=31)):
        assert _ask(token) == 401


def test_a_suspended_account_has_no_keys_that_open(giulia: Client, world: World) -> None:
    token = _make(giulia)
    suspend(Actor(world.president.pk), account=world.giulia.code, clause="4", reason="prova")
    assert _ask(token) == 401
    forget_ways_in(world.giulia)
    assert not ApiToken.objects.exists()


def test_wrong_keys_open_nothing_even_with_a_session(giulia: Client) -> None:
    token = _make(giulia)
    for wrong in ("", "x", token[:-1], token.upper(), digest_of(token)):
        answer = giulia.get(ACCOUNT, headers={"Authorization": f"Bearer {wrong}"})
        assert answer.status_code == 401, wrong
        assert answer["WWW-Authenticate"] == "Bearer"


def test_the_session_of_a_page_reads_but_needs_its_token_to_write(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.giulia)
    assert client.get(ACCOUNT).json()["code"] == world.giulia.code
    body = {"path": f"{ACCOUNT}/deletion", "data": {"asked": True}, "content_type": "application/json"}
    refused = client.put(**body)
    assert (refused.status_code, refused.json()["code"]) == (403, "CSRF")
    client.get(PAGE)
    token = client.cookies["csrftoken"].value
    assert client.put(**body, headers={"X-CSRFToken": token}).status_code == 200


def test_doors(client: Client, giulia: Client, world: World) -> None:
    _make(giulia)
    row = ApiToken.objects.get()
    revoke = reverse("people:token_revoke", args=[row.code])
    for stranger in (world.marco, world.elena, world.clerk, world.operator):
        other = Client()
        other.force_login(stranger)
        assert "Foglio" not in other.get(PAGE).content.decode()
        assert other.post(revoke).status_code == 404
    nobody = Client()
    assert nobody.get(PAGE).status_code == 302
    assert nobody.post(revoke).status_code == 302
    row.refresh_from_db()
    assert row.revoked is None
    assert giulia.get(revoke).status_code == 405


def test_what_is_wrong_is_said_at_its_field(giulia: Client) -> None:
    answer = giulia.post(PAGE, {"key": "k", "name": "  ", "days": 4000})
    assert answer.status_code == 400
    assert not ApiToken.objects.exists()
    told = answer.content.decode()
    assert 'id="id_name_error"' in told
    assert 'id="id_days_error"' in told


def test_there_is_an_end_to_keys(giulia: Client) -> None:
    for number in range(20):
        assert _make(giulia, key=f"chiave-{number}")
    assert _make(giulia, key="chiave-20") == ""
    assert ApiToken.objects.count() == 20
