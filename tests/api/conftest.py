"""Callers of the API: each account of the small world with a key of its own, and an answer that is checked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cache as cache_once
from typing import Any

import jsonschema_rs
import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.support.world import World, build
from triennio.people.models import Account, ApiToken
from triennio.people.queries.terms import current
from triennio.people.queries.tokens import PREFIX, digest_of
from triennio.people.steps.versions import row_of
from triennio.people.tables.applications import TermsAcceptance
from triennio.platform import clock
from triennio.platform.api.calls import PREFIX as ROOT
from triennio.platform.codes import new_code
from triennio.web.api.page import schema


def give_token(account: Account, name: str = "prova") -> str:
    """A valid key of an account, its terms accepted."""
    token = f"{PREFIX}{new_code()}{new_code()}"
    until = clock.today() + timedelta(days=30)
    ApiToken.objects.create(account=account, name=name, digest=digest_of(token), until=until)
    terms = row_of(current().version)
    assert terms is not None
    TermsAcceptance.objects.get_or_create(account=account, terms=terms)
    return token


@dataclass
class Caller:
    """Calls as an account, or as nobody. Every answer is held against the description of the API."""

    token: str = ""

    def __call__(
        self, method: str, path: str, body: Any = None, *, key: str | None = "nuova", **more: Any
    ) -> HttpResponse:
        """`key`: "nuova" makes one, None sends none, anything else is sent as it is."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if key and method != "GET":
            headers["Idempotency-Key"] = new_code() if key == "nuova" else key
        arguments = dict(more)
        if body is not None:
            arguments |= {"data": json.dumps(body), "content_type": "application/json"}
        client = Client(enforce_csrf_checks=True)
        answer = getattr(client, method.lower())(f"{ROOT}{path}", headers=headers, **arguments)
        conforms(method, path.partition("?")[0], answer)
        return answer


def declared(method: str, path: str) -> dict[str, Any]:
    """The operation that answers at an address."""
    parts = f"{ROOT}{path}".split("/")
    for place, operations in schema()["paths"].items():
        wanted = place.split("/")
        if len(wanted) == len(parts) and all(
            a == b or a.startswith("{") for a, b in zip(wanted, parts, strict=True)
        ):
            found: dict[str, Any] = operations.get(method.lower(), {})
            if found:
                return found
    return {}


def conforms(method: str, path: str, answer: HttpResponse) -> None:
    """The status is declared, and the content is what was declared for it."""
    operation = declared(method, path)
    if not operation:
        return
    said = operation["responses"].get(answer.status_code) or operation["responses"].get(
        str(answer.status_code)
    )
    assert said is not None, (
        f"{operation['operationId']} answered {answer.status_code}: {answer.content[:500]!r}"
    )
    media = answer.headers["Content-Type"].partition(";")[0]
    assert media in said["content"], f"{operation['operationId']}: {media}"
    if media.endswith("json"):
        _validator(json.dumps(said["content"][media]["schema"])).validate(json.loads(answer.content))


@cache_once
def _validator(shape: str) -> Any:
    return jsonschema_rs.validator_for({"components": schema()["components"], **json.loads(shape)})


@pytest.fixture
def world(db: None) -> World:
    """The small world, nothing counted yet."""
    cache.clear()
    return build()


@pytest.fixture
def callers(world: World) -> dict[str, Caller]:
    """Name in the world → who calls as them; `nobody` has no key."""
    names = [name for name, value in vars(world).items() if isinstance(value, Account)]
    found = {name: Caller(give_token(getattr(world, name))) for name in names}
    return {**found, "nobody": Caller()}
