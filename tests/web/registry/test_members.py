"""Members for their Order and staff for its employer: who finds whom, what is shown, and what never is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from tests.support import world
from triennio.platform import clock
from triennio.registry.domain.redaction import NOTE
from triennio.registry.domain.requests.kinds import exemption, exoneration
from triennio.registry.models import Absence, Fact, Request
from triennio.registry.queries import employer
from triennio.rules.ecm.facts import EXEMPTION_KINDS, EXONERATION_KINDS

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
STAFF = "/ufficio/personale/"


@pytest.fixture(autouse=True)
def _day():
    with clock.held_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def made():
    built = world.build()
    for number, year in enumerate((2023, 2024, 2025, 2026), 1):
        world.participation(built.professional, acquired=date(year, 3, 1), credits=2500, number=number)
    return built


def absent(made, nature, kind, start, end):
    row = Absence(
        professional=made.professional,
        order=made.order,
        nature=nature,
        start=start,
        end=end,
        origin="request",
    )
    row.seal({"kind": kind, "hours": "90"} if nature == "exoneration" else {"kind": kind})
    row.save()


def text_of(client, who, address):
    client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def address_of(made):
    return f"/ordine/iscritti/{made.professional.code}/"


@pytest.mark.parametrize("words", ["giulia", "PROVA giul", "{tax}", "{number}"])
def test_a_member_is_found_by_name_tax_code_and_number(client, made, words):
    person = made.professional
    wanted = words.format(tax=person.tax_code[:8].lower(), number=person.registrations.get().number)
    client.force_login(made.clerk)
    text = client.get("/ordine/iscritti/", {"cerca": wanted}).content.decode()
    assert "Prova Giulia" in text
    assert "Prova Elena" not in text


def test_only_the_own_order_s_members_are_listed(client, made):
    text = text_of(client, made.clerk, "/ordine/iscritti/")
    assert "Prova Giulia" in text
    assert "Prova Marco" not in text
    assert "Prova Marco" in text_of(client, made.other_clerk, "/ordine/iscritti/")
    assert made.professional.tax_code in text_of(client, made.president, "/ordine/iscritti/elenco.csv")


@pytest.mark.parametrize("name", ["giulia", "marco", "office", "secretary", "operator", "approver"])
@pytest.mark.parametrize("address", ["/ordine/iscritti/", "/ordine/iscritti/elenco.csv"])
def test_who_is_no_office_of_an_order_has_no_list(client, made, name, address):
    client.force_login(getattr(made, name))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["marco", "elena", "other_clerk", "office", "secretary", "operator", "auditor"]
)
def test_a_member_s_page_is_out_of_sight_for_others(client, made, name):
    client.force_login(getattr(made, name))
    mine = made.professional.participations.first()
    assert client.get(address_of(made)).status_code == 404
    assert client.get(f"{address_of(made)}crediti/{mine.code}/").status_code == 404


def test_nobody_signed_in_sees_nothing(client, made):
    for address in (address_of(made), "/ordine/iscritti/", STAFF, f"{STAFF}elenco.csv"):
        assert client.get(address).status_code == 302


def test_the_clerk_sees_the_page_of_the_member_and_what_was_decided(client, made):
    Request.objects.create(
        professional=made.professional,
        order=made.order,
        kind="publication",
        state="accepted",
        sent=clock.now(),
        decided=clock.now(),
        decided_by=made.president,
    )
    text = text_of(client, made.clerk, address_of(made))
    assert "Mancano 125 crediti entro il 31 dicembre 2028" in text
    assert "Pubblicazione scientifica" in text
    assert "accolta" in text
    assert "Presidenza Prova" in text
    assert "com’era il 1º maggio 2024" in text_of(client, made.clerk, f"{address_of(made)}?giorno=2024-05-01")


def test_a_clerk_who_is_a_member_sees_the_own_page_whole(client, made):
    absent(made, "exemption", "union_leave", date(2026, 1, 5), date(2026, 4, 30))
    person = made.professional
    person.account = made.clerk
    person.save()
    assert "motivi sindacali" in text_of(client, made.clerk, "/io/")


ALL_KINDS = [
    *(("exemption", kind) for kind in EXEMPTION_KINDS),
    *(("exoneration", kind) for kind in EXONERATION_KINDS if kind != "unlisted"),
]
LABELS = {**exemption.LABELS, **exoneration.LABELS}


@pytest.mark.parametrize(("nature", "kind"), ALL_KINDS)
def test_no_kind_of_absence_is_on_any_page_that_others_see(client, made, nature, kind):
    absent(made, nature, kind, date(2024, 1, 10), date(2024, 12, 20))
    inside = world.participation(made.professional, acquired=date(2024, 6, 1), number=77)
    pages = [
        text_of(client, made.clerk, f"{address_of(made)}?periodo=2023-2025"),
        text_of(client, made.clerk, f"{address_of(made)}crediti/{inside.code}/"),
        text_of(client, made.clerk, "/ordine/iscritti/elenco.csv"),
        text_of(client, made.office, STAFF),
        text_of(client, made.office, f"{STAFF}elenco.csv"),
    ]
    for telling in (kind, LABELS[kind], "EXE-", "EXO-", "RET-", "Esenzione 2", "Esonero 2", "Terremoto"):
        assert not any(telling in page for page in pages), telling


def test_the_clerk_reads_that_there_was_a_period_and_why_not_more(client, made):
    absent(made, "exemption", "maternity", date(2024, 1, 10), date(2024, 12, 20))
    text = text_of(client, made.clerk, f"{address_of(made)}?periodo=2023-2025")
    assert "Riduzione per periodi registrati" in text
    assert NOTE in text
    assert "periodo registrato" in text


def test_retirement_is_not_told(client, made):
    Fact.objects.create(
        professional=made.professional,
        kind="retired",
        data={"from": "2024-07-01", "yearly_income": "3200.00"},
        origin="office",
    )
    for page in (text_of(client, made.clerk, address_of(made)), text_of(client, made.office, STAFF)):
        for telling in ("pension", "RET-", "EXE-", "3200", "3.200"):
            assert telling not in page


def test_an_employer_sees_verdict_and_missing_and_nothing_else(client, made):
    text = text_of(client, made.office, STAFF)
    assert "Prova Giulia" in text
    assert "Medicina" in text
    assert "in corso" in text
    assert ">125<" in text
    past = text_of(client, made.office, f"{STAFF}?periodo=2023-2025")
    assert "mancano crediti" in past
    assert ">75<" in past
    assert "mancano crediti" in text_of(client, made.office, f"{STAFF}elenco.csv?periodo=2023-2025")
    assert "Corso di prova" not in text
    assert made.professional.code not in text
    assert made.professional.tax_code not in text
    row = next(employer.rows(employer.staff(world.actor(made.office), TODAY), TODAY))
    assert set(row.__slots__) == {"name", "ward", "period", "code", "ended", "missing"}


def test_only_the_staff_of_today_of_the_own_firm(client, made):
    made.professional.employments.update(end=date(2026, 10, 31))
    text = text_of(client, made.office, STAFF)
    assert "Prova Giulia" not in text
    assert "Prova Elena" in text


@pytest.mark.parametrize("name", ["giulia", "clerk", "president", "secretary", "operator"])
def test_the_staff_is_only_for_its_training_office(client, made, name):
    client.force_login(getattr(made, name))
    assert client.get(STAFF).status_code == 404
    assert client.get(f"{STAFF}elenco.csv").status_code == 404


def test_the_list_of_members_asks_the_same_number_of_questions_however_long(
    client, made, django_assert_max_num_queries
):
    client.force_login(made.clerk)
    client.get("/ordine/iscritti/")
    with django_assert_max_num_queries(40) as few:
        client.get("/ordine/iscritti/")
    for number in range(30):
        world.professional(None, made.order, name=f"Persona{number}", born=date(1980, 1, 1), number=number)
    with django_assert_max_num_queries(len(few)):
        text = client.get("/ordine/iscritti/").content.decode()
    assert text.count("<tr>") == 34
    assert json.dumps("Persona29")[1:-1] in text
