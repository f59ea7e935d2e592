"""Every address of people, and who may open it: owner, colleague, stranger, nobody, offices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.db.actions.examples_people import BORN, applicant
from tests.support.world import World
from triennio.kernel.tax_code import made_up
from triennio.people.models import Account, ApiToken, Application
from triennio.people.urls import urlpatterns
from triennio.people.web.menu import home, menu
from triennio.platform.models import JournalEntry

OPEN, SIGNED = "open", "signed"
# name → arguments, and who sees it: OPEN everybody, SIGNED whoever is signed in, else the accounts of the world.
PAGES: dict[str, tuple[Callable[[World], list[str]], str | set[str]]] = {
    "demo": (lambda w: [], set()),
    "terms_text": (lambda w: [], OPEN),
    "application": (lambda w: [], SIGNED),
    "terms": (lambda w: [], SIGNED),
    "account": (lambda w: [], SIGNED),
    "deletion": (lambda w: [], SIGNED),
    "tokens": (lambda w: [], SIGNED),
    "token_revoke": (lambda w: [w.giulia.api_tokens.get().code], {"giulia"}),
    "queue": (lambda w: [], {"clerk", "president", "other_clerk", "organiser", "approver", "operator"}),
    "decide": (
        lambda w: [w.giulia.applications.get().code],
        {"clerk", "president", "organiser", "approver", "operator"},
    ),
    "members": (lambda w: [], {"clerk", "president", "other_clerk", "approver", "support", "operator"}),
    "member": (lambda w: [w.giulia.code], {"clerk", "president", "approver", "support", "operator"}),
    "order_roles": (lambda w: [], {"president"}),
    "management": (lambda w: [], {"operator", "auditor", "support"}),
    "roles": (lambda w: [], {"operator"}),
    "organisations": (lambda w: [], {"operator"}),
    "organisation": (lambda w: [w.order.code], {"president", "operator"}),
    "journal": (lambda w: [], {"operator", "auditor"}),
}
PEOPLE = (
    "giulia", "elena", "marco", "clerk", "president", "other_clerk", "office", "secretary",
    "organiser", "approver", "support", "operator", "auditor",
)  # fmt: skip
POSTED = {"deletion", "token_revoke"}


@pytest.fixture
def asked(world: World) -> World:
    """The world, in which Giulia's application to her Order still stands."""
    Application.objects.create(
        account=world.giulia, organisation=world.order, tax_code=made_up("Prova", "Giulia", BORN, "F")
    )
    ApiToken.objects.create(account=world.giulia, name="prova", digest="0" * 64, until=date(2099, 1, 1))
    return world


def _answer(client: Client, name: str, arguments: list[str]) -> int:
    address = reverse(f"people:{name}", args=arguments)
    return (client.post(address) if name in POSTED else client.get(address)).status_code


def test_every_address_is_in_the_list() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(PAGES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_may_open_it(name: str, asked: World) -> None:
    arguments, who = PAGES[name][0](asked), PAGES[name][1]
    for person in PEOPLE:
        client = Client()
        client.force_login(getattr(asked, person))
        status = _answer(client, name, arguments)
        if who in (OPEN, SIGNED) or person in who:
            assert status in (200, 302), (person, status)
        else:
            assert status == 404, (person, status)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_nobody_is_asked_to_sign_in(name: str, asked: World) -> None:
    status = _answer(Client(), name, PAGES[name][0](asked))
    expected = {OPEN: 200}.get(PAGES[name][1], 302) if isinstance(PAGES[name][1], str) else 302
    assert status == (404 if name == "demo" else expected)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_suspended_have_no_session(name: str, asked: World) -> None:
    client = Client()
    client.force_login(asked.suspended)
    status = _answer(client, name, PAGES[name][0](asked))
    assert status == {"demo": 404, "terms_text": 200}.get(name, 302)


@pytest.mark.parametrize("name", ["queue", "management", "journal", "members"])
def test_who_waits_is_led_to_the_application(name: str, asked: World) -> None:
    client = Client()
    client.force_login(applicant(asked))
    answer = client.get(reverse(f"people:{name}"))
    assert answer.headers["Location"] == "/accesso/domanda/"


def test_a_denied_page_is_written_down_once(asked: World) -> None:
    client = Client()
    client.force_login(asked.marco)
    address = reverse("people:member", args=[asked.giulia.code])
    assert client.get(address).status_code == 404
    rows = JournalEntry.objects.filter(aggregate=f"access:{asked.marco.pk}", act="denied")
    assert [row.content.data for row in rows] == [{"what": "account.find"}]


def test_what_exists_and_what_does_not_look_the_same(asked: World) -> None:
    client = Client()
    client.force_login(asked.other_clerk)
    pages = []
    for code in (asked.giulia.applications.get().code, "nonesistente22"):
        answer = client.get(reverse("people:decide", args=[code]))
        pages.append((answer.status_code, answer.content.decode().replace(code, "…")))
    assert pages[0][0] == pages[1][0] == 404
    assert len(pages[0][1]) == len(pages[1][1])


def test_the_menu_shows_what_one_is(asked: World) -> None:
    shown = {
        "giulia": {"/io/"},
        "clerk": {"/ordine/richieste/", "/ufficio/dossier/"},
        "approver": {"/ordine/accessi/"},
        "office": {"/ufficio/personale/"},
        "auditor": {"/gestione/"},
        "operator": {"/ordine/accessi/", "/provider/fabbisogni/", "/gestione/"},
        "suspended": set(),
    }
    for name, areas in shown.items():
        found = menu(getattr(asked, name))
        assert {each.path for each in found.areas} == areas, name
    assert home(asked.operator) == "/gestione/"


def test_the_menu_marks_the_open_page_and_every_door_opens(asked: World) -> None:
    for name in (
        "giulia",
        "clerk",
        "president",
        "approver",
        "office",
        "secretary",
        "operator",
        "auditor",
        "support",
    ):
        account = getattr(asked, name)
        client = Client()
        client.force_login(account)
        for area in menu(account).areas:
            pages = menu(account, area.path).pages or [area]
            for page in pages:
                answer = client.get(page.path)
                assert answer.status_code == 200, (name, page.path)
                assert f'href="{page.path}" aria-current=' in answer.content.decode(), (name, page.path)


def test_pages_of_one_person_are_not_kept_by_the_browser(asked: World) -> None:
    client = Client()
    client.force_login(asked.giulia)
    assert client.get("/io/account/").headers["Cache-Control"] == "no-store"


def test_accounts_without_a_name_show_their_address(client: Client, world: World) -> None:
    Account.objects.filter(pk=world.giulia.pk).update(first_name="", last_name="")
    client.force_login(world.giulia)
    assert "giulia@prova.example" in client.get("/io/account/").content.decode()
