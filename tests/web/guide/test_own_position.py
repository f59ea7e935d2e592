"""Signed in, the guide answers with one's own numbers; who has none is not sent to pages that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.support import world
from triennio.guide import port
from triennio.guide.doors import DOORS, doors
from triennio.guide.own_position import read
from triennio.platform import clock
from triennio.registry.models import Absence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _connected() -> Iterator[None]:
    """As the app connects it; other tests may have let it go."""
    port.connect(read)
    yield
    port.connect(read)


@pytest.fixture
def made() -> world.World:
    built = world.build()
    world.participation(built.professional, acquired=date(2026, 3, 1), credits=3000)
    return built


def text_of(client: Client, slug: str) -> str:
    return client.get(f"/guida/{slug}/").content.decode()


def test_the_register_answers_whoever_is_in_it(client: Client, made: world.World) -> None:
    client.force_login(made.giulia)
    answer = client.get("/guida/posizione/")
    assert "sono riconosciuti" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"
    client.logout()
    assert "sono riconosciuti" not in text_of(client, "posizione")


def test_who_waits_or_stands_in_no_register_has_no_numbers(client: Client, made: world.World) -> None:
    assert read(made.operator, date(2026, 11, 22)) is None
    made.giulia.state = "waiting"
    made.giulia.save()
    assert read(made.giulia, date(2026, 11, 22)) is None


def test_the_own_numbers_are_the_viewer_s_alone(client: Client, made: world.World) -> None:
    day = date(2026, 11, 22)
    mine, hers = read(made.giulia, day), read(made.elena, day)
    assert mine
    assert hers
    assert [t["recognised"] for t in mine["trienni"]] != [t["recognised"] for t in hers["trienni"]]


def test_no_reason_of_an_absence_is_in_the_guide(client: Client, made: world.World) -> None:
    row = Absence(
        professional=made.professional, order=made.order, nature="exemption", start=date(2026, 1, 7),
        end=date(2026, 6, 28), origin="request",
    )  # fmt: skip
    row.seal({"kind": "union_leave"})
    row.save()
    client.force_login(made.giulia)
    with clock.held_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        own = text_of(client, "esenzioni").partition('class="guide-own')[2]
    assert "union_leave" not in own
    assert "sindacal" not in own.partition("</section>")[0]


@pytest.mark.parametrize("name", sorted(DOORS))
def test_every_door_opens_for_who_is_in_the_register(client: Client, made: world.World, name: str) -> None:
    client.force_login(made.giulia)
    for door in doors([name]):
        assert client.get(door.address).status_code in (200, 302), door.address


@pytest.mark.parametrize("name", sorted(DOORS))
def test_who_is_in_no_register_is_sent_to_pages_that_are_there(
    client: Client, made: world.World, name: str
) -> None:
    client.force_login(made.operator)
    found = doors([name], registered=False)
    assert found
    for door in found:
        assert client.get(door.address).status_code in (200, 302), door.address
