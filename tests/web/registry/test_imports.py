"""Pages of imports: from the file to the confirmation and back, for those who may and nobody else."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.db.imports.support import brought, table
from tests.db.imports.test_members import known, member
from tests.support import world
from tests.support.world import World
from triennio.people.models import Professional
from triennio.platform import runs
from triennio.platform.models import Import, JournalEntry

pytestmark = pytest.mark.django_db
LIST = "/ordine/importazioni/"


@pytest.fixture
def made() -> World:
    return world.build()


@pytest.fixture
def office(made: World, client: Client) -> Client:
    client.force_login(made.clerk)
    return client


def sent(office: Client, content: bytes, kind: str = "members", name: str = "albo.csv") -> object:
    page = office.get(LIST)
    form = {"key": page.context["key"], "kind": kind, "office": page.context["offices"][0].code}
    return office.post(LIST, {**form, "file": SimpleUploadedFile(name, content)})


def test_the_whole_way(made: World, office: Client) -> None:
    lines = [member(1), member(2, email="prova"), {**known(made), "number": "999"}]
    answer = sent(office, table("members", *lines))
    assert answer.status_code == 302
    page = office.get(answer.url)
    assert page.headers["Refresh"] == "3"
    assert "http-equiv" not in page.content.decode()
    assert "Refresh" not in office.get(answer.url + "?fermo=1").headers
    runs.work()
    page = office.get(answer.url)
    text = page.content.decode()
    assert "Refresh" not in page.headers
    assert "Il file cambierebbe <strong>2 righe</strong>" in text
    assert "Non è un indirizzo di posta elettronica." in text
    registration = made.elena.professional.registrations.get()
    assert f"<del>{registration.number}</del>" in text
    assert "<ins>999</ins>" in text
    csv = office.get(answer.url + "difetti.csv").content.decode("utf-8-sig").splitlines()
    assert csv[1] == "3;E-mail;prova;EMAIL;Non è un indirizzo di posta elettronica.;"
    office.post(answer.url, {"do": "apply", "key": page.context["key"]})
    runs.work()
    text = office.get(answer.url).content.decode()
    assert "2 righe del registro sono cambiate" in text
    assert Professional.objects.filter(tax_code=member(1)["tax_code"]).exists()
    office.post(answer.url, {"do": "undo"})
    runs.work()
    assert "il registro è come prima" in office.get(answer.url).content.decode()
    assert not Professional.objects.filter(tax_code=member(1)["tax_code"]).exists()
    assert "albo.csv" in office.get(LIST).content.decode()


def test_a_file_that_cannot_be_read_says_why(office: Client) -> None:
    answer = sent(office, b"Nome;Cognome\r\nA;B\r\n")
    runs.work()
    text = office.get(answer.url).content.decode()
    assert "Nella prima riga mancano le colonne: Codice fiscale" in text


def test_a_file_of_another_kind_is_recognised(office: Client) -> None:
    answer = sent(office, table("members", member(1)), "participations")
    runs.work()
    assert "Le colonne sono quelle di «Albo: persone e iscrizioni»" in office.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("content", "code"), [(b"%PDF-1.7 ", "FILE_KIND"), (b"", "EMPTY_FILE"), (None, "FILE_MISSING")]
)
def test_a_refusal_stands_on_the_page(office: Client, content: bytes | None, code: str) -> None:
    answer = office.post(LIST, {"kind": "members"}) if content is None else sent(office, content)
    assert answer.status_code == 409
    assert code in answer.content.decode()
    assert not Import.objects.exists()


def test_the_same_file_twice_is_told(made: World, office: Client) -> None:
    content = table("members", member(1))
    sent(office, content)
    answer = sent(office, content)
    assert answer.status_code == 409
    assert "SAME_FILE" in answer.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["members", "participations"])
def test_templates(office: Client, kind: str, form: str) -> None:
    answer = office.get(f"{LIST}modello/{kind}.{form}")
    assert answer.status_code == 200
    assert f'filename="{kind}.{form}"' in answer.headers["Content-Disposition"]
    if form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames == ["Dati", "Istruzioni"]
    assert office.get(f"{LIST}modello/reports.{form}").status_code == 404


def test_a_template_that_comes_back_filled_is_read(made: World, office: Client) -> None:
    content = office.get(f"{LIST}modello/participations.csv").content
    line = f"{made.professional.tax_code};77;;77-1;;;;;;5;14/03/2025;;;;;;;;\r\n".encode()
    answer = sent(office, content + line, "participations", "p.csv")
    runs.work()
    assert Import.objects.get().counts == {"new": 1}
    assert "77-1 · ed. 1" in office.get(answer.url).content.decode()


@pytest.mark.parametrize("who", ["giulia", "marco", "other_clerk", "office", "suspended"])
def test_others_find_nothing_and_it_is_written_down(made: World, client: Client, who: str) -> None:
    source = brought(made, "members", table("members", member(1)))
    account = getattr(made, who)
    client.force_login(account)
    before = JournalEntry.objects.filter(aggregate=f"access:{account.pk}").count()
    for path in ("", "difetti.csv"):
        answer = client.get(f"{LIST}{source.code}/{path}")
        assert answer.status_code in ((404,) if who != "suspended" else (302, 404))
    answer = client.post(f"{LIST}{source.code}/", {"do": "apply"})
    assert answer.status_code in ((404,) if who != "suspended" else (302, 404))
    source.refresh_from_db()
    assert source.state == Import.State.CHECKED
    if who != "suspended":
        assert JournalEntry.objects.filter(aggregate=f"access:{account.pk}").count() > before


def test_nobody_is_asked_to_sign_in(client: Client) -> None:
    answer = client.get(LIST)
    assert answer.status_code == 302
    assert "/accesso/" in answer.url


def test_the_list_does_not_ask_more_for_more(
    made: World, office: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        brought(made, "members", table("members", member(number)))
    with django_assert_max_num_queries(14):
        office.get(LIST)
