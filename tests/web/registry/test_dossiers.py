"""One's own dossier through its pages: the plan, the coherence, what it is worth."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tests.support import world
from tests.support.dossiers import PLAN, TODAY, group, own
from triennio.kernel.refusal import Refusal
from triennio.platform import clock
from triennio.registry.actions.dossiers import plan
from triennio.registry.models import Dossier, DossierMember, Move
from triennio.registry.queries import dossiers_offer
from triennio.registry.queries.case import case_of
from triennio.registry.queries.dossiers_offer import Offered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.held_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def made():
    return world.build()


@pytest.fixture
def mine(made, client):
    client.force_login(made.giulia)
    return client


# --- one's own


def test_building_takes_credits_off_and_the_history_keeps_every_plan(made, mine):
    before = case_of(made.professional, TODAY).answer()["trienni"][-1]["obligation"]
    answer = mine.post("/io/dossier/modifica/", PLAN, follow=True)
    page = answer.content.decode()
    assert "Dossier salvato" in page
    assert "Costruito il 22 novembre 2026" in page
    after = case_of(made.professional, TODAY).answer()["trienni"][-1]
    assert float(before) - float(after["obligation"]) == 40
    assert re.findall(r">−(\d+)<", page) == ["40", "30", "30", "20"], "DOS-BUILD and DOS-DONE of 2026-28"
    mine.post("/io/dossier/modifica/", {"objective-18": "100"})
    mine.post("/io/dossier/modifica/", {"objective-18": "100"})
    page = mine.get("/io/dossier/").content.decode()
    assert "Storia: 2 versioni" in page
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"objective-18": "60"}, "DOSSIER_SUM"),
        ({}, "DOSSIER_EMPTY"),
        ({"objective-18": "60,5", "objective-1": "39,5"}, "DOSSIER_PERCENT"),
        ({f"objective-{code}": "9" for code in range(1, 12)}, "DOSSIER_TOO_MANY"),
        ({"objective-99": "100"}, "DOSSIER_OBJECTIVE"),
    ],
)
def test_a_plan_that_cannot_be_is_said_and_what_was_typed_stays(mine, typed, code):
    answer = mine.post("/io/dossier/modifica/", typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert code in page
    if "objective-18" in typed:
        assert f'name="objective-18" value="{typed["objective-18"]}"' in page
    assert not Dossier.objects.exists()


def test_after_the_second_year_nothing_is_built_or_changed(made, mine):
    own(made.professional)
    with clock.held_at(datetime(2028, 1, 1, 9, tzinfo=UTC)):
        assert mine.post("/io/dossier/modifica/", PLAN).status_code == 409
        with pytest.raises(Refusal, match="DOSSIER_CLOSED"):
            plan(
                world.actor(made.giulia),
                professional=made.professional.code,
                triennio=2026,
                plan=[[18, 100]],
            )
        assert "Cambia il dossier" not in mine.get("/io/dossier/").content.decode()


def test_the_gauges_follow_the_register(made, mine):
    own(made.professional)
    for number, (objective, credits) in enumerate([(18, 7000), (7, 1800), (6, 1200)]):
        world.participation(
            made.professional, acquired=date(2026, 3, 1), credits=credits, number=number, objective=objective
        )
    world.participation(made.professional, acquired=date(2026, 3, 1), credits=300, number=9, objective=None)
    page = mine.get("/io/dossier/").content.decode()
    assert re.findall(r'fol-gauge-number">([^<]+)<', page) == ["100%", "90%", "60%"]
    assert "un’area è sotto la soglia" in page
    assert "Altri 3 crediti non hanno un obiettivo" in page


def test_what_the_register_realised_lowers_the_next_triennio(made):
    own(made.professional, triennio=2023, built=date(2023, 1, 1), plan=((18, 100),))
    rules = lambda: {s["rule"] for s in case_of(made.professional, TODAY).answer()["trienni"][-1]["steps"]}  # noqa: E731
    assert "DOS-DONE" not in rules()
    row = world.participation(made.professional, acquired=date(2024, 1, 1), credits=500)
    assert "DOS-DONE" in rules()
    Dossier.objects.update(realised=False)
    assert "DOS-DONE" not in rules(), "what the national register says is not computed again"
    Dossier.objects.update(realised=None)
    row.reported = None
    row.save()
    assert "DOS-DONE" not in rules()


def test_a_moved_participation_enters_the_dossier_of_where_it_counts(made):
    own(made.professional, triennio=2023, built=date(2023, 1, 1), plan=((18, 100),))
    row = world.participation(made.professional, acquired=date(2026, 2, 1), credits=500)
    Move.objects.create(participation=row, to=2023, on=date(2026, 5, 1))
    dossier = case_of(made.professional, TODAY).case["dossiers"][0]
    assert dossier["areas"]["technical"]["realised"] == "500.00"
    assert (
        case_of(made.professional, date(2026, 4, 1)).case["dossiers"][0]["areas"]["technical"]["realised"]
        == "0.00"
    )


def test_the_case_asks_the_same_number_of_questions_whatever_it_holds(made, django_assert_num_queries):
    person = made.professional
    own(person)
    group(made, [person])
    world.participation(person, acquired=date(2026, 3, 1), number=1)
    with django_assert_num_queries(9) as few:
        case_of(person, TODAY)
    own(person, triennio=2023, built=date(2023, 2, 1))
    for number in range(2, 40):
        world.participation(person, acquired=date(2026, 3, 1), number=number)
    with django_assert_num_queries(len(few)):
        assert len(case_of(person, TODAY).case["dossiers"]) == 3


def test_two_dossiers_have_one_bonus_the_larger(made, mine):
    own(made.professional)
    group(made, [made.professional])
    steps = case_of(made.professional, TODAY).answer()["trienni"][-1]["steps"]
    assert [s["amount"] for s in steps if s["rule"] == "DOS-BUILD"] == ["-40.00"]
    page = mine.get("/io/dossier/").content.decode()
    assert "Piano aziendale, dossier di gruppo di Ospedale di prova" in page
    assert "nel dossier di gruppo: 50%" in mine.get("/io/dossier/modifica/").content.decode()


def test_somebody_put_in_by_mistake_never_was_a_member(made):
    group(made, [made.professional])
    DossierMember.objects.update(until=date(2026, 2, 1))
    assert case_of(made.professional, TODAY).case["dossiers"] == []
    DossierMember.objects.update(until=date(2026, 6, 1))
    assert len(case_of(made.professional, TODAY).case["dossiers"]) == 1


def test_the_offer_says_honestly_that_there_is_none_and_shows_it_when_there_is(made, mine, monkeypatch):
    own(made.professional)
    assert "non ha ancora un calendario" in mine.get("/io/dossier/").content.decode()
    asked = []

    def source(profession, objectives, day):
        asked.append((profession, objectives, day))
        return [Offered("Triage in pratica", "Provider", date(2026, 12, 1), 500, 18, "/eventi/x/")]

    monkeypatch.setattr(dossiers_offer, "_installed", [source])
    assert "Triage in pratica" in mine.get("/io/dossier/").content.decode()
    assert asked == [(world.NURSE, frozenset({18, 7, 6}), TODAY)]


def test_the_triennio_that_begins_in_no_year_is_refused(made):
    with pytest.raises(Refusal, match="DOSSIER_TRIENNIO"):
        plan(world.actor(made.giulia), professional=made.professional.code, triennio=2027, plan=[[18, 100]])


def test_one_point_too_few_is_said_in_the_singular(mine):
    answer = mine.post("/io/dossier/modifica/", {"objective-18": "99"})
    assert "Aggiungere 1 punto." in answer.content.decode()
