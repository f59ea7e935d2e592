"""Every operation with whoever may, strangers, nobody, a suspended account; and again with the same key."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.api.conftest import Caller, give_token
from tests.api.examples import OPERATIONS as EXAMPLES
from tests.api.examples import Called
from tests.support import state
from tests.support.world import World
from triennio.platform.actions import ACTIONS, Key
from triennio.platform.api.calls import PREFIX
from triennio.platform.api.operations import OPERATIONS
from triennio.platform.models import JournalEntry
from triennio.web.api.page import schema

pytestmark = pytest.mark.django_db
ALL = sorted(OPERATIONS)
PLACES = {
    each["operationId"]: (method.upper(), path.removeprefix(PREFIX))
    for path, methods in schema()["paths"].items()
    for method, each in methods.items()
}
ACCESS = ("platform.JournalEntry", "platform.JournalContent", "platform.JournalHead", "people.ApiToken")
OF_KEYS = ("people.ApiToken", "people.Terms", "people.TermsAcceptance", *ACCESS[:3])
# Not in the API, and why.
UNREACHED = {
    "account.note": "written by signing in itself, never asked for",
    "import.end": "what the worker found; nobody asks for it",
    "request.reason": "written by reading a request at the office, never asked for",
    "token.create": "made on a page: a key must not make keys, and it is shown once to a person",
    "token.use": "written by the use of a key, never asked for",
}


def call(name: str, called: Called, token: str, key: str = "una-volta-sola") -> HttpResponse:
    """The call of an example, as somebody."""
    method, path = PLACES[name]
    for word, value in called.place.items():
        path = path.replace("{" + word + "}", str(value))
    more: dict[str, Any] = {}
    if called.form is not None:
        more["data"] = {word: _again(value) for word, value in called.form.items()}
    elif called.query:
        path = f"{path}?{called.query}"
    return Caller(token)(method, path, called.body, key=key, **more)


def _again(value: Any) -> Any:
    if isinstance(value, SimpleUploadedFile):
        value.seek(0)
    return value


def test_every_operation_has_an_example() -> None:
    assert sorted(EXAMPLES) == ALL


def test_every_action_is_reached_or_has_a_reason() -> None:
    reached = {action for each in OPERATIONS.values() for action in each.actions}
    assert sorted(set(ACTIONS) - reached) == sorted(UNREACHED)


def test_a_key_is_required_exactly_where_an_action_requires_it() -> None:
    for name, each in OPERATIONS.items():
        method, path = PLACES[name]
        operation = schema()["paths"][PREFIX + path][method.lower()]
        header = [one for one in operation["parameters"] if one["name"] == "Idempotency-Key"]
        if name == "renew_calendar":  # each call makes another address, and tells it only then
            assert not header
            continue
        required = any(ACTIONS[action].key is Key.REQUIRED for action in each.actions)
        assert bool(header) == bool(each.actions), name
        assert [one["required"] for one in header] == ([required] if header else []), name


@pytest.mark.parametrize("name", ALL)
def test_who_may_can(name: str, world: World) -> None:
    called = EXAMPLES[name](world)
    token = give_token(called.who)
    if name == "accept_terms":
        called.who.accepted_terms.all().delete()
    answer = call(name, called, token)
    assert answer.status_code == OPERATIONS[name].status, answer.content
    assert answer["Cache-Control"] == "no-store"
    if OPERATIONS[name].actions:
        entries = JournalEntry.objects.filter(door="api", act__in=OPERATIONS[name].actions)
        assert entries.exists()


@pytest.mark.parametrize(
    "name", [name for name in ALL if OPERATIONS[name].actions and name != "renew_calendar"]
)
def test_the_same_key_answers_the_same_and_does_nothing_twice(name: str, world: World) -> None:
    called = EXAMPLES[name](world)
    token = give_token(called.who)
    first = call(name, called, token)
    before = state.content(without=OF_KEYS)
    # What a key does may end it, or ask for new terms to be accepted: somebody comes back with another.
    if name in ("revoke_token", "publish_terms"):
        token = give_token(called.who)
    again = call(name, called, token)
    assert again.status_code == first.status_code, again.content
    assert state.content(without=OF_KEYS) == before


@pytest.mark.parametrize("name", ALL)
def test_others_find_nothing_and_change_nothing(name: str, world: World) -> None:
    called = EXAMPLES[name](world)
    public = 401 not in OPERATIONS[name].errors
    strangers = [getattr(world, each) for each in called.strangers]
    tokens = {each.pk: give_token(each) for each in (*strangers, world.suspended)}
    tokens[0] = ""
    before = state.content(without=ACCESS)
    for pk, token in tokens.items():
        if public:
            continue
        answer = call(name, called, token)
        expected = 401 if pk in (0, world.suspended.pk) else 404
        if pk == world.suspended.pk and called.who == world.suspended:
            continue
        assert answer.status_code == expected, (pk, answer.content)
        if expected == 404:
            assert JournalEntry.objects.filter(aggregate=f"access:{pk}", act="denied").exists()
    assert state.content(without=ACCESS) == before


OWN = [name for name in ALL if "/{" not in PLACES[name][1] and PLACES[name][0] == "GET"]


@pytest.mark.parametrize("name", OWN)
def test_what_is_ones_own_tells_nothing_of_others(name: str, world: World) -> None:
    called = EXAMPLES[name](world)
    if called.strangers or 401 not in OPERATIONS[name].errors:
        return
    told = call(name, called, give_token(world.marco)).content.decode()
    for secret in (world.giulia.code, world.giulia.email, world.professional.code, "Giulia"):
        assert secret not in told
