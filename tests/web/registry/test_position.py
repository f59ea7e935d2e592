"""The position page: whole for the person, out of sight for everybody else; another day; a credit that is late."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.support import world
from triennio.kernel.refusal import OutOfSight
from triennio.kernel.triennio import Triennio
from triennio.platform import clock
from triennio.platform.models import JournalEntry
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.models import Absence
from triennio.registry.queries.position import position_of

pytestmark = pytest.mark.django_db
SLUG = KINDS["missing_credits"].slug
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _day():
    with clock.held_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def made():
    built = world.build()
    for number, year in enumerate((2020, 2021, 2022, 2023, 2024, 2025, 2026), 1):
        world.participation(
            built.professional,
            acquired=date(year, 3, 1),
            credits=3000,
            number=number,
            reported=date(year, 4, 1),
        )
    return built


def absence(made, kind="union_leave", nature="exemption", start=date(2026, 1, 5), end=date(2026, 4, 30)):
    row = Absence(
        professional=made.professional,
        order=made.order,
        nature=nature,
        start=start,
        end=end,
        origin="request",
    )
    row.seal({"kind": kind})
    row.save()
    return row


@pytest.fixture
def late(made):
    """A course of the spring that no report has brought in."""
    day = date(2026, 5, 4)
    return world.participation(
        made.professional, acquired=day, credits=900, number=50, title="Corso che non arriva", reported=None
    )


def page_of(client, who, address="/io/"):
    client.force_login(who)
    return client.get(address)


def test_the_owner_sees_the_verdict_and_the_way_to_it(client, made):
    answer = page_of(client, made.giulia)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Mancano 120 crediti entro il 31 dicembre 2028" in text
    assert "come si arriva al tuo numero" in text
    assert "Corso di prova 7" in text
    assert 'data-next="' in text


def test_nobody_signed_in_is_asked_to(client):
    answer = client.get("/io/")
    assert answer.status_code == 302
    assert "/accesso/" in answer.headers["Location"]


def test_an_account_that_no_register_knows_has_no_position(client, made):
    assert page_of(client, made.operator).status_code == 404


@pytest.mark.parametrize(
    "name", ["marco", "elena", "other_clerk", "office", "secretary", "operator", "suspended"]
)
def test_others_do_not_see_it_and_the_attempt_is_written(made, name):
    viewer = world.actor(getattr(made, name))
    with pytest.raises(OutOfSight):
        position_of(viewer, made.professional.code, TODAY)
    entry = JournalEntry.objects.filter(act="denied").latest("pk")
    assert entry.actor == viewer.account
    assert entry.content.data == {"what": "position.see"}


@pytest.mark.parametrize(("name", "own"), [("giulia", True), ("clerk", False), ("president", False)])
def test_only_the_person_sees_it_whole(made, name, own):
    absence(made)
    found = position_of(world.actor(getattr(made, name)), made.professional.code, TODAY)
    assert found.own is own
    rules = {step["rule"] for each in found.answer["trienni"] for step in each["steps"]}
    assert ("EXE-2" in rules) is own
    assert any(band.label for band in found.pictures.timeline.bands) is own
    assert (found.next is not None) is own


def test_the_owner_reads_the_own_words_of_an_absence(client, made):
    absence(made)
    text = page_of(client, made.giulia).content.decode()
    assert "Distacco o aspettativa per motivi sindacali" in text


def test_another_day_is_another_position_and_says_so(client, made):
    text = page_of(client, made.giulia, "/io/?giorno=2024-05-01").content.decode()
    assert "Questa è la posizione com’era il 1º maggio 2024" in text
    assert "Torna a oggi" in text
    assert "Corso di prova 5" in text
    assert "Corso di prova 6" not in text
    assert 'data-next="' not in text


def test_another_triennio_is_chosen_by_name(client, made):
    text = page_of(client, made.giulia, "/io/?periodo=2020-2022").content.decode()
    assert 'href="?periodo=2020-2022" aria-current="page"' in text
    assert "Corso di prova 3" in text
    assert "com’era" not in text


@pytest.mark.parametrize("query", ["giorno=2012-01-01", "giorno=2031-01-01", "giorno=ieri", "periodo=mai"])
def test_an_address_that_cannot_be_followed_is_today_s_with_a_word(client, made, query):
    answer = page_of(client, made.giulia, f"/io/?{query}")
    assert answer.status_code == 200
    assert 'class="pos-fault"' in answer.content.decode()
    assert "com’era" not in answer.content.decode()


def test_trienni_before_2014_are_not_offered_and_unknown_ones_are_said(made):
    found = position_of(world.actor(made.giulia), made.professional.code, TODAY)
    assert [str(each) for each in found.periods] == [
        "2026-2028", "2023-2025", "2020-2022", "2017-2019", "2014-2016"
    ]  # fmt: skip
    assert found.unknown == (Triennio(2017), Triennio(2014))


def test_what_is_on_its_way_is_apart_and_late_opens_the_request(client, made, late):
    text = page_of(client, made.giulia).content.decode()
    assert "In arrivo: 1 partecipazione" in text
    assert "Una volta arrivate, ne mancheranno 111." in text
    assert "Mancano 120 crediti" in text
    assert f"/io/richieste/nuova/{SLUG}/?partecipazione={late.code}" in text
    assert 'data-next="missing_credits"' in text
    opened = page_of(client, made.giulia, f"/io/richieste/nuova/{SLUG}/?partecipazione={late.code}")
    assert opened.status_code == 200
    assert late.code in opened.content.decode()


def test_a_credit_says_what_became_of_it(client, made, late):
    mine = made.professional.participations.get(acquired=date(2026, 3, 1))
    text = page_of(client, made.giulia, f"/io/crediti/{mine.code}/").content.decode()
    assert "30 crediti nel 2026-2028" in text
    assert "rapporto del provider" in text
    text = page_of(client, made.giulia, f"/io/crediti/{late.code}/").content.decode()
    assert "Il termine del provider è passato" in text
    assert f"/io/richieste/nuova/{SLUG}/?partecipazione={late.code}" in text


def test_a_credit_of_another_is_not_there(client, made, late):
    assert page_of(client, made.elena, f"/io/crediti/{late.code}/").status_code == 404
    assert page_of(client, made.marco, f"/io/crediti/{late.code}/").status_code == 404


def test_the_number_of_questions_does_not_grow_with_credits(made, late, django_assert_max_num_queries):
    viewer, code = world.actor(made.giulia), made.professional.code
    position_of(viewer, code, TODAY)
    with django_assert_max_num_queries(40) as few:
        position_of(viewer, code, TODAY)
    for number in range(100, 160):
        world.participation(made.professional, acquired=date(2026, 2, 1), credits=100, number=number)
    with django_assert_max_num_queries(len(few)):
        position_of(viewer, code, TODAY)


def test_the_person_can_see_and_print_what_the_order_sees(client, made):
    absence(made)
    text = page_of(client, made.giulia, "/io/?riservata=1").content.decode()
    assert "come la vede l’Ordine" in text
    assert "Riduzione per periodi registrati" in text
    for telling in ("sindacali", "EXE-", "Esenzione 2"):
        assert telling not in text
    assert "Giulia Prova" in text
    assert "iscrizione n." in text
