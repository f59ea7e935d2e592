"""The folder, expenses, paid days and the line of the pad, through their pages."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support import world
from triennio.platform import clock
from triennio.platform.models import JournalContent, Upload
from triennio.platform.uploads import store
from triennio.registry.models import Expense, IndividualTraining, PaidDay, Proof

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nprova"


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


@pytest.fixture
def expected(made):
    """A participation that nobody has reported yet."""
    return world.participation(
        made.professional, acquired=date(2026, 4, 1), number=3, reported=None, title="=Corso/../di «triage»"
    )


def _key(client, path):
    return re.search(r'name="key" value="([^"]+)"', client.get(path).content.decode())[1]


def _file(name="attestato.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def _send(client, *files, path="/io/prove/invio/", kind="certificate"):
    return client.post(
        path, {"files": list(files), "kind": kind, "key": _key(client, "/io/prove/")}, follow=True
    )


def test_rows_say_what_covers_them(made, mine, expected):
    world.participation(made.professional, acquired=date(2026, 3, 1), number=1)
    page = mine.get("/io/prove/").content.decode()
    assert "fol-state-register" in page
    assert "fol-state-nothing" in page
    _send(mine, _file(), path=f"/io/prove/{expected.code}/", kind="declaration")
    assert "fol-state-declaration" in mine.get("/io/prove/").content.decode()
    _send(mine, _file(), path=f"/io/prove/{expected.code}/")
    assert Proof.objects.filter(participation=expected).count() == 2
    assert "C’è l’attestato" in mine.get(f"/io/prove/{expected.code}/").content.decode()


def test_a_recognised_activity_is_in_the_register_and_a_declared_one_is_not(made, mine):
    for origin in ("request", "person"):
        IndividualTraining.objects.create(
            professional=made.professional,
            kind="publication",
            acquired=date(2026, 1, 1),
            origin=origin,
            description={"title": f"Articolo {origin}"},
        )
    rows = mine.get("/io/prove/").content.decode().split("<li><div")
    assert any("Articolo request" in row and "fol-state-register" in row for row in rows)
    assert any("Articolo person" in row and "fol-state-nothing" in row for row in rows)


def _three_trienni(made):
    rows = [
        world.participation(made.professional, acquired=date(year, 3, 1), number=year, title=f"Corso {year}")
        for year in (2018, 2021, 2024, 2026)
    ]
    bare = world.participation(
        made.professional, acquired=date(2021, 4, 1), number=7, reported=None, title="Senza prova 2021"
    )
    return rows, bare


def test_older_trienni_are_folded_with_their_counts(made, mine):
    _three_trienni(made)
    page = mine.get("/io/prove/").content.decode()
    heads = re.findall(
        r"<details class=\"fol-triennio\"( open)?>\s*<summary[^>]*>(.*?)</summary>", page, re.S
    )
    said = [(bool(opened), " ".join(re.sub(r"<[^>]+>", " ", text).split())) for opened, text in heads]
    assert said[0] == (True, "2026-2028 1 attività")
    assert said[2] == (False, "2020-2022 2 attività, 1 senza prova")
    assert [opened for opened, _text in said] == [True, False, False, False]


def test_without_proof_is_the_first_filter_and_shows_only_those(made, mine):
    _rows, bare = _three_trienni(made)
    page = mine.get("/io/prove/").content.decode()
    filters = re.findall(r"\?coperti=(\w+)", page)
    assert filters[0] == "nothing"
    page = mine.get("/io/prove/?coperti=nothing").content.decode()
    assert page.count("<li><div") == 1
    assert bare.title in page
    assert '<details class="fol-triennio" open>' in page
    assert mine.get("/io/prove/?coperti=altro").content.decode().count("<li><div") == 5


def test_a_filter_that_finds_nothing_says_so(made, mine):
    world.participation(made.professional, acquired=date(2026, 3, 1), number=1)
    assert "Nessuna attività è senza prova." in mine.get("/io/prove/?coperti=nothing").content.decode()


def test_many_files_at_once_are_kept_and_then_matched(made, mine, expected):
    answer = _send(mine, _file("uno.pdf"), _file("due.png", b"\x89PNG\r\n\x1a\nx"))
    assert "2 documenti salvati" in answer.content.decode()
    first, second = Proof.objects.order_by("pk")
    assert first.participation is None
    mine.post(f"/io/prove/documento/{first.code}/abbina/", {"credit": expected.code})
    mine.post(f"/io/prove/documento/{second.code}/elimina/")
    first.refresh_from_db()
    assert first.participation == expected
    assert Proof.objects.count() == 1
    assert Upload.objects.get(pk=second.upload_id).erased is not None


def test_one_bad_file_stops_all_and_says_which(mine):
    answer = _send(mine, _file("uno.pdf"), _file("virus.exe", b"MZ\x00\x01"))
    assert answer.status_code == 409
    assert "virus.exe" in answer.content.decode()
    assert "FILE_KIND" in answer.content.decode()
    assert not Proof.objects.exists()


def test_the_same_form_sent_twice_keeps_once(mine):
    key = _key(mine, "/io/prove/")
    for _ in range(2):
        mine.post("/io/prove/invio/", {"files": [_file()], "kind": "certificate", "key": key})
    assert Proof.objects.count() == 1


def test_a_document_comes_back_as_it_was_and_only_to_its_owner(made, mine, client):
    _send(mine, _file("mio attestato.pdf"))
    proof = Proof.objects.get()
    path = f"/io/prove/documento/{proof.code}/"
    answer = mine.get(path)
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/pdf"
    for who in ("marco", "elena", "clerk", "office", "operator"):
        client.force_login(getattr(made, who))
        assert client.get(path).status_code == 404, who
        assert client.post(f"{path}elimina/").status_code == 404, who
    client.logout()
    assert client.get(path).status_code == 302
    assert Proof.objects.count() == 1


def test_a_stranger_cannot_match_to_somebody_s_credit(made, client, expected):
    client.force_login(made.marco)
    _send(client, _file())
    proof = Proof.objects.get()
    path = f"/io/prove/documento/{proof.code}/abbina/"
    assert client.post(path, {"credit": expected.code}).status_code == 404
    proof.refresh_from_db()
    assert proof.participation is None
    assert client.get(f"/io/prove/{expected.code}/").status_code == 404
    assert client.get(f"/io/prove/{expected.code}/dichiarazione/").status_code == 404


def test_the_archive_holds_my_files_under_plain_names_with_an_index(made, mine, expected, client):
    _send(mine, _file(), path=f"/io/prove/{expected.code}/")
    _send(mine, _file("sciolto.pdf"))
    client.force_login(made.marco)
    _send(client, _file("altrui.pdf", b"%PDF-altrui"))
    client.force_login(made.giulia)
    answer = client.get("/io/prove/archivio.zip")
    assert answer.streaming
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    assert sorted(archive.namelist()) == [
        "001_2026-04-01_corso-di-triage.pdf",
        "002_senza-data_sciolto.pdf",
        "indice.csv",
        "indice.html",
    ]
    index = archive.read("indice.csv").decode("utf-8-sig")
    assert "'=Corso" in index
    assert "001_2026-04-01_corso-di-triage.pdf" in archive.read("indice.html").decode()
    assert archive.read("001_2026-04-01_corso-di-triage.pdf") == PDF


def test_the_declaration_names_the_act_the_person_and_the_event(made, mine, expected):
    page = mine.get(f"/io/prove/{expected.code}/dichiarazione/").content.decode()
    for words in ("445", "articolo 47", "articolo 76", made.professional.tax_code, expected.event_code):
        assert words in page


def test_documents_lie_sealed_on_disk(mine):
    _send(mine, _file())
    upload = Proof.objects.get().upload
    assert upload.sealed
    assert PDF not in (store._root() / upload.place).read_bytes()


# --- expenses


def _spend(client, **more):
    data = {
        "day": "2026-03-14",
        "kind": "course",
        "amount": "1.120,50",
        "description": "Corso di triage",
        **more,
    }
    return client.post("/io/spese/", {**data, "key": _key(client, "/io/spese/")}, follow=True)


def test_a_year_adds_up_with_its_receipts(mine):
    _spend(mine, receipt=_file("ricevuta.pdf"))
    _spend(mine, kind="congress", amount="80", description="Congresso")
    answer = _spend(mine, day="2025-02-01", amount="5")
    assert "Spesa registrata" in answer.content.decode()
    page = mine.get("/io/spese/2026/").content.decode()
    assert "1.200,50\u00a0€" in page
    assert "1 senza ricevuta" in page
    assert "FISC-1" in page
    expense = Expense.objects.get(kind="course", day=date(2026, 3, 14))
    assert mine.get(f"/io/spese/voce/{expense.code}/ricevuta/").content == PDF
    table = mine.get("/io/spese/2026/tabella.csv").content.decode("utf-8-sig")
    assert "14/03/2026;corsi di formazione;Corso di triage;1120,50;ricevuta.pdf" in table
    assert "Totale;;;1200,50;" in table


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("amount", "dodici", "EXPENSE_AMOUNT"),
        ("day", "2027-01-01", "EXPENSE_FUTURE"),
        ("day", "ieri", "DAY"),
        ("kind", "viaggio", "EXPENSE_KIND"),
        ("description", " ", "EXPENSE_DESCRIPTION"),
    ],
)
def test_a_wrong_field_is_said_beside_it_and_what_was_typed_stays(mine, field, value, code):
    answer = _spend(mine, **{field: value})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert code in page
    assert "fol-wrong" in page
    assert ("Corso di triage" in page) == (field != "description")
    assert not Expense.objects.exists()


def test_taking_one_away_leaves_on_the_same_year(mine):
    _spend(mine, day="2025-02-01")
    page = mine.get("/io/spese/2025/").content.decode()
    assert '<input type="hidden" name="year" value="2025">' in page
    path = f"/io/spese/voce/{Expense.objects.get().code}/elimina/"
    assert mine.post(path, {"year": "2025"}).headers["Location"] == "/io/spese/2025/"


def test_expenses_are_their_owner_s_only(made, mine, client):
    _spend(mine, receipt=_file())
    expense = Expense.objects.get()
    for who in ("marco", "elena", "clerk", "office"):
        client.force_login(getattr(made, who))
        assert client.get(f"/io/spese/voce/{expense.code}/ricevuta/").status_code == 404
        assert client.post(f"/io/spese/voce/{expense.code}/elimina/").status_code == 404
    client.force_login(made.giulia)
    assert client.post(f"/io/spese/voce/{expense.code}/elimina/").status_code == 302
    assert not Expense.objects.exists()


def test_what_was_bought_is_not_in_the_journal(mine):
    _spend(mine, description="parola-segreta")
    assert not any("parola-segreta" in str(each.data) for each in JournalContent.objects.all())


# --- paid days


def test_the_ninth_day_is_refused_with_who_decides(mine):
    for day in range(1, 9):
        key = _key(mine, "/io/spese/giorni/")
        mine.post("/io/spese/giorni/", {"day": f"2026-03-0{day}", "key": key})
    assert PaidDay.objects.count() == 8
    key = _key(mine, "/io/spese/giorni/")
    answer = mine.post("/io/spese/giorni/", {"day": "2026-04-01", "key": key})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "PAID_DAYS_OVER" in page
    assert "Datore di lavoro" in page
    assert PaidDay.objects.count() == 8
    mine.post(f"/io/spese/giorni/{PaidDay.objects.first().code}/togli/")
    assert PaidDay.objects.count() == 7
    assert "usati 7 su 8" in mine.get("/io/spese/giorni/2026/").content.decode()


def test_freelancers_are_told_that_it_does_not_concern_them(made, mine):
    made.professional.registrations.update(practice="freelance")
    page = mine.get("/io/spese/giorni/").content.decode()
    assert "libera professione" in page
    assert 'name="note"' not in page
    assert mine.post("/io/spese/giorni/", {"day": "2026-03-01", "key": "k"}).status_code == 409
    assert not PaidDay.objects.exists()


# --- the line of the pad


def test_the_line_says_both_trienni(made, mine):
    page = mine.get("/io/ricettario/").content.decode()
    assert "Obbligo formativo ECM del triennio 2023-2025: non completato (al 22/11/2026)." in page
    assert "triennio 2026-2028: non completato" in page
    for number, credits in enumerate((5000, 5000, 5000)):
        world.participation(
            made.professional, acquired=date(2024, 1, 1 + number), number=40 + number, credits=credits
        )
    assert "2023-2025: completato" in mine.get("/io/ricettario/").content.decode()


@pytest.mark.parametrize(
    "path", ["/io/prove/", "/io/spese/", "/io/spese/giorni/", "/io/ricettario/", "/io/spostamento/"]
)
def test_an_account_without_a_place_in_the_register_finds_nothing(made, client, path):
    client.force_login(made.operator)
    assert client.get(path).status_code == 404
    client.logout()
    assert client.get(path).status_code == 302


@pytest.mark.parametrize(
    "path", ["/io/spese/1999/", "/io/spese/giorni/duemila/", "/io/spese/2026x/tabella.csv"]
)
def test_what_is_no_year_is_not_there(mine, path):
    assert mine.get(path).status_code == 404
