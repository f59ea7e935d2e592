"""Needs of training for providers: people counted once, a few of them never shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.support import world
from tests.support.dossiers import group, own, staff
from triennio.platform import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.held_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def made():
    return world.build()


# --- needs


def test_needs_count_people_once_and_hide_small_groups(made, client):
    people = staff(made, 6)
    for each in people:
        own(each, plan=((18, 60), (7, 40)))
    own(made.professional, plan=((22, 100),))
    group(made, [*people, made.professional], plan=((18, 100),))
    client.force_login(made.secretary)
    page = client.get("/provider/fabbisogni/").content.decode()
    table = client.get("/provider/fabbisogni/tabella.csv").content.decode("utf-8-sig").splitlines()
    assert len(table) == 3
    assert table[1].startswith("18;")
    assert table[1].endswith(";Infermiere;7")
    assert table[2].startswith("7;")
    assert table[2].endswith(";Infermiere;6")
    assert "Alcuni gruppi piccoli sono nascosti" in page
    assert "Fragilità" not in page
    assert "Prova" not in re.sub(r"<header.*?</header>", "", page, flags=re.S)
    assert (
        "Comunicazione"
        not in client.get("/provider/fabbisogni/?area=technical").content.decode().split("<tbody")[1]
    )


@pytest.mark.parametrize("who", ["giulia", "clerk", "office", "auditor"])
def test_needs_are_for_providers(made, client, who):
    client.force_login(getattr(made, who))
    assert client.get("/provider/fabbisogni/").status_code == 404
    assert client.get("/provider/fabbisogni/tabella.csv").status_code == 404
