"""Every error that an operation declares can be had from it, in the one shape; and none that it does not declare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from tests.api.conftest import Caller, conforms, give_token
from tests.support.world import World, account
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.platform.api.calls import PREFIX, always_open
from triennio.platform.api.operations import OPERATIONS
from triennio.platform.api.problems import Fault, Problem, Trouble
from triennio.platform.models import JournalEntry
from triennio.web.api.page import schema
from triennio.web.api.root import api

pytestmark = pytest.mark.django_db
TEXTS = ("prova-123", "prova", "PROVA", "1.50", "a" * 30, "0" * 64)


def operations() -> Iterator[tuple[str, str, str]]:
    """(name, method, path) of every operation."""
    for path, methods in schema()["paths"].items():
        for method, each in methods.items():
            yield each["operationId"], method.upper(), path


ALL = sorted(operations())


def _resolved(shape: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in shape:
        return _resolved(schema()["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]])
    return shape


def value(shape: dict[str, Any]) -> Any:
    """Some value of this shape."""
    shape = _resolved(shape)
    if "anyOf" in shape:
        return value(shape["anyOf"][0])
    if "const" in shape:
        return shape["const"]
    if "enum" in shape:
        return shape["enum"][0]
    if shape.get("format") == "date":
        return "2026-01-01"
    match shape.get("type"):
        case "integer":
            return shape.get("minimum", 1)
        case "boolean":
            return True
        case "array":
            return [value(shape["items"])]
        case "object":
            wanted = shape.get("required", [])
            return {name: value(one) for name, one in shape.get("properties", {}).items() if name in wanted}
    pattern = shape.get("pattern", "")
    return next((one for one in TEXTS if re.search(pattern, one)), "prova")


def call(name: str, method: str, path: str, token: str, *, body: bool = True) -> HttpResponse:
    """A well-formed call of an operation."""
    found = schema()["paths"][path][method.lower()]
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    query = {}
    for one in found["parameters"]:
        if not one["required"]:
            continue
        filled = str(value(one["schema"]))
        match one["in"]:
            case "path":
                path = path.replace("{" + one["name"] + "}", filled)
            case "header":
                headers[one["name"]] = filled
            case "query":
                query[one["name"]] = filled
    arguments: dict[str, Any] = {"query_params": query}
    content = found.get("requestBody", {}).get("content", {})
    if body and "application/json" in content:
        data = json.dumps(value(content["application/json"]["schema"]))
        arguments |= {"data": data, "content_type": "application/json"}
    elif body and content:
        from django.core.files.uploadedfile import SimpleUploadedFile

        shape = _resolved(content["multipart/form-data"]["schema"])
        wanted = {one: value(shape["properties"][one]) for one in shape.get("required", ())}
        wanted["file"] = SimpleUploadedFile("prova.pdf", b"%PDF-1.7")
        if method != "POST":
            pytest.fail("files are sent by POST")
        arguments["data"] = wanted
    answer = getattr(Client(), method.lower())(path, headers=headers, **arguments)
    conforms(method, path.removeprefix(PREFIX), answer)
    return answer


def raising(name: str, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an operation end in an error."""

    def broken(*args: Any, **kwargs: Any) -> None:
        raise error

    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for each in view.operations:
                if each.operation_id == name:
                    monkeypatch.setattr(each, "view_func", broken)


PROVOKED = {
    404: OutOfSight("prova"),
    409: Refusal("PROVA", "Non si può.", next_step="Fare altro.", decides="Un ufficio"),
    422: Refusal("PROVA", "Non si può.", field="name"),
    413: Trouble(413, "FILE_TOO_LARGE", "Troppo."),
    500: ValueError("Maria Rossi"),
}


def test_every_operation_is_listed_once_and_described() -> None:
    assert [name for name, _, _ in ALL] == sorted(OPERATIONS)
    for _, method, path in ALL:
        assert schema()["paths"][path][method.lower()]["summary"]


def test_the_schema_is_openapi_3_1_and_says_who_may(client: Client) -> None:
    told = client.get(f"{PREFIX}/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert set(told["components"]["securitySchemes"]) == {"Bearer", "Session"}
    assert json.loads(json.dumps(schema())) == told


def test_two_shapes_never_share_a_name() -> None:
    from ninja import Schema

    def below(kind: type) -> Iterator[type]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    ours = [each for each in below(Schema) if each.__module__.startswith("triennio.")]
    plain = [each.__name__ for each in ours if "[" not in each.__name__]
    assert len(plain) == len(set(plain)), sorted({name for name in plain if plain.count(name) > 1})


@pytest.mark.parametrize(("name", "method", "path"), ALL, ids=[each[0] for each in ALL])
def test_errors_had_are_errors_declared(
    name: str, method: str, path: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = account("qualcuno")
    token, wanted = give_token(somebody), set(OPERATIONS[name].errors)
    public = 401 not in wanted
    found = set()
    if not public:
        found.add(call(name, method, path, "").status_code)
        found.add(call(name, method, path, "triennio_sbagliata").status_code)
        somebody.accepted_terms.all().delete()
        answer = call(name, method, path, token)
        if not always_open(path.removeprefix(PREFIX)):
            assert (answer.status_code, answer.json()["code"]) == (403, "TERMS_DUE")
            found.add(403)
        give_token(somebody, "altra")
        client = Client(enforce_csrf_checks=True)
        client.force_login(somebody)
        if method != "GET":
            answer = client.generic(method, path.replace("{", "").replace("}", ""))
            assert (answer.status_code, answer.json()["code"]) == (403, "CSRF")
            found.add(403)
    for status, error in PROVOKED.items():
        if status in wanted:
            with monkeypatch.context() as patch:
                raising(name, error, patch)
                answer = call(name, method, path, "" if public else token)
            assert answer.status_code == status
            assert "Maria" not in answer.content.decode()
            Problem.model_validate(answer.json())
            found.add(status)
    if 415 in wanted or 400 in wanted:
        found |= _bad_bodies(name, method, path, token)
    settings.API_RATE = 0
    answer = call(name, method, path, "" if public else token)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    found.add(429)
    assert found == wanted


def _bad_bodies(name: str, method: str, path: str, token: str) -> set[int]:
    """What comes of a body that is no JSON, or says that it is none."""
    if 415 not in OPERATIONS[name].errors:
        return {400}  # only where a form is read, which `test_a_broken_form` does
    address = path.replace("{assignment}", "1").replace("{", "").replace("}", "")
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "abcdefgh"}
    client, found = Client(), set()
    for content, media in ((b"{", "application/json"), (b"a=1", "text/plain"), (b"\xff", "application/json")):
        answer = client.generic(method, address, content, content_type=media, headers=headers)
        conforms(method, address.removeprefix(PREFIX), answer)
        found.add(answer.status_code)
    return found


def test_a_broken_form_is_not_readable(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.giulia)
    answer = client.generic(
        "DELETE", f"{PREFIX}/account/tokens/abc", b"x", content_type="multipart/form-data; boundary=€"
    )
    assert answer.status_code in (400, 403)
    assert answer["Content-Type"] == "application/problem+json"


def test_unknown_addresses_and_methods_have_the_same_shape(client: Client) -> None:
    unknown = client.get(f"{PREFIX}/nulla")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "NO_SUCH_ADDRESS")
    wrong = client.delete(f"{PREFIX}/account")
    assert (wrong.status_code, wrong.json()["code"], wrong["Allow"]) == (405, "METHOD", "GET")
    for answer in (unknown, wrong):
        assert answer["Content-Type"] == "application/problem+json"
        Problem.model_validate(answer.json())


def test_a_body_too_large_is_refused_before_it_is_read(callers: dict[str, Caller]) -> None:
    answer = callers["giulia"]("PUT", "/account/terms", {"version": "x" * 1_100_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "BODY_TOO_LARGE")


def test_faults_say_where_and_never_repeat_the_value(callers: dict[str, Caller]) -> None:
    answer = callers["giulia"]("PUT", "/account/terms", {"verson": "Maria Rossi"}, key="corta")
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "NOT_VALID")
    faults = [Fault.model_validate(each) for each in told["faults"]]
    assert {(each.where, each.code) for each in faults} == {
        ("header.Idempotency-Key", "STRING_PATTERN_MISMATCH"),
        ("body.version", "MISSING"),
        ("body.verson", "EXTRA_FORBIDDEN"),
    }
    assert "Maria" not in answer.content.decode()


def test_what_is_somebody_elses_is_not_there_and_is_written_down(
    world: World, callers: dict[str, Caller]
) -> None:
    for path in (f"/accounts/{world.giulia.code}", "/accounts/nessuno"):
        answer = callers["marco"]("GET", path)
        assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")
    written = JournalEntry.objects.filter(aggregate=f"access:{world.marco.pk}", act="denied", door="api")
    assert written.count() == 2
