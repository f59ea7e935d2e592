"""The second step: an app, codes of reserve, and what happens to who guesses."""

from __future__ import annotations

import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from tests.support.world import PASSWORD, World
from triennio.people.models import Account


def _totp(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_two_steps_with_an_app_and_with_a_reserve_code(
    world: World, confirmed: Callable[[Account], Client]
) -> None:
    client = confirmed(world.giulia)
    page = client.get("/accesso/2fa/totp/activate/").content.decode()
    secret = re.search(r'people-secret">(\w+)<', page)[1]
    assert client.post("/accesso/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert client.post("/accesso/2fa/totp/activate/", {"code": _totp(secret)}).status_code == 302
    kept = Authenticator.objects.get(user=world.giulia, type="totp")
    assert secret not in str(kept.data)
    codes = re.findall(r"<code>(\w+)</code>", client.get("/accesso/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    other = Client()
    answer = other.post("/accesso/login/", {"login": world.giulia.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/accesso/2fa/authenticate/"
    assert other.get("/io/account/").status_code == 302
    assert other.post("/accesso/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert other.get("/io/account/").status_code == 200
    third = Client()
    third.post("/accesso/login/", {"login": world.giulia.email, "password": PASSWORD})
    assert third.post("/accesso/2fa/authenticate/", {"code": codes[0]}).status_code == 200
    assert third.get("/io/account/").status_code == 302


def test_guessing_the_second_step_is_stopped(world: World, confirmed: Callable[[Account], Client]) -> None:
    client = confirmed(world.giulia)
    page = client.get("/accesso/2fa/totp/activate/").content.decode()
    secret = re.search(r'people-secret">(\w+)<', page)[1]
    client.post("/accesso/2fa/totp/activate/", {"code": _totp(secret)})
    other = Client()
    other.post("/accesso/login/", {"login": world.giulia.email, "password": PASSWORD})
    for _ in range(5):
        other.post("/accesso/2fa/authenticate/", {"code": "000000"})
    answer = other.post("/accesso/2fa/authenticate/", {"code": _totp(secret)})
    assert "quarto d’ora" in answer.content.decode()
    assert other.get("/io/account/").status_code == 302


def test_who_has_only_codes_by_mail_can_still_add_a_second_step(
    client: Client, world: World, code: Callable[[], str]
) -> None:
    client.post("/accesso/signup/", {"email": "nuova@prova.example", "password1": "", "terms": "on"})
    client.post("/accesso/confirm-email/", {"code": code()})
    assert client.get("/accesso/2fa/totp/activate/").status_code == 200
    assert client.get("/accesso/password/set/").status_code == 200
