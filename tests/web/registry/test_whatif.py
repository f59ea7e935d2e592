"""Trying what would change: both sides, nothing kept, nobody else's, no reason in an address."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import world
from triennio.platform import clock

pytestmark = pytest.mark.django_db
PAGE = "/io/prova/"


@pytest.fixture(autouse=True)
def _day():
    with clock.held_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def made(client):
    built = world.build()
    for number, year in enumerate((2024, 2025, 2026), 1):
        world.participation(built.professional, acquired=date(year, 3, 1), credits=3000, number=number)
    client.force_login(built.giulia)
    return built


def said(client, **answers):
    page = client.post(PAGE, {"course_role": "learner", **answers})
    return page.status_code, re.sub(r"<[^>]+>|\s+", " ", page.content.decode())


def test_the_form_is_there(client, made):
    text = client.get(PAGE).content.decode()
    assert "Prova che cosa cambia" in text
    assert "Prima e dopo" not in text


def test_a_course(client, made):
    status, text = said(client, course_credits="20", course_day="2026-12-10")
    assert status == 200
    assert "crediti che mancano passano da 120 a 100" in text
    assert "Il corso che provi" in text
    assert "si avrebbero il 10 dicembre 2026" in text
    assert "Con il piano" not in text


def test_a_plan_that_is_enough_is_foreseen(client, made):
    _, text = said(client, course_credits="130", course_day="2027-03-10")
    assert "Con il piano si arriva il 10 marzo 2027" in text


def test_a_dossier(client, made):
    status, text = said(client, dossier_type="individual", dossier_built="2026-12-01", dossier_realised="on")
    assert status == 200
    assert "crediti che mancano passano da 120 a " in text
    assert "Apri il dossier formativo" in text


def test_a_move(client, made):
    row = made.professional.participations.get(acquired=date(2026, 3, 1))
    status, text = said(client, move=row.code)
    assert status == 200
    assert "nel 2023-2025 i crediti che mancano passano da 90 a 60" in text
    assert "nel 2026-2028 i crediti che mancano passano da 120 a 150" in text


def test_an_absence(client, made):
    status, text = said(
        client, absence_kind="exemptions:maternity", absence_from="2026-01-07", absence_to="2026-06-07"
    )
    assert status == 200
    assert "Prima e dopo" in text
    assert "Prepara la domanda di esenzione" in text
    assert "non contano" in text or "non conta" in text


def test_an_individual_credit_and_a_course_together(client, made):
    status, text = said(
        client,
        course_credits="10,5",
        course_day="2026-12-10",
        individual_kind="publication",
        individual_credits="3",
        individual_day="2026-12-11",
    )
    assert status == 200
    assert "passano da 120 a 106,5" in text


def test_what_has_no_effect_is_said_with_its_rule(client, made):
    _, text = said(client, dossier_type="individual", dossier_built="2028-06-01")
    assert "Che cosa non ha effetto" in text
    assert "Non cambia niente" in text


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({"course_credits": "20"}, "Manca per provare questa parte"),
        ({"course_credits": "venti", "course_day": "2026-12-10"}, "Scrivi un numero"),
        ({"course_credits": "999", "course_day": "2026-12-10"}, "fra 0,1 e 300"),
        ({"course_credits": "5", "course_day": "2031-12-10"}, "fine del triennio in corso"),
        (
            {
                "absence_kind": "exemptions:illness",
                "absence_from": "2026-05-02",
                "absence_to": "2026-05-01",
            },
            "La fine viene prima",
        ),
        ({"move": "nessuna"}, "Alcune risposte vanno corrette"),
    ],
)
def test_what_cannot_be_tried_is_said_at_its_field(client, made, answers, word):
    status, text = said(client, **answers)
    assert status == 422
    assert word in text


def test_nothing_chosen(client, made):
    status, text = said(client)
    assert status == 200
    assert "Non è stato scelto niente" in text


def test_nothing_is_kept(client, made):
    with CaptureQueriesContext(connection) as asked:
        said(client, course_credits="20", course_day="2026-12-10")
    written = [each["sql"] for each in asked if not each["sql"].lstrip().upper().startswith("SELECT")]
    assert [each for each in written if "registry_" in each or "platform_" in each] == []


def test_a_stranger_s_participation_cannot_be_tried(client, made):
    row = made.professional.participations.get(acquired=date(2026, 3, 1))
    client.force_login(made.marco)
    status, _ = said(client, move=row.code)
    assert status == 422


def test_only_for_who_has_a_position(client, made):
    client.force_login(made.operator)
    assert client.get(PAGE).status_code == 404
    client.logout()
    assert client.get(PAGE).status_code == 302
