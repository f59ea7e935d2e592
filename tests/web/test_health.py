"""The health address tells a working installation from one that cannot work."""

import pytest
from django.db import OperationalError
from django.test import Client

from triennio.web import health


@pytest.mark.django_db
def test_well(client: Client) -> None:
    answer = client.get("/salute/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "migrations": "ok"}
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_pending_migration_is_not_well(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [("one", False)])
    answer = client.get("/salute/")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "pending"


def test_an_unreachable_database_is_not_well(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(connection: object) -> None:
        raise OperationalError

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    answer = client.get("/salute/")
    assert answer.status_code == 503
    assert answer.json() == {"status": "error", "database": "unreachable", "migrations": "unknown"}
