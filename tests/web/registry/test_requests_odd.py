"""Ways through the requests that nobody means: twice, back, in two tabs, with somebody else's things."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support import clamav, requests
from tests.support.requests_answers import ANSWERS
from tests.support.world import World, actor, build, participation
from tests.web.registry.test_requests import enter
from triennio.platform.codes import new_code
from triennio.registry.actions.requests import office
from triennio.registry.models import IndividualTraining, Request

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build()


def test_two_clerks_press_accept(world: World) -> None:
    request = requests.sent(world.giulia, "publication")
    client = enter(world.clerk)
    address = f"/ordine/richieste/{request.code}/decisione/"
    assert client.post(address, {"act": "accept"}).status_code == 302
    again = client.post(address, {"act": "accept"})
    assert again.status_code == 409
    assert "REQUEST_STATE" in again.content.decode()
    assert IndividualTraining.objects.filter(request=request).count() == 1


def test_send_pressed_twice_and_the_button_back(world: World) -> None:
    request = requests.with_documents(world.giulia, requests.draft(world.giulia, "publication"))
    client = enter(world.giulia)
    for _press in (1, 2):
        answer = client.post(f"/io/richieste/{request.code}/invio/", {"sure": "yes"})
        assert answer.headers["Location"] == f"/io/richieste/{request.code}/"
    for page in ("risposte", "documenti", "invio"):
        answer = client.get(f"/io/richieste/{request.code}/{page}/")
        assert answer.headers["Location"] == f"/io/richieste/{request.code}/"
    assert Request.objects.get(pk=request.pk).steps.filter(state="sent").count() == 1


def test_somebody_elses_participation(world: World) -> None:
    theirs = participation(world.marco.professional, acquired=date(2025, 3, 1), number=77)
    client = enter(world.giulia)
    for address in ("nuova/", "nuova/crediti-mancanti/"):
        assert client.get(f"/io/richieste/{address}?partecipazione={theirs.code}").status_code == 404
    answer = client.post(
        "/io/richieste/nuova/crediti-mancanti/", {"key": new_code(), "participation": theirs.code}
    )
    assert answer.status_code == 404
    assert not Request.objects.exists()


def test_a_participation_fills_only_the_form_of_missing_credits(world: World) -> None:
    own = participation(world.professional, acquired=date(2025, 3, 1), number=78)
    answer = enter(world.giulia).post(
        f"/io/richieste/nuova/estero/?partecipazione={own.code}", {"key": new_code()}
    )
    code = answer.headers["Location"].split("/")[3]
    assert Request.objects.get(code=code).opened()["fields"] == {}


@pytest.mark.parametrize("kind", ["exemption", "exoneration"])
def test_the_decision_of_the_commission_is_written_down(world: World, kind: str) -> None:
    answers = {**ANSWERS[kind], "reason": "unlisted", "described": "Un caso"}
    request = requests.sent(world.giulia, kind, answers)
    office.forward(actor(world.clerk), request=request.code)
    client, address = enter(world.clerk), f"/ordine/richieste/{request.code}/decisione/"
    credits = {"credits": "12"} if kind == "exoneration" else {}
    without = client.post(address, {"act": "accept", **credits})
    assert without.status_code == 409
    assert "TEXT_MISSING" in without.content.decode()
    said = {"act": "accept", **credits, "text": "Delibera di prova n. 1"}
    assert client.post(address, said).status_code == 302
    page = enter(world.giulia).get(f"/io/richieste/{request.code}/").content.decode()
    assert "Delibera di prova n. 1" in page


def test_a_case_before_the_commission_can_be_withdrawn(world: World) -> None:
    answers = {**ANSWERS["exemption"], "reason": "unlisted", "described": "Un caso"}
    request = requests.sent(world.giulia, "exemption", answers)
    office.forward(actor(world.clerk), request=request.code)
    client = enter(world.giulia)
    assert "Ritirare la richiesta" in client.get(f"/io/richieste/{request.code}/").content.decode()
    client.post(f"/io/richieste/{request.code}/ritiro/", {"sure": "yes"})
    assert Request.objects.get(pk=request.pk).state == "withdrawn"


def test_the_choice_of_the_year_is_asked_before_going_on(world: World) -> None:
    request = requests.draft(world.giulia, "exoneration", {})
    client, address = enter(world.giulia), f"/io/richieste/{request.code}/risposte/"
    assert 'name="chosen_year"' not in client.get(address).content.decode()
    course = {**ANSWERS["exoneration"], "start": "2023-10-01", "end": "2024-09-30", "go": "next"}
    answer = client.post(address, course)
    assert answer.headers["Location"] == f"{address}#id_chosen_year_0"
    assert 'name="chosen_year"' in client.get(address).content.decode()
    answer = client.post(address, {**course, "chosen_year": ""})
    assert answer.headers["Location"].endswith("/documenti/")


def test_a_link_of_no_use_says_what_to_do(world: World) -> None:
    answer = enter(None).get("/prova/indovinato/")
    assert answer.status_code == 404
    assert "serve un indirizzo nuovo" in answer.content.decode()


def test_days_already_recorded_are_said(world: World) -> None:
    requests.accepted(world, "exemption")
    other = {**ANSWERS["exoneration"], "start": "2024-08-31", "end": "2024-12-20"}
    request = requests.draft(world.giulia, "exoneration", other)
    page = enter(world.giulia).get(f"/io/richieste/{request.code}/invio/").content.decode()
    assert "dal 01/03/2024 al 31/08/2024" in page
    apart = requests.draft(world.giulia, "exoneration", {**other, "start": "2024-09-01"})
    page = enter(world.giulia).get(f"/io/richieste/{apart.code}/invio/").content.decode()
    assert "Nel registro ci sono già questi giorni" not in page


def test_the_office_and_the_person_read_who_signed(world: World) -> None:
    request = requests.sent(world.giulia, "publication")
    for who, address in ((world.giulia, "/io/richieste/"), (world.clerk, "/ordine/richieste/")):
        page = enter(who).get(f"{address}{request.code}/").content.decode()
        assert "Firma non verificabile" in page


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY_FILE"),
        (b"MZ\x90\x00" + bytes(64), "FILE_KIND"),
        (requests.PDF + bytes(10 * 1024 * 1024), "FILE_TOO_LARGE"),
        (requests.PDF + clamav.EICAR, "FILE_INFECTED"),
    ],
)
def test_files_that_may_not_come_in(world: World, settings, content: bytes, code: str) -> None:
    request = requests.draft(world.giulia, "publication")
    with clamav.daemon() as address:
        settings.CLAMAV = address
        answer = enter(world.giulia).post(
            f"/io/richieste/{request.code}/documenti/",
            {"key": new_code(), "role": "proof", "file": SimpleUploadedFile("foglio.pdf", content)},
        )
    assert (answer.status_code, code in answer.content.decode()) == (409, True)
    assert not request.proofs.exists()
