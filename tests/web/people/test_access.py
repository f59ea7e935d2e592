"""Signing up and in: the way through, locks, and that nobody learns who has an account."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.support.world import PASSWORD, World
from triennio.people.models import Account, Application, Terms, TermsAcceptance
from triennio.people.queries.terms import current
from triennio.people.web import evenly
from triennio.platform.models import JournalContent

NEW = "nuova@prova.example"
SECRET = "sentiero-lampada-ottobre"


def _sign_up(client: Client, email: str = NEW, password: str = SECRET, **more: str) -> object:
    return client.post("/accesso/signup/", {"email": email, "password1": password, "terms": "on", **more})


def test_from_signing_up_to_waiting(client: Client, world: World, code: Callable[[], str]) -> None:
    assert _sign_up(client).headers["Location"] == "/accesso/confirm-email/"
    account = Account.objects.get(email=NEW)
    assert (account.state, account.accepted_terms.get().terms.version) == ("new", current().version)
    answer = client.post("/accesso/confirm-email/", {"code": code()})
    assert answer.headers["Location"] == "/accesso/domanda/"
    page = client.get("/accesso/domanda/")
    key = re.search(r'name="key" value="(\w+)"', page.content.decode())[1]
    said = {
        "key": key,
        "first_name": "Nicolò",
        "last_name": "D’Àvila",
        "tax_code": "rssmra85t10a562s",
        "organisation": world.order.code,
        "profession": "14",
        "number": "12",
    }
    assert client.post("/accesso/domanda/", said).status_code == 302
    asked = Application.objects.get(account=account)
    assert (asked.tax_code, asked.profession, asked.state) == ("RSSMRA85T10A562S", 14, "waiting")
    assert "in attesa" in client.get("/accesso/domanda/").content.decode()
    for closed in ("/io/", "/gestione/"):
        answer = client.get(closed)
        assert answer.status_code == 404 or answer.headers["Location"] == "/accesso/domanda/"


def test_a_wrong_tax_code_is_said_at_its_field_and_nothing_is_lost(
    client: Client, world: World, code: Callable[[], str]
) -> None:
    _sign_up(client)
    client.post("/accesso/confirm-email/", {"code": code()})
    said = {"key": "k", "first_name": "Ada", "last_name": "Prova", "tax_code": "RSSMRA85T10A562A"}
    answer = client.post("/accesso/domanda/", {**said, "organisation": world.order.code})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="id_tax_code_error"' in page
    assert 'value="Ada"' in page


def test_without_the_terms_there_is_no_account(client: Client, world: World) -> None:
    answer = client.post("/accesso/signup/", {"email": NEW, "password1": SECRET})
    assert "Senza accettare" in answer.content.decode()
    assert not Account.objects.filter(email=NEW).exists()


def test_without_a_password_one_signs_in_by_code(
    client: Client, world: World, code: Callable[[], str]
) -> None:
    _sign_up(client, password="")
    client.post("/accesso/confirm-email/", {"code": code()})
    assert not Account.objects.get(email=NEW).has_usable_password()
    other = Client()
    other.post("/accesso/login/code/", {"email": NEW})
    assert other.post("/accesso/login/code/confirm/", {"code": code()}).status_code == 302
    assert other.get("/io/account/").status_code == 200


@pytest.mark.parametrize(
    ("path", "field"),
    [("/accesso/signup/", "email"), ("/accesso/login/code/", "email"), ("/accesso/password/reset/", "email")],
)
def test_known_and_unknown_addresses_get_the_same_answer(world: World, path: str, field: str) -> None:
    seen = []
    for email in (world.giulia.email, "mai.vista@prova.example"):
        client = Client()
        said = {field: email, "password1": SECRET, "terms": "on"}
        answer = client.post(path, said, follow=True)
        token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
        page = token.sub("", answer.content.decode()).replace(email, "…")
        seen.append((answer.redirect_chain, answer.status_code, page))
        assert mail.outbox[-1].to == [email]
    assert seen[0] == seen[1]


def test_a_wrong_password_says_the_same_for_known_and_unknown_addresses(world: World) -> None:
    seen = []
    for email in (world.giulia.email, "mai.vista@prova.example"):
        answer = Client().post("/accesso/login/", {"login": email, "password": "sbagliata-del-tutto"})
        seen.append(re.findall(r'people-fault" role="alert">\s*<p>(.*?)</p>', answer.content.decode()))
    assert seen == [["L’indirizzo o la password non sono giusti."]] * 2


@pytest.mark.parametrize("path", ["/accesso/signup/", "/accesso/login/code/", "/accesso/password/reset/"])
def test_known_and_unknown_addresses_take_the_same_time(
    world: World, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evenly, "FLOOR_SECONDS", 0.3)

    def seconds(email: str) -> float:
        cache.clear()
        start = time.perf_counter()
        Client().post(path, {"email": email, "password1": SECRET, "terms": "on"})
        return time.perf_counter() - start

    known, unknown = seconds(world.giulia.email), seconds("mai.vista@prova.example")
    assert min(known, unknown) >= 0.3


def test_a_wrong_password_costs_the_same_work_for_known_and_unknown_addresses(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    counts = []
    for email in (world.giulia.email, "mai.vista@prova.example"):
        hashed.clear()
        Client().post("/accesso/login/", {"login": email, "password": "sbagliata-del-tutto"})
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_five_wrong_passwords_lock_the_address_and_the_page_says_until_when(world: World) -> None:
    client = Client()
    for _ in range(5):
        client.post("/accesso/login/", {"login": world.giulia.email, "password": "sbagliata-del-tutto"})
    answer = client.post("/accesso/login/", {"login": world.giulia.email, "password": PASSWORD})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r"fermo fino alle \d{2}:\d{2}", page)
    assert "codice inviato per e-mail" in page
    # Another address from the same network is not stopped.
    assert (
        client.post("/accesso/login/", {"login": world.marco.email, "password": PASSWORD}).status_code == 302
    )


def test_an_unknown_address_locks_the_same_way(world: World) -> None:
    client = Client()
    for _ in range(6):
        answer = client.post("/accesso/login/", {"login": "mai@prova.example", "password": "sbagliata"})
    assert "fermo fino alle" in answer.content.decode()


def test_a_locked_address_still_enters_by_code(world: World, code: Callable[[], str]) -> None:
    client = Client()
    for _ in range(6):
        client.post("/accesso/login/", {"login": world.giulia.email, "password": "sbagliata-del-tutto"})
    client.post("/accesso/login/code/", {"email": world.giulia.email})
    assert client.post("/accesso/login/code/confirm/", {"code": code()}).status_code == 302
    assert client.get("/io/account/").status_code == 200


def test_a_code_is_worth_three_tries(world: World, code: Callable[[], str]) -> None:
    client = Client()
    client.post("/accesso/login/code/", {"email": world.giulia.email})
    right = code()
    for _ in range(3):
        client.post("/accesso/login/code/confirm/", {"code": "ZZZ-ZZZ"})
    client.post("/accesso/login/code/confirm/", {"code": right})
    assert client.get("/io/account/").status_code == 302


def test_too_many_requests_get_a_page_and_429(world: World) -> None:
    client = Client()
    statuses = {client.post("/accesso/signup/", {"email": "x"}).status_code for _ in range(21)}
    answer = client.post("/accesso/signup/", {"email": "x"})
    assert 429 in statuses | {answer.status_code}
    assert "Troppe richieste" in answer.content.decode()


def test_the_suspended_read_why_only_after_the_right_password(world: World) -> None:
    Account.objects.filter(pk=world.suspended.pk).update(
        state_clause="4. Credenziali", state_reason="Usate da un’altra persona."
    )
    client = Client()
    wrong = client.post(
        "/accesso/login/", {"login": world.suspended.email, "password": "no-no-no-no"}, follow=True
    )
    assert "Usate da" not in wrong.content.decode()
    assert "Usate da" not in client.get("/accesso/inactive/").content.decode()
    right = client.post(
        "/accesso/login/", {"login": world.suspended.email, "password": PASSWORD}, follow=True
    )
    page = right.content.decode()
    assert "4. Credenziali" in page
    assert "Usate da un’altra persona." in page
    assert client.get("/io/account/").status_code == 302


def test_a_new_version_of_the_terms_is_asked_at_the_next_sign_in(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    terms = Terms.objects.create(version="2026-2", text="1. Uno\nDue.", published="2026-11-20T00:00:00Z")
    client = sign_in(world.operator)
    answer = client.get("/gestione/")
    assert answer.headers["Location"] == "/accesso/condizioni/?next=%2Fgestione%2F"
    assert client.get("/io/account/").status_code == 200
    said = {"version": current().version, "next": "/gestione/"}
    assert client.post("/accesso/condizioni/", said).headers["Location"] == "/gestione/"
    assert client.get("/gestione/").status_code == 200
    assert current().version == terms.version
    assert TermsAcceptance.objects.filter(account=world.operator, terms=terms).exists()


def test_accepting_leads_nowhere_outside(world: World, sign_in: Callable[[Account], Client]) -> None:
    client = sign_in(world.operator)
    said = {"version": current().version, "next": "https://altrove.example/"}
    assert client.post("/accesso/condizioni/", said).headers["Location"] == "/gestione/"


def test_a_password_is_chosen_anew_by_code_and_other_sessions_end(
    world: World, sign_in: Callable[[Account], Client], code: Callable[[], str]
) -> None:
    before = sign_in(world.giulia)
    client = Client()
    client.post("/accesso/password/reset/", {"email": world.giulia.email})
    client.post("/accesso/password/reset/confirm/", {"code": code()})
    said = {"password1": SECRET, "password2": SECRET}
    assert client.post("/accesso/password/reset/complete/", said).status_code == 302
    assert mail.outbox[-1].subject == "Triennio: password cambiata"
    assert before.get("/io/account/").status_code == 302
    assert (
        Client().post("/accesso/login/", {"login": world.giulia.email, "password": SECRET}).status_code == 302
    )


def test_weak_passwords_are_refused(client: Client, world: World) -> None:
    for weak in ("corta", "password123", "12345678901234"):
        _sign_up(client, password=weak)
        assert not Account.objects.filter(email=NEW).exists(), weak


def test_an_address_changes_only_when_the_new_one_is_confirmed(
    world: World, confirmed: Callable[[Account], Client], code: Callable[[], str]
) -> None:
    client = confirmed(world.giulia)
    client.post("/accesso/email/", {"email": "giulia.nuova@prova.example", "action_add": "1"})
    assert Account.objects.get(pk=world.giulia.pk).email == "giulia@prova.example"
    client.post("/accesso/confirm-email/", {"code": code()})
    assert Account.objects.get(pk=world.giulia.pk).email == "giulia.nuova@prova.example"
    rows = EmailAddress.objects.filter(user=world.giulia)
    assert [(row.email, row.verified, row.primary) for row in rows] == [
        ("giulia.nuova@prova.example", True, True)
    ]


def test_an_address_of_somebody_else_is_not_taken_and_not_told(
    world: World, confirmed: Callable[[Account], Client]
) -> None:
    client = confirmed(world.giulia)
    taken = client.post("/accesso/email/", {"email": world.marco.email, "action_add": "1"}, follow=True)
    other = confirmed(world.elena)
    free = other.post("/accesso/email/", {"email": "libera@prova.example", "action_add": "1"}, follow=True)
    assert taken.redirect_chain == free.redirect_chain
    assert Account.objects.get(pk=world.giulia.pk).email == "giulia@prova.example"


def test_leaving_the_other_devices(world: World, sign_in: Callable[[Account], Client]) -> None:
    here, there = sign_in(world.giulia), sign_in(world.giulia)
    assert UserSession.objects.filter(user=world.giulia).count() == 2
    page = here.get("/accesso/sessions/").content.decode()
    assert "Esci dagli altri dispositivi" in page
    here.post("/accesso/sessions/")
    assert here.get("/io/account/").status_code == 200
    assert there.get("/io/account/").status_code == 302


def test_leaving_is_a_post(world: World, sign_in: Callable[[Account], Client]) -> None:
    client = sign_in(world.giulia)
    client.get("/accesso/logout/")
    assert client.get("/io/account/").status_code == 200
    client.post("/accesso/logout/")
    assert client.get("/io/account/").status_code == 302


def test_dangerous_changes_ask_for_the_password_again(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    client = sign_in(world.giulia)
    for path in ("/accesso/2fa/totp/activate/", "/accesso/2fa/webauthn/add/"):
        assert client.get(path).headers["Location"].startswith("/accesso/reauthenticate/")
    client.post("/accesso/email/", {"email": NEW, "action_add": "1"})
    assert not mail.outbox


@pytest.mark.django_db(transaction=True)
def test_signing_in_is_in_the_journal_without_address(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    sign_in(world.giulia)
    said = [
        row.data for row in JournalContent.objects.filter(entry__aggregate=f"account:{world.giulia.code}")
    ]
    assert {"what": "signed_in"} in said
    assert world.giulia.email not in str(said)


def test_what_is_wrong_with_a_password_is_said_in_italian(client: Client, world: World) -> None:
    for weak, words in (
        ("corta", "troppo corta"),
        ("password123", "fra le più comuni"),
        ("12345678901234", "cifre"),
    ):
        page = _sign_up(client, password=weak).content.decode()
        assert words in page
        assert "password is" not in page
