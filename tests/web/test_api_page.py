"""The page of the API: complete, without scripts, and where every kind of error leads."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from triennio.people.permissions import TABLE
from triennio.platform.api.operations import OPERATIONS
from triennio.platform.api.problems import TITLES
from triennio.web.api.page import groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client) -> str:
    answer = client.get("/api/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_operation_has_its_place_with_a_call_to_copy(page: str) -> None:
    for name in OPERATIONS:
        assert f'id="{name}"' in page
    shown = [each for group in groups() for each in group.operations]
    assert len(shown) == len(OPERATIONS)
    for each in shown:
        assert each.curl.endswith('"')
        assert "{" not in each.curl.splitlines()[-1]
        assert ("Idempotency-Key" in each.curl) == any(
            one.name == "Idempotency-Key" and one.required for one in each.parameters
        )


def test_every_permission_is_one_of_the_table_and_its_holders_are_told(page: str) -> None:
    for each in (each for group in groups() for each in group.operations):
        if each.declared.permission:
            assert each.declared.permission in TABLE
            assert each.holders


def test_every_error_is_explained_where_its_type_leads(page: str) -> None:
    for status in TITLES:
        assert f'id="errore-{status}"' in page


def test_it_has_no_script_of_its_own_and_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/api/")
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "<script" not in main
    assert "style=" not in main
    assert not re.findall(r'(?:src|href)="https?://', main)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
