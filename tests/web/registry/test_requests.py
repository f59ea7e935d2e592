"""The pages of requests: every door with owner, colleague, stranger, nobody; the way from a question to a decision."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern

from tests.support import requests
from tests.support.pdf_text import text
from tests.support.requests_answers import ANSWERS
from tests.support.world import World, build, participation
from triennio.people.models import Account
from triennio.platform.models import JournalEntry
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.models import IndividualTraining, Request
from triennio.registry.web.requests.urls import urlpatterns

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Enter = Callable[[Account], Client]


@pytest.fixture
def world() -> World:
    return build()


def enter(account: Account | None) -> Client:
    """A browser of an account, or of nobody."""
    client = Client()
    if account is not None:
        client.force_login(account, backend=BACKEND)
    return client


def key_in(page: bytes) -> str:
    """The one-time key of the first form of a page."""
    found = re.search(r'name="key" value="(\w+)"', page.decode())
    assert found
    return found[1]


def pdf(name: str = "foglio.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, requests.PDF, "application/pdf")


def addresses(request: Request) -> dict[str, str]:
    """name of an address → the address for this request. A new address must be put here or in `OPEN`."""
    upload = request.proofs.select_related("upload").get(role="proof").upload.code
    filled = {"code": request.code, "slug": "esonero", "upload": upload}
    found = {}
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        path = str(pattern.pattern)
        for name, value in filled.items():
            path = re.sub(rf"<\w+:{name}>", value, path)
        found[str(pattern.name)] = f"/{path}"
    return found


POSTED = {"request_autosave", "request_link", "request_declare", "request_message", "request_withdraw"}
OFFICE = {"office_requests", "office_request", "office_document", "office_decide"}
WITHOUT_REQUEST = {"requests", "request_new", "request_begin"}


def test_nobody_is_asked_to_sign_in(world: World) -> None:
    request = requests.sent(world.giulia, "exemption")
    for name, path in addresses(request).items():
        if name == "delivery":
            continue
        answer = (
            enter(None).post(path) if name in POSTED or name == "office_decide" else enter(None).get(path)
        )
        assert (name, answer.status_code) == (name, 302)
        assert "/accesso/login/" in answer["Location"]


@pytest.mark.parametrize("who", ["marco", "elena", "other_clerk", "office", "support", "secretary"])
def test_a_request_of_another_does_not_exist_and_the_attempt_is_written_down(world: World, who: str) -> None:
    request = requests.asked(world, "tutoring")
    account = getattr(world, who)
    client = enter(account)
    for name, path in addresses(request).items():
        if name in WITHOUT_REQUEST or name == "delivery":
            continue
        denied = JournalEntry.objects.filter(actor=account.pk, act="denied").count()
        posted = name in POSTED or name == "office_decide"
        answer = client.post(path, {"act": "accept", "sure": "yes"}) if posted else client.get(path)
        if name == "office_requests" and who == "other_clerk":
            assert request.code not in answer.content.decode()
            continue
        assert (name, answer.status_code) == (name, 404)
        if hasattr(account, "professional") or name in OFFICE:
            assert JournalEntry.objects.filter(actor=account.pk, act="denied").count() > denied


def test_the_owner_opens_every_page_of_the_person_and_none_of_the_office(world: World) -> None:
    request = requests.asked(world, "missing_credits")
    client = enter(world.giulia)
    for name, path in addresses(request).items():
        if name in POSTED or name == "delivery":
            continue
        answer = client.post(path) if name == "office_decide" else client.get(path)
        assert (name, answer.status_code) == (name, 404 if name in OFFICE else 200)


@pytest.mark.parametrize("who", ["clerk", "president"])
def test_the_office_opens_its_desk_and_nothing_of_the_person(world: World, who: str) -> None:
    request = requests.sent(world.giulia, "exemption")
    client = enter(getattr(world, who))
    for name, path in addresses(request).items():
        if name in OFFICE - {"office_decide"}:
            assert (name, client.get(path).status_code) == (name, 200)
        elif name not in POSTED and name not in ("delivery", "office_decide"):
            assert (name, client.get(path).status_code) == (name, 404)


def test_three_questions_lead_to_a_draft(world: World) -> None:
    client = enter(world.giulia)
    first = client.get("/io/richieste/nuova/").content.decode()
    assert "Che cosa è successo?" in first
    second = client.get("/io/richieste/nuova/?che=evento").content.decode()
    assert "Quando è finito?" in second
    third = client.get("/io/richieste/nuova/?che=evento&quando=passato").content.decode()
    assert 'name="che" value="evento"' in third
    last = client.get("/io/richieste/nuova/?che=evento&quando=passato&chi=attestato")
    assert "<h1>Crediti mancanti</h1>" in last.content.decode()
    answer = client.post("/io/richieste/nuova/crediti-mancanti/", {"key": key_in(last.content)})
    assert answer["Location"] == f"/io/richieste/{Request.objects.get().code}/risposte/"


def test_answers_that_need_no_request_say_why(world: World) -> None:
    page = (
        enter(world.giulia).get("/io/richieste/nuova/?che=guida&quando=passato&chi=collega").content.decode()
    )
    assert "Non serve una richiesta" in page
    assert "L’affiancamento di un collega neoassunto non dà crediti." in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_filled_explained_and_sent(world: World, kind: str) -> None:
    client = enter(world.giulia)
    page = client.get(f"/io/richieste/nuova/{KINDS[kind].slug}/")
    answer = client.post(f"/io/richieste/nuova/{KINDS[kind].slug}/", {"key": key_in(page.content)})
    home = answer["Location"].removesuffix("risposte/")
    assert client.get(f"{home}risposte/").status_code == 200
    empty = client.post(f"{home}risposte/", {"go": "next"})
    assert empty.status_code == 422
    assert "Manca la risposta." in empty.content.decode()
    answer = client.post(f"{home}risposte/", {**ANSWERS[kind], "go": "next"})
    assert answer["Location"] == f"{home}documenti/"
    for role in ("proof", "reminder"):
        page = client.get(f"{home}documenti/")
        client.post(f"{home}documenti/", {"key": key_in(page.content) + role, "role": role, "file": pdf()})
    page = client.get(f"{home}invio/")
    assert "Prima e dopo" in page.content.decode()
    paper = client.get(f"{home}dichiarazione.pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert "Giulia Prova" in text(paper.content)
    client.post(f"{home}dichiarazione/firmata/", {"key": "firma", "file": pdf("firmata.pdf")})
    unsure = client.post(f"{home}invio/")
    assert unsure.status_code == 409
    assert Request.objects.get().state == Request.State.DRAFT
    assert client.post(f"{home}invio/", {"sure": "yes"})["Location"] == home
    assert "inviata" in client.get(home).content.decode()


def test_a_draft_is_saved_by_itself_and_resumed_elsewhere(world: World) -> None:
    request = requests.draft(world.giulia, "self_training", {})
    path = f"/io/richieste/{request.code}/"
    part = enter(world.giulia).post(f"{path}bozza/", {"hours": "7", "titles": "Un libro"})
    assert "Mancano ancora" in part.content.decode()
    elsewhere = enter(world.giulia).get(f"{path}risposte/").content.decode()
    assert 'value="7"' in elsewhere
    assert "Un libro" in elsewhere
    whole = enter(world.giulia).post(f"{path}bozza/", ANSWERS["self_training"]).content.decode()
    assert "<strong>12</strong>" in whole
    assert "<html" not in whole


def test_a_sent_request_is_no_longer_filled(world: World) -> None:
    request = requests.sent(world.giulia, "self_training")
    answer = enter(world.giulia).post(f"/io/richieste/{request.code}/risposte/", {"go": "next"})
    assert answer.status_code == 409
    assert "REQUEST_CLOSED" in answer.content.decode()


def test_a_request_that_would_make_things_worse_says_so(world: World) -> None:
    participation(world.professional, acquired=date(2024, 5, 5), credits=5000)
    request = requests.draft(world.giulia, "exemption")
    page = enter(world.giulia).get(f"/io/richieste/{request.code}/invio/").content.decode()
    assert "mancherebbero più crediti di adesso" in page


def test_missing_credits_wait_for_the_provider_with_a_date_and_a_reminder(world: World) -> None:
    answers = {**ANSWERS["missing_credits"], "end": "2099-01-01"}
    request = requests.draft(world.giulia, "missing_credits", answers)
    client, path = enter(world.giulia), f"/io/richieste/{request.code}/"
    page = client.get(f"{path}risposte/").content.decode()
    assert "2 aprile 2099" in page
    calendar = client.get(f"{path}promemoria.ics")
    assert calendar["Content-Type"].startswith("text/calendar")
    assert b"DTSTART;VALUE=DATE:20990402" in calendar.content
    assert "Spettabile Provider di prova" in page


def test_missing_credits_begin_from_the_participation_that_is_expected(world: World) -> None:
    expected = participation(world.professional, acquired=date(2025, 6, 3), number=80, reported=None)
    client = enter(world.giulia)
    page = client.get(f"/io/richieste/nuova/crediti-mancanti/?partecipazione={expected.code}")
    answer = client.post(
        "/io/richieste/nuova/crediti-mancanti/", {"key": key_in(page.content), "participation": expected.code}
    )
    assert 'value="9999-80"' in client.get(answer["Location"]).content.decode()
    other = participation(world.elena.professional, acquired=date(2025, 6, 3), number=81, reported=None)
    stolen = client.post("/io/richieste/nuova/crediti-mancanti/", {"key": "k", "participation": other.code})
    assert stolen.status_code == 404


def test_a_body_sends_its_document_and_learns_nothing_more(world: World) -> None:
    request = requests.draft(world.giulia, "tutoring")
    client = enter(world.giulia)
    path = f"/io/richieste/{request.code}/documenti/"
    posted = {"key": "chiave", "body": "Ateneo di prova"}
    page = client.post(f"{path}ente/", posted).content.decode()
    found = re.search(r"http://testserver(/prova/[\w-]+/)", page)
    assert found
    assert found[1] in client.post(f"{path}ente/", posted).content.decode(), "sent twice, the same link"
    assert found[1] not in client.get(path).content.decode(), "shown once only"
    body = enter(None)
    seen = body.get(found[1])
    said = seen.content.decode()
    assert (seen["Referrer-Policy"], seen["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "Giulia P." in said
    assert "Crediti individuali" in said
    for hidden in ("Prova</", world.professional.tax_code, "Infermieristica", "utoraggio", request.code):
        assert hidden not in said
    refused = body.post(found[1], {"key": "a", "file": SimpleUploadedFile("a.pdf", b"MZ\x00\x01")})
    assert refused.status_code == 409
    done = body.post(found[1], {"key": "b", "file": pdf()})
    assert "Documento ricevuto" in done.content.decode()
    assert body.get(found[1]).status_code == 404
    assert "inviato dall’ente" in client.get(path).content.decode()
    assert body.get("/prova/niente/").status_code == 404


def test_the_office_decides_from_its_desk(world: World) -> None:
    client = enter(world.clerk)
    request = requests.sent(world.giulia, "self_training")
    path = f"/ordine/richieste/{request.code}/"
    assert request.code in client.get("/ordine/richieste/").content.decode()
    without = client.post(f"{path}decisione/", {"act": "accept", "credits": "4,5"})
    assert (without.status_code, "TEXT_MISSING" in without.content.decode()) == (409, True)
    wrong = client.post(f"{path}decisione/", {"act": "accept", "credits": "molti"})
    assert "CREDITS_UNREADABLE" in wrong.content.decode()
    client.post(f"{path}decisione/", {"act": "accept", "credits": "4,5", "text": "Provate"})
    assert IndividualTraining.objects.get(request=request).recognised == 450
    assert "Già decisa" in client.get(path).content.decode()
    assert (
        "È scritta nel registro" in enter(world.giulia).get(f"/io/richieste/{request.code}/").content.decode()
    )
    second = requests.sent(world.giulia, "self_training")
    desk = client.get(f"/ordine/richieste/{second.code}/").content.decode()
    assert "riconosciuti 4,5 crediti" in desk, "earlier decisions of the same kind"
    client.post(
        f"/ordine/richieste/{second.code}/decisione/", {"act": "refuse", "reason": "PROOF_NOT_ENOUGH"}
    )
    page = enter(world.giulia).get(f"/io/richieste/{second.code}/").content.decode()
    assert "I documenti inviati non provano quanto dichiarato." in page
    assert "Presentare una nuova richiesta" in page
    assert world.order.name in page


def test_documents_come_back_as_they_were_sent(world: World) -> None:
    request = requests.sent(world.giulia, "exemption")
    found = addresses(request)
    answer = enter(world.giulia).get(found["request_document"])
    assert (answer.content, answer["Content-Type"]) == (requests.PDF, "application/pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert enter(world.clerk).get(found["office_document"]).content == requests.PDF


def test_without_scripts_every_question_is_there(world: World) -> None:
    request = requests.draft(world.giulia, "exemption", {})
    page = enter(world.giulia).get(f"/io/richieste/{request.code}/risposte/").content.decode()
    for name in ("reason", "described", "income", "start", "end", "aware"):
        assert f'name="{name}"' in page
    assert 'name="go" value="next"' in page
