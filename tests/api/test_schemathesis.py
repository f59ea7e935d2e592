"""The description against the answers, with values that nobody thought of: Schemathesis finds nothing.

In this process, through the WSGI application. Positive values go to things that exist, so that they reach the actions;
negative ones must be refused. Deterministic: the same values each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from tests.api.conftest import give_token
from tests.api.examples import OPERATIONS as EXAMPLES
from tests.support.world import World
from triennio.people.models import Assignment, Role
from triennio.platform.api.operations import OPERATIONS
from triennio.web.api.page import schema

pytestmark = pytest.mark.django_db
# A value that has the right shape may still be refused: a tax code whose letter is wrong, a day before enrolment.
LEFT_OUT = ("positive_data_acceptance",)


def wanted() -> list[Any]:
    """Every check but those left out. The library knows them once a description is loaded."""
    found = [check for check in CHECKS.get_all() if check.__name__ not in LEFT_OUT]
    assert len(found) > 8
    return found


FEW = settings(
    max_examples=4,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The application would end the connection after each call, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def described() -> Any:
    """The description as Schemathesis reads it."""
    found = schemathesis.openapi.from_dict(json.loads(json.dumps(schema())))
    found.app = get_wsgi_application()
    return found


def _everything(world: World) -> str:
    """Giulia with every role, so that no operation ends at the door."""
    for role in Role.values:
        if role != Role.PERSON:
            for body in (world.order, world.firm, world.provider, world.operator_body):
                Assignment.objects.get_or_create(account=world.giulia, organisation=body, role=role)
    return give_token(world.giulia)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_nothing_is_found(name: str, described: Any, world: World, settings: Any) -> None:
    settings.API_RATE = 1_000_000
    called, token = EXAMPLES[name](world), _everything(world)
    operation = described.find_operation_by_id(name)
    headers = {"Authorization": f"Bearer {token}"}

    takes = operation.definition.raw.get("parameters") or operation.definition.raw.get("requestBody")
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE) if takes else (GenerationMode.POSITIVE,):
        given(case=operation.as_strategy(generation_mode=mode))(FEW(_trying(headers, called.place)))()


def _trying(headers: dict[str, str], place: dict[str, Any]) -> Any:
    def try_it(case: Any) -> None:
        made = case.meta.components.get(ParameterLocation.PATH)
        if made is None or made.mode is GenerationMode.POSITIVE:
            case.path_parameters = {**(case.path_parameters or {}), **place}
        case.validate_response(case.call(headers=headers), checks=wanted(), headers=headers)

    return try_it


def test_it_would_find_what_is_not_declared(world: World) -> None:
    told = json.loads(json.dumps(schema()))
    answers = told["paths"]["/api/v1/account"]["get"]["responses"]
    answers["200"]["content"]["application/json"]["schema"] = {"type": "string"}
    loaded = schemathesis.openapi.from_dict(told)
    loaded.app = get_wsgi_application()
    case = loaded.find_operation_by_id("read_account").Case()
    headers = {"Authorization": f"Bearer {give_token(world.giulia)}"}
    with pytest.raises(FailureGroup) as found:
        case.validate_response(case.call(headers=headers), checks=wanted(), headers=headers)
    assert [type(each).__name__ for each in found.value.exceptions] == ["JsonSchemaError"]
