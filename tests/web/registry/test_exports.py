"""What a person takes along: JSON, deadlines, the archive; and what never leaves with it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from tests.support import world
from triennio.kernel.refusal import OutOfSight
from triennio.people.models import ApiToken, Application, Assignment, Terms, TermsAcceptance
from triennio.platform import clock, journal, vault
from triennio.platform.classification import CLASSES, Holds, columns
from triennio.platform.models import IdempotencyKey, Import, JournalEntry, Run, Upload
from triennio.registry import models as register
from triennio.registry.queries.archive import OPENED, row_of
from triennio.registry.queries.archive_sections import NOT_ABOUT_A_PERSON, SECTIONS
from triennio.registry.queries.position import answer_for

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
OWN = "/io/posizione.json"


@pytest.fixture(autouse=True)
def _day():
    with clock.held_at(NOW):
        yield


@pytest.fixture
def made(client):
    built = world.build()
    person = built.professional
    world.participation(person, acquired=date(2026, 3, 1), credits=3000, number=1)
    world.participation(
        person, acquired=date(2026, 10, 1), number=2, title="Corso; con, segni", reported=None
    )
    row = register.Absence(
        professional=person, order=built.order, nature="exemption", start=date(2026, 1, 7),
        end=date(2026, 2, 28), origin="request", author=built.clerk,
    )  # fmt: skip
    row.seal({"kind": "union_leave"})
    row.save()
    client.force_login(built.giulia)
    return built


# --- JSON


def test_the_own_data_are_redacted_unless_asked_whole(client, made):
    plain, whole = client.get(OWN), client.get(f"{OWN}?completa=1")
    assert "union_leave" not in plain.content.decode()
    assert "EXE-" not in plain.content.decode()
    assert plain.json()["redacted"] is True
    assert whole.json()["redacted"] is False
    assert whole.json()["case"]["exemptions"][0]["kind"] == "union_leave"
    assert {"made", "version", "rulebook", "case", "answer"} <= plain.json().keys()
    assert [t["missing"] for t in plain.json()["answer"]["trienni"]] == [
        t["missing"] for t in whole.json()["answer"]["trienni"]
    ]


def test_an_order_gets_a_member_s_data_redacted_and_never_whole(client, made):
    client.force_login(made.clerk)
    address = f"/ordine/iscritti/{made.professional.code}/posizione.json"
    answer = client.get(f"{address}?completa=1")
    assert answer.json()["redacted"] is True
    assert "union_leave" not in answer.content.decode()
    with pytest.raises(OutOfSight):
        answer_for(world.actor(made.clerk), made.professional.code, date(2026, 11, 22), whole=True)
    client.force_login(made.other_clerk)
    assert client.get(address).status_code == 404
    client.force_login(made.operator)
    assert client.get(OWN).status_code == 404


# --- calendar


def address_in(page):
    return re.search(r"http://testserver(/calendario/[\w-]+\.ics)", page.content.decode()).group(1)


def test_the_address_of_the_calendar_answers_until_a_new_one_or_its_end(client, made):
    assert "http://testserver/calendario/" not in client.get("/io/calendario/").content.decode()
    first = address_in(client.post("/io/calendario/", {"do": "renew"}))
    client.logout()
    answer = client.get(first)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    client.force_login(made.giulia)
    second = address_in(client.post("/io/calendario/", {"do": "renew"}))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert "http://testserver/calendario/" not in client.get("/io/calendario/").content.decode()
    client.post("/io/calendario/", {"do": "close"})
    assert client.get(second).status_code == 404
    assert not register.CalendarFeed.objects.exists()


def test_only_the_digest_of_the_token_is_kept(client, made):
    address = address_in(client.post("/io/calendario/", {"do": "renew"}))
    token = address.rpartition("/")[2].removesuffix(".ics")
    kept = register.CalendarFeed.objects.get().token
    assert token != kept
    assert len(token) >= 40
    said = json.dumps([entry.content.data for entry in JournalEntry.objects.all()])
    assert token not in said
    assert kept not in said


def test_the_calendar_of_a_suspended_account_is_closed(client, made):
    address = address_in(client.post("/io/calendario/", {"do": "renew"}))
    made.giulia.state = "suspended"
    made.giulia.save()
    assert client.get(address).status_code == 404


def test_the_calendar_holds_deadlines_and_nothing_else(client, made):
    register.Request.objects.create(
        professional=made.professional, order=made.order, kind="exemption", state="asked", sent=NOW
    )
    text = client.get("/io/calendario/scadenze.ics").content.decode().replace("\r\n ", "")
    assert "SUMMARY:Fine del triennio 2026-2028" in text
    assert "SUMMARY:Ultimo giorno per costruire il dossier formativo del 2026-2028" in text
    assert r"SUMMARY:Il provider deve aver comunicato «Corso\; con\, segni»" in text
    assert "SUMMARY:Una richiesta aspetta una risposta" in text
    for telling in ("union_leave", "senzion", "exemption", "Giulia", made.professional.tax_code):
        assert telling not in text
    again = client.get("/io/calendario/scadenze.ics").content.decode().replace("\r\n ", "")
    assert re.findall(r"UID:(.+)", text) == re.findall(r"UID:(.+)", again)


# --- archive


@pytest.fixture
def full(made):
    """A row about Giulia in every table that can hold one."""
    person, account, order = made.professional, made.giulia, made.order
    terms = Terms.objects.create(version="1", text="…", published=NOW)
    TermsAcceptance.objects.create(account=account, terms=terms)
    Application.objects.create(
        account=account, organisation=order, tax_code=person.tax_code, note="prima nota"
    )
    Assignment.objects.create(account=account, organisation=order, role="support")
    ApiToken.objects.create(account=account, name="programma", digest="d" * 64, until=NOW + timedelta(days=9))
    uploads = [upload(account, number) for number in range(3)]
    asked = register.Request(professional=person, order=order, kind="exemption")
    asked.seal({"fields": {"reason": "union_leave"}})
    asked.save()
    register.RequestStep.objects.create(request=asked, state="sent", at=NOW, by=account)
    message = register.RequestMessage(request=asked, at=NOW, by=account, office=False)
    message.sealed = vault.seal(
        b"ecco la prova", organisation=order.pk, place=f"request-message:{message.code}"
    )
    message.save()
    register.RequestProof.objects.create(request=asked, upload=uploads[0])
    register.ProofLink.objects.create(
        request=asked, token="t" * 64, body="Università di prova", created=NOW, expires=NOW
    )
    register.Proof.objects.create(
        professional=person, kind="certificate", title="attestato", upload=uploads[1]
    )
    register.Expense.objects.create(
        professional=person, day=date(2026, 1, 1), kind="course", cents=1200, description="corso pagato",
        upload=uploads[2],
    )  # fmt: skip
    register.PaidDay.objects.create(professional=person, day=date(2026, 1, 2), note="permesso")
    register.IndividualTraining.objects.create(
        professional=person, kind="publication", acquired=date(2026, 1, 3), origin="request", recognised=300,
        description={"title": "Studio"},
    )  # fmt: skip
    register.Fact.objects.create(
        professional=person, kind="previous_credits", data={"triennio": "2011-2013", "credits": "50.0"},
        origin="office",
    )  # fmt: skip
    moved = person.participations.first()
    register.Move.objects.create(participation=moved, to=2023, on=date(2026, 5, 1), author=account)
    own = register.Dossier.objects.create(
        type="individual", professional=person, triennio=2026, built=date(2026, 2, 1), realised=True
    )
    register.DossierObjective.objects.create(dossier=own, objective=18, percent=100)
    group = register.Dossier.objects.create(
        type="group", organisation=made.firm, triennio=2026, built=date(2026, 2, 1)
    )
    register.DossierMember.objects.create(dossier=group, professional=person, since=date(2026, 2, 1))
    register.CalendarFeed.objects.create(professional=person, token="c" * 64)
    Run.objects.create(kind="prova", account=account.pk, subject="x", created=NOW)
    Import.objects.create(
        kind="members", organisation=order.pk, account=account.pk, created=NOW, upload=uploads[0]
    )
    with transaction.atomic():
        journal.append(f"professional:{person.pk}", "prova", {"x": 1}, actor=world.actor(account), at=NOW)
    IdempotencyKey.objects.create(
        actor=str(account.pk), action="prova", key="k", fingerprint="f", created=NOW
    )
    return made


def upload(account, number):
    return Upload.objects.create(
        purpose="prova", owner=account, name=f"documento-{number}.pdf", kind="pdf", size=3, sha256="0" * 64,
        place=f"zz/{number}", verdict="clean", created=NOW, erased=NOW if number == 2 else None,
    )  # fmt: skip


def test_every_column_about_a_person_is_in_the_archive_or_said_why_not():
    held = {section.model._meta.label: section for section in SECTIONS}
    for place in columns():
        if CLASSES[place] not in (Holds.PERSONAL, Holds.SPECIAL):
            continue
        table = place.rpartition(".")[0]
        assert (table in held) != (table in NOT_ABOUT_A_PERSON), table


def test_every_personal_column_of_a_row_is_told_and_no_secret_is(full):
    for section in SECTIONS:
        rows = list(section.rows(full.professional))
        if section.model.__module__.startswith("allauth") and section.file != "account/indirizzi.json":
            continue
        assert rows, section.file
        told = row_of(rows[0], section.only)
        for place, holds in CLASSES.items():
            table, _, name = place.rpartition(".")
            if table != section.model._meta.label:
                continue
            if holds is Holds.PERSONAL:
                assert name in told, place
            if holds is Holds.SPECIAL:
                assert told[OPENED], place
            if holds is Holds.SECRET:
                assert name not in told, place


def download(client, monkeypatch):
    monkeypatch.setattr(
        "triennio.registry.queries.archive.content", lambda found: f"byte di {found.name}".encode()
    )
    answer = client.post("/io/archivio/")
    assert answer.status_code == 200
    assert answer.streaming
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_archive_has_every_file_its_index_and_the_documents(client, full, monkeypatch):
    made = download(client, monkeypatch)
    assert made.testzip() is None
    names = set(made.namelist())
    assert {section.file for section in SECTIONS} <= names
    index = made.read("LEGGIMI.html").decode()
    assert all(section.file in index for section in SECTIONS)
    documents = {name for name in names if name.startswith("documenti/") and name.endswith(".pdf")}
    assert {re.sub(r"^documenti/\w+-", "", name) for name in documents} == {
        "documento-0.pdf",
        "documento-1.pdf",
    }
    absences = json.loads(made.read("assenze/esoneri-ed-esenzioni.json"))
    assert absences[0][OPENED] == {"kind": "union_leave"}
    asked = json.loads(made.read("richieste/richieste.json"))
    assert asked[0][OPENED]["fields"] == {"reason": "union_leave"}
    assert json.loads(made.read("richieste/messaggi.json"))[0][OPENED] == "ecco la prova"
    everything = b"".join(made.read(name) for name in names).decode()
    for secret in ("d" * 64, "t" * 64, "c" * 64, full.giulia.password):
        assert secret not in everything


def test_taking_it_is_written_down_and_looking_at_the_page_is_not(client, made, monkeypatch):
    client.get("/io/archivio/")
    assert not JournalEntry.objects.filter(act="archive.take").exists()
    download(client, monkeypatch)
    entry = JournalEntry.objects.get(act="archive.take")
    assert entry.aggregate == f"professional:{made.professional.pk}"


def test_nothing_of_others_is_in_it(client, full, monkeypatch):
    world.participation(full.elena.professional, acquired=date(2026, 3, 1), number=88, title="Corso di Elena")
    made = download(client, monkeypatch)
    everything = b"".join(made.read(name) for name in made.namelist()).decode()
    assert "Corso di Elena" not in everything
    assert full.elena.professional.tax_code not in everything


def test_only_the_person_takes_it(client, made):
    client.force_login(made.operator)
    assert client.post("/io/archivio/").status_code == 404
    client.logout()
    assert client.post("/io/archivio/").status_code == 302
