"""Group dossiers through their pages: from the request to the members, and what the office may see."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support import world
from tests.support.dossiers import PLAN, TODAY, group, key_on, staff
from triennio.kernel.refusal import Refusal
from triennio.platform import clock, outbox
from triennio.platform.codes import new_code
from triennio.registry.actions.dossiers_group import enable, join, leave
from triennio.registry.models import Dossier, DossierMember, DossierRequest
from triennio.registry.queries import dossiers_group
from triennio.registry.queries.case import case_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.held_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def made():
    return world.build()


# --- the office


def test_from_the_request_to_the_first_members(made, client):
    client.force_login(made.office)
    assert "Chiedi l’abilitazione" in client.get("/ufficio/dossier/").content.decode()
    assert client.post("/ufficio/dossier/nuovo/", {"name": "x", **PLAN, "key": "k"}).status_code == 409
    key = key_on(client, "/ufficio/dossier/richiesta/")
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
    key = key_on(client, "/ufficio/dossier/nuovo/")
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
    dossier = group(made, [made.professional])
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
    assert DossierMember.objects.get(until=None).since == TODAY
    assert DossierMember.objects.count() == 2


def test_nobody_of_elsewhere_is_put_in(made, client):
    dossier = group(made)
    client.force_login(made.office)
    data = {"members": made.marco.professional.code, "since": "2026-11-22", "key": "k"}
    assert client.post(f"/ufficio/dossier/{dossier.code}/membri/aggiungi/", data).status_code == 404
    assert not DossierMember.objects.exists()


def test_a_small_group_hides_its_sums_and_a_larger_one_shows_them(
    made, client, django_assert_max_num_queries
):
    people = staff(made, 5)
    dossier = group(made, people[:4])
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
    # Shares only: with credits, taking one person out and looking again would tell theirs.
    assert not re.search(
        r"\b50\b(?!%)", re.sub(r"<[^>]+>", " ", page[page.index("Come si calcola") :].split("</details>")[0])
    )


@pytest.mark.parametrize(
    "who", ["giulia", "marco", "other_clerk", "clerk", "secretary", "operator", "suspended"]
)
def test_a_group_dossier_is_its_office_s_only(made, client, who):
    dossier = group(made, [made.professional])
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
    key = key_on(client, "/ufficio/dossier/nuovo/")
    client.post("/ufficio/dossier/nuovo/", {"name": "Iscritti", **PLAN, "key": key})
    dossier = Dossier.objects.get()
    assert dossier.organisation == made.order
    listed = f"{made.elena.professional.tax_code}\n{made.marco.professional.tax_code}"
    page = client.post(f"/ufficio/dossier/{dossier.code}/membri/", {"list": listed}).content.decode()
    assert re.findall(r'fol-card-number">(\d+)<', page) == ["1", "0", "1"]


def test_a_long_list_goes_through_in_one_form(made, client):
    people = staff(made, 120)
    dossier = group(made)
    client.force_login(made.office)
    listed = "\n".join(each.tax_code for each in people)
    page = client.post(f"/ufficio/dossier/{dossier.code}/membri/", {"list": listed}).content.decode()
    fields = dict(re.findall(r'name="(key|since|members)" value="([^"]+)"', page))
    assert len(fields["members"].split()) == 120
    client.post(f"/ufficio/dossier/{dossier.code}/membri/aggiungi/", fields)
    assert DossierMember.objects.count() == 120


@pytest.mark.parametrize(("accept", "word"), [(True, "accolta"), (False, "respinta")])
def test_who_asked_hears_of_the_decision_by_mail_without_its_reason(made, mailoutbox, accept, word):
    asked = DossierRequest.objects.create(organisation=made.firm, asked_by=made.office)
    enable(world.actor(made.operator), request=asked.code, accept=accept, reason="Manca l’atto")
    outbox.deliver_all()
    (mail,) = mailoutbox
    assert mail.to == [made.office.email]
    assert word in mail.subject
    assert made.firm.name in mail.body
    assert "Manca l’atto" not in mail.body
    assert "Dossier di gruppo" in mail.body


def test_who_asked_and_is_gone_hears_nothing(made, mailoutbox):
    asked = DossierRequest.objects.create(organisation=made.firm, asked_by=made.suspended)
    enable(world.actor(made.operator), request=asked.code, accept=True)
    outbox.deliver_all()
    assert mailoutbox == []


def _join(made, dossier, day):
    return join(
        world.actor(made.office),
        key=new_code(),
        dossier=dossier.code,
        professionals=[made.professional.code],
        since=day,
    )


def test_who_leaves_and_comes_back_keeps_both_periods_and_is_one_person(made, client):
    dossier = group(made, [made.professional])
    leave(
        world.actor(made.office),
        dossier=dossier.code,
        professionals=[made.professional.code],
        until=date(2026, 6, 1),
    )
    _join(made, dossier, date(2026, 9, 1))
    periods = DossierMember.objects.order_by("since").values_list("since", "until")
    assert list(periods) == [(date(2026, 2, 1), date(2026, 6, 1)), (date(2026, 9, 1), None)]
    assert len(case_of(made.professional, TODAY).case["dossiers"]) == 1
    found = dossiers_group.group(world.actor(made.office), dossier.code, TODAY)
    assert [each.since for each in found.members] == [date(2026, 9, 1)]
    assert [each.until for each in found.gone] == [date(2026, 6, 1)]
    (listed,) = dossiers_group.office(world.actor(made.office), made.firm, TODAY).dossiers
    assert listed.members == 1


def test_periods_of_one_person_do_not_overlap(made):
    dossier = group(made, [made.professional])
    leave(
        world.actor(made.office),
        dossier=dossier.code,
        professionals=[made.professional.code],
        until=date(2026, 6, 1),
    )
    with pytest.raises(Refusal) as refusal:
        _join(made, dossier, date(2026, 5, 31))
    assert (refusal.value.code, refusal.value.field) == ("DOSSIER_DAY", "since")


def test_two_periods_of_one_person_do_not_make_a_group_look_larger(made):
    people = staff(made, 4)
    dossier = group(made, people)
    DossierMember.objects.filter(professional=people[0]).update(until=date(2026, 5, 1))
    DossierMember.objects.create(dossier=dossier, professional=people[0], since=date(2026, 7, 1))
    assert not dossiers_group.group(world.actor(made.office), dossier.code, TODAY).shown
