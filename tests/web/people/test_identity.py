"""SPID and CIE end to end, with the provider for trying: who is found, who is made, what never merges."""

from __future__ import annotations

import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from tests.support.world import PASSWORD, World
from triennio.people.identity.testprovider import IDENTITIES, in_thread
from triennio.people.models import Account

GIULIA, NOE, HOMOCODE, WITHOUT = range(4)
HOST = "localhost"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    server = in_thread()
    yield server.state.issuer
    server.shutdown()
    server.server_close()
    assert threading.active_count() >= 1


@pytest.fixture(autouse=True)
def spid(provider: str, settings: Settings) -> None:
    app = {
        "provider_id": "spid",
        "name": "SPID",
        "client_id": "triennio",
        "secret": "",
        "settings": {"server_url": provider},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@pytest.fixture
def browser() -> Client:
    return Client(SERVER_NAME=HOST)


def _choose(client: Client, identity: int | None, start: str = "/accesso/oidc/spid/login/") -> object:
    """Go to the provider, choose, come back."""
    away = client.get(start).headers["Location"]
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(away).query))
    assert query["code_challenge_method"] == "S256"
    query["identity"] = "" if identity is None else str(identity)
    opener = urllib.request.build_opener(_NoRedirect)
    address = away.split("?")[0]
    try:
        opener.open(address, data=urllib.parse.urlencode(query).encode(), timeout=10)
    except urllib.error.HTTPError as answer:
        back = answer.headers["Location"]
        answer.close()
    return client.get(back.replace(f"http://{HOST}", ""), follow=True)


def test_the_buttons_appear_only_where_it_is_set_up(
    browser: Client, world: World, settings: Settings
) -> None:
    page = browser.get("/accesso/login/").content.decode()
    assert "Entra con SPID" in page
    assert "Entra con CIE" not in page
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "SPID" not in browser.get("/accesso/login/").content.decode()
    assert browser.get("/accesso/oidc/spid/login/").status_code == 404


def test_somebody_new_makes_an_account_and_asks_with_the_code_of_the_identity(
    browser: Client, world: World, code: Callable[[], str]
) -> None:
    page = _choose(browser, NOE)
    assert page.request["PATH_INFO"] == "/accesso/3rdparty/signup/"
    refused = browser.post("/accesso/3rdparty/signup/", {"email": "noe@prova.example"})
    assert "Senza accettare" in refused.content.decode()
    browser.post("/accesso/3rdparty/signup/", {"email": "noe@prova.example", "terms": "on"})
    browser.post("/accesso/confirm-email/", {"code": code()})
    account = Account.objects.get(email="noe@prova.example")
    assert (account.first_name, account.last_name, account.state) == ("Noè", "D’Esempio", "new")
    kept = SocialAccount.objects.get(user=account)
    assert kept.extra_data == {"tax_code": IDENTITIES[NOE].tax_code}
    form = browser.get("/accesso/domanda/").content.decode()
    assert IDENTITIES[NOE].tax_code in form
    key = re.search(r'name="key" value="(\w+)"', form)[1]
    said = {
        "key": key,
        "first_name": "Noè",
        "last_name": "D’Esempio",
        "organisation": world.order.code,
        "profession": "14",
    }
    browser.post("/accesso/domanda/", {**said, "tax_code": "RSSMRA85T10A562S"})
    asked = account.applications.get()
    assert (asked.tax_code, asked.verified_by) == (IDENTITIES[NOE].tax_code, "spid")


def test_an_account_that_exists_is_not_merged(browser: Client, world: World) -> None:
    page = _choose(browser, GIULIA)
    assert "Hai già un account" in page.content.decode()
    assert page.status_code == 409
    assert not SocialAccount.objects.exists()
    assert browser.get("/io/account/").status_code == 302


def test_it_is_linked_from_inside_and_then_signs_in(browser: Client, world: World) -> None:
    browser.post("/accesso/login/", {"login": world.giulia.email, "password": PASSWORD})
    browser.post("/accesso/reauthenticate/", {"password": PASSWORD})
    _choose(browser, GIULIA, "/accesso/oidc/spid/login/?process=connect")
    assert SocialAccount.objects.get().user == world.giulia
    other = Client(SERVER_NAME=HOST)
    _choose(other, GIULIA)
    assert other.session["_auth_user_id"] == str(world.giulia.pk)


@pytest.mark.parametrize("identity", [NOE, HOMOCODE])
def test_another_persons_identity_is_not_linked(browser: Client, world: World, identity: int) -> None:
    browser.post("/accesso/login/", {"login": world.giulia.email, "password": PASSWORD})
    browser.post("/accesso/reauthenticate/", {"password": PASSWORD})
    page = _choose(browser, identity, "/accesso/oidc/spid/login/?process=connect")
    assert "È un’altra persona" in page.content.decode()
    assert not SocialAccount.objects.exists()


def test_a_homocode_is_somebody_new(browser: Client, world: World) -> None:
    page = _choose(browser, HOMOCODE)
    assert page.request["PATH_INFO"] == "/accesso/3rdparty/signup/"


def test_without_a_tax_code_nobody_is_made(browser: Client, world: World) -> None:
    before = Account.objects.count()
    page = _choose(browser, WITHOUT)
    assert "Manca il codice fiscale" in page.content.decode()
    assert Account.objects.count() == before


def test_who_gives_up_at_the_provider_is_told_so(browser: Client, world: World) -> None:
    page = _choose(browser, None)
    assert "annullato" in page.content.decode()


def test_a_suspended_account_does_not_come_in_by_identity(browser: Client, world: World) -> None:
    browser.post("/accesso/login/", {"login": world.giulia.email, "password": PASSWORD})
    browser.post("/accesso/reauthenticate/", {"password": PASSWORD})
    _choose(browser, GIULIA, "/accesso/oidc/spid/login/?process=connect")
    Account.objects.filter(pk=world.giulia.pk).update(state="suspended", state_reason="Motivo di prova.")
    other = Client(SERVER_NAME=HOST)
    page = _choose(other, GIULIA)
    assert "Motivo di prova." in page.content.decode()
    assert other.get("/io/account/").status_code == 302


def test_the_provider_sends_nobody_to_another_machine(provider: str) -> None:
    query = urllib.parse.urlencode({"redirect_uri": "https://altrove.example/"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{provider}/authorize?{query}", timeout=10)
    assert refused.value.code == 400
    refused.value.close()
