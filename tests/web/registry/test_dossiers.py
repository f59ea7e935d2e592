"""Dossiers through their pages: the plan, the coherence, the group, the needs without a name."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support import world
from triennio.kernel.refusal import Refusal
from triennio.kernel.tax_code import made_up
from triennio.people.models import Employment, Professional
from triennio.platform import clock
from triennio.registry.actions.dossiers import plan
from triennio.registry.models import Dossier, DossierMember, DossierObjective, DossierRequest, Move
from triennio.registry.queries import dossiers_offer
from triennio.registry.queries.case import case_of
from triennio.registry.queries.dossiers_offer import Offered

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
PLAN = {"objective-18": "60", "objective-7": "20", "objective-6": "20", "objective-1": ""}


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


def _own(person, *, triennio=2026, built=TODAY, plan=((18, 60), (7, 20), (6, 20)), **more):
    found = Dossier.objects.create(
        type="individual", professional=person, triennio=triennio, built=built, **more
    )
    DossierObjective.objects.bulk_create(
        DossierObjective(dossier=found, objective=code, percent=percent) for code, percent in plan
    )
    return found


def _group(made, people=(), *, plan=((18, 50), (6, 50)), enabled=True):
    made.firm.group_dossier = enabled
    made.firm.save()
    found = Dossier.objects.create(
        type="group", organisation=made.firm, name="Piano aziendale", triennio=2026, built=date(2026, 2, 1)
    )
    DossierObjective.objects.bulk_create(
        DossierObjective(dossier=found, objective=code, percent=percent) for code, percent in plan
    )
    DossierMember.objects.bulk_create(
        DossierMember(dossier=found, professional=each, since=date(2026, 2, 1)) for each in people
    )
    return found


def _key(client, path):
    return re.search(r'name="key" value="([^"]+)"', client.get(path).content.decode())[1]


def _staff(made, count):
    born = date(1988, 1, 1)
    found = [
        Professional.objects.create(
            tax_code=made_up("Reparto", "Prova", born, "M", number),
            first_name="Prova",
            last_name=f"Reparto {number:02d}",
        )
        for number in range(count)
    ]
    for each in found:
        each.registrations.create(order=made.order, profession=world.NURSE)
    Employment.objects.bulk_create(
        Employment(professional=each, firm=made.firm, start=date(2020, 1, 1)) for each in found
    )
    return found


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
    _own(made.professional)
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
    _own(made.professional)
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
    _own(made.professional, triennio=2023, built=date(2023, 1, 1), plan=((18, 100),))
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
    _own(made.professional, triennio=2023, built=date(2023, 1, 1), plan=((18, 100),))
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
    _own(person)
    _group(made, [person])
    world.participation(person, acquired=date(2026, 3, 1), number=1)
    with django_assert_num_queries(9) as few:
        case_of(person, TODAY)
    _own(person, triennio=2023, built=date(2023, 2, 1))
    for number in range(2, 40):
        world.participation(person, acquired=date(2026, 3, 1), number=number)
    with django_assert_num_queries(len(few)):
        assert len(case_of(person, TODAY).case["dossiers"]) == 3


def test_two_dossiers_have_one_bonus_the_larger(made, mine):
    _own(made.professional)
    _group(made, [made.professional])
    steps = case_of(made.professional, TODAY).answer()["trienni"][-1]["steps"]
    assert [s["amount"] for s in steps if s["rule"] == "DOS-BUILD"] == ["-40.00"]
    page = mine.get("/io/dossier/").content.decode()
    assert "Piano aziendale, dossier di gruppo di Ospedale di prova" in page
    assert "nel dossier di gruppo: 50%" in mine.get("/io/dossier/modifica/").content.decode()


def test_somebody_put_in_by_mistake_never_was_a_member(made):
    _group(made, [made.professional])
    DossierMember.objects.update(until=date(2026, 2, 1))
    assert case_of(made.professional, TODAY).case["dossiers"] == []
    DossierMember.objects.update(until=date(2026, 6, 1))
    assert len(case_of(made.professional, TODAY).case["dossiers"]) == 1


def test_the_offer_says_honestly_that_there_is_none_and_shows_it_when_there_is(made, mine, monkeypatch):
    _own(made.professional)
    assert "non ha ancora un calendario" in mine.get("/io/dossier/").content.decode()
    asked = []

    def source(profession, objectives, day):
        asked.append((profession, objectives, day))
        return [Offered("Triage in pratica", "Provider", date(2026, 12, 1), 500, 18, "/eventi/x/")]

    monkeypatch.setattr(dossiers_offer, "_installed", [source])
    assert "Triage in pratica" in mine.get("/io/dossier/").content.decode()
    assert asked == [(world.NURSE, frozenset({18, 7, 6}), TODAY)]


# --- the office


def test_from_the_request_to_the_first_members(made, client):
    client.force_login(made.office)
    assert "Chiedi l’abilitazione" in client.get("/ufficio/dossier/").content.decode()
    assert client.post("/ufficio/dossier/nuovo/", {"name": "x", **PLAN, "key": "k"}).status_code == 409
    key = _key(client, "/ufficio/dossier/richiesta/")
    data = {"organisation": made.firm.code, "note": "reparti", "key": key}
    assert "in attesa" in client.post("/ufficio/dossier/richiesta/", data, follow=True).content.decode()
    assert client.post("/ufficio/dossier/richiesta/", {**data, "key": "other"}).status_code == 409

    client.force_login(made.operator)
    asked = DossierRequest.objects.get()
    path = f"/gestione/dossier/{asked.code}/decisione/"
    assert client.post(path, {"decision": "refuse"}).status_code == 409
    client.post(path, {"decision": "accept"})
    made.firm.refresh_from_db()
    assert made.firm.group_dossier
    assert client.post(path, {"decision": "refuse", "reason": "no"}).status_code == 409

    client.force_login(made.office)
    key = _key(client, "/ufficio/dossier/nuovo/")
    data = {"organisation": made.firm.code, "name": "Piano 2026", **PLAN, "key": key}
    answer = client.post("/ufficio/dossier/nuovo/", data)
    dossier = Dossier.objects.get()
    assert answer.headers["Location"] == f"/ufficio/dossier/{dossier.code}/membri/"

    listed = "\n".join(
        [
            "codice fiscale",
            made.professional.tax_code.lower(),
            made.marco.professional.tax_code,
            "SBAGLIATO",
            made.professional.tax_code,
        ]
    )
    page = client.post(f"/ufficio/dossier/{dossier.code}/membri/", {"list": listed}).content.decode()
    assert not DossierMember.objects.exists()
    assert re.findall(r'fol-card-number">(\d+)<', page) == ["1", "0", "3"]
    assert "Non risulta tra le persone" in page
    assert "È già alla riga 2" in page
    assert "Marco" not in page
    fields = dict(re.findall(r'name="(key|since|members)" value="([^"]+)"', page))
    page = client.post(f"/ufficio/dossier/{dossier.code}/membri/aggiungi/", fields).content.decode()
    assert "1 persona aggiunta" in page
    assert DossierMember.objects.get().professional == made.professional
    undone = dict(re.findall(r'name="(members)" value="([^"]+)"', page))
    client.post(f"/ufficio/dossier/{dossier.code}/membri/togli/", undone)
    assert case_of(made.professional, TODAY).case["dossiers"] == []


def test_a_refusal_is_read_by_the_office_with_its_reason(made, client):
    DossierRequest.objects.create(
        organisation=made.firm, state="refused", reason="Manca l’atto", decided=clock.now()
    )
    client.force_login(made.office)
    page = client.get("/ufficio/dossier/").content.decode()
    assert "Manca l’atto" in page
    assert "Chiedi l’abilitazione" in page


def test_members_come_back_leave_and_a_file_with_columns_is_read(made, client):
    dossier = _group(made, [made.professional])
    client.force_login(made.office)
    leave = f"/ufficio/dossier/{dossier.code}/membri/togli/"
    assert client.post(leave, {"member": made.professional.code, "until": "2026-01-05"}).status_code == 409
    client.post(leave, {"member": made.professional.code, "until": "2026-11-20"})
    assert DossierMember.objects.get().until == date(2026, 11, 20)
    assert "1 persona uscita" in client.get(f"/ufficio/dossier/{dossier.code}/").content.decode()
    sent = f"Cognome;Codice fiscale\r\nProva;{made.professional.tax_code}\r\n".encode("latin-1")
    page = client.post(
        f"/ufficio/dossier/{dossier.code}/membri/", {"file": SimpleUploadedFile("staff.csv", sent)}
    ).content.decode()
    assert "rientra nel dossier" in page
    fields = dict(re.findall(r'name="(key|since|members)" value="([^"]+)"', page))
    client.post(f"/ufficio/dossier/{dossier.code}/membri/aggiungi/", fields)
    assert DossierMember.objects.get().until is None


def test_nobody_of_elsewhere_is_put_in(made, client):
    dossier = _group(made)
    client.force_login(made.office)
    data = {"members": made.marco.professional.code, "since": "2026-11-22", "key": "k"}
    assert client.post(f"/ufficio/dossier/{dossier.code}/membri/aggiungi/", data).status_code == 404
    assert not DossierMember.objects.exists()


def test_a_small_group_hides_its_sums_and_a_larger_one_shows_them(
    made, client, django_assert_max_num_queries
):
    people = _staff(made, 5)
    dossier = _group(made, people[:4])
    for number, each in enumerate(people):
        world.participation(each, acquired=date(2026, 3, 1), credits=1000, number=number, objective=18)
    client.force_login(made.office)
    path = f"/ufficio/dossier/{dossier.code}/"
    page = client.get(path).content.decode()
    assert "Con meno di cinque persone" in page
    assert "fol-gauge-number" not in page
    DossierMember.objects.create(dossier=dossier, professional=people[4], since=date(2026, 3, 1))
    with django_assert_max_num_queries(25):
        page = client.get(path).content.decode()
    assert re.findall(r'fol-gauge-number">([^<]+)<', page) == ["100%", "–", "0%"]


@pytest.mark.parametrize(
    "who", ["giulia", "marco", "other_clerk", "clerk", "secretary", "operator", "suspended"]
)
def test_a_group_dossier_is_its_office_s_only(made, client, who):
    dossier = _group(made, [made.professional])
    client.force_login(getattr(made, who))
    for tail in ("", "modifica/", "membri/", "membri/modello.csv"):
        assert client.get(f"/ufficio/dossier/{dossier.code}/{tail}").status_code in (404, 302), tail
        if who != "suspended":
            assert client.get(f"/ufficio/dossier/{dossier.code}/{tail}").status_code == 404, tail
    assert client.post(f"/ufficio/dossier/{dossier.code}/membri/togli/", {"member": "x"}).status_code in (
        404,
        302,
    )


@pytest.mark.parametrize(
    ("who", "status"), [("operator", 200), ("office", 404), ("giulia", 404), ("auditor", 404)]
)
def test_only_the_operator_decides(made, client, who, status):
    client.force_login(getattr(made, who))
    assert client.get("/gestione/dossier/").status_code == status


def test_an_order_reaches_its_members_and_no_others(made, client):
    made.order.group_dossier = True
    made.order.save()
    client.force_login(made.clerk)
    key = _key(client, "/ufficio/dossier/nuovo/")
    client.post("/ufficio/dossier/nuovo/", {"name": "Iscritti", **PLAN, "key": key})
    dossier = Dossier.objects.get()
    assert dossier.organisation == made.order
    listed = f"{made.elena.professional.tax_code}\n{made.marco.professional.tax_code}"
    page = client.post(f"/ufficio/dossier/{dossier.code}/membri/", {"list": listed}).content.decode()
    assert re.findall(r'fol-card-number">(\d+)<', page) == ["1", "0", "1"]


def test_a_long_list_goes_through_in_one_form(made, client):
    people = _staff(made, 120)
    dossier = _group(made)
    client.force_login(made.office)
    listed = "\n".join(each.tax_code for each in people)
    page = client.post(f"/ufficio/dossier/{dossier.code}/membri/", {"list": listed}).content.decode()
    fields = dict(re.findall(r'name="(key|since|members)" value="([^"]+)"', page))
    assert len(fields["members"].split()) == 120
    client.post(f"/ufficio/dossier/{dossier.code}/membri/aggiungi/", fields)
    assert DossierMember.objects.count() == 120


# --- needs


def test_needs_count_people_once_and_hide_small_groups(made, client):
    people = _staff(made, 6)
    for each in people:
        _own(each, plan=((18, 60), (7, 40)))
    _own(made.professional, plan=((22, 100),))
    _group(made, [*people, made.professional], plan=((18, 100),))
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


def test_the_triennio_that_begins_in_no_year_is_refused(made):
    with pytest.raises(Refusal, match="DOSSIER_TRIENNIO"):
        plan(world.actor(made.giulia), professional=made.professional.code, triennio=2027, plan=[[18, 100]])
