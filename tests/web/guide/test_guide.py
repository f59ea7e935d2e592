"""The guide as pages: everything is reached, everything linked resolves, own numbers only for their owner."""

import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from triennio.guide import clock, port
from triennio.guide.domain.pages import pages
from triennio.guide.doors import DOORS, doors
from triennio.guide.views import page as page_view
from triennio.rules.families import position

TODAY = date(2026, 11, 22)
SLUGS = sorted(pages())


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture(autouse=True)
def _no_reader():
    yield
    port.disconnect()


def words(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


def main(response):
    """What a page says between header and footer."""
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def links(response):
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', response.content.decode())]


def test_every_page_is_reached_from_the_index(client):
    found = links(client.get("/guida/"))
    assert [address for address in found if re.fullmatch(r"/guida/[\w-]+/", address)].count(
        "/guida/obbligo/"
    ) == 1
    assert {address.split("/")[2] for address in found if re.fullmatch(r"/guida/[\w-]+/", address)} == set(
        SLUGS
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_shows_answer_rules_and_sources(client, slug):
    response = client.get(f"/guida/{slug}/")
    assert response.status_code == 200
    told = words(response)
    found = pages()[slug]
    assert found.title in told
    assert "{" not in told
    assert "](" not in told
    body = response.content.decode()
    assert (
        re.search(r'href="/regole/[\w-]+/"|href="/crediti-evento/regole/#', body)
        or "scelta di questo sito" in told
    )
    assert "I tuoi numeri" not in told
    assert "mailto:assistenza@triennio.example" in body


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_has_each_id_once_and_its_jumps_land(client, slug):
    body = client.get(f"/guida/{slug}/").content.decode()
    ids = re.findall(r'\bid="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', body)) <= set(ids)


@pytest.mark.django_db
def test_every_link_of_the_guide_resolves(client):
    addresses = {
        address
        for slug in SLUGS
        for address in re.findall(r'href="(/[^"]*)"', main(client.get(f"/guida/{slug}/")))
    }
    known = {}
    for address in sorted(addresses):
        path, _, anchor = address.partition("#")
        if path not in known:
            response = client.get(path)
            assert response.status_code in (200, 302), address
            known[path] = response.content.decode()
        assert not anchor or f'id="{anchor}"' in known[path], address


def test_every_door_leads_somewhere_and_every_page_names_doors():
    for name in DOORS:
        assert doors([name]), name
    for found in pages().values():
        assert set(found.next) <= set(DOORS), found.slug


def test_two_doors_to_one_place_are_one_link():
    assert len(doors(["calcolo", "calcolo"])) == 1
    with pytest.raises(KeyError):
        doors(["nessuna"])


def test_an_unknown_page_is_not_found(client):
    assert client.get("/guida/nessuna/").status_code == 404
    assert client.post("/guida/").status_code == 405


def test_search_without_script(client):
    response = client.get("/guida/", {"cerca": "gravidanza"})
    body = response.content.decode()
    assert 'value="gravidanza"' in body
    assert body.index("/guida/esenzioni/") < body.index("/guida/esenzioni-casi/")
    assert "risposte per «gravidanza»" in words(response)


def test_search_that_finds_nothing_gives_the_nearest_and_the_address(client):
    response = client.get("/guida/", {"cerca": "zzqqx"})
    assert "Nessuna risposta per «zzqqx»" in words(response)
    assert "Forse cercavi" in words(response)
    assert len(re.findall(r"/guida/[\w-]+/", response.content.decode())) == 5
    assert "mailto:assistenza@triennio.example" in response.content.decode()


def test_what_is_typed_is_never_markup(client):
    body = client.get("/guida/", {"cerca": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in body


def test_a_very_long_question_is_cut(client):
    assert client.get("/guida/", {"cerca": "credito " * 5000}).status_code == 200


@pytest.mark.parametrize("slug", ["obbligo", "carta-iscrizione", "fad-dispositivi"])
def test_a_page_says_what_is_law_and_what_is_ours(client, slug):
    told = words(client.get(f"/guida/{slug}/"))
    assert ("scelta di questo sito, non è una norma" in told) is (slug != "obbligo")


# --- own numbers


class Viewer(SimpleNamespace):
    """A signed-in person, as the guide sees one."""

    is_authenticated = True


PERSON = {
    "id": "p1",
    "profession": 14,
    "practice": "employee",
    "register": [{"act": "enrolment", "date": "2010-03-02"}],
}


def asked(slug, user):
    request = RequestFactory().get(f"/guida/{slug}/")
    request.user = user
    return page_view(request, slug)


def test_signed_in_a_page_answers_with_own_numbers():
    seen = []

    def reader(viewer, today):
        seen.append((viewer.name, today))
        dossier = [{"type": "group", "built": "2026-05-01", "realised": False}]
        return position({"as_of": today.isoformat(), "person": PERSON, "dossiers": dossier})

    port.connect(reader)
    response = asked("obbligo", Viewer(name="Nora"))
    assert "I tuoi numeri" in words(response)
    assert "Per il triennio 2026-2028 l’obbligo è di 120,00 crediti: 150 − 30." in words(response)
    assert "Al 22 novembre 2026." in words(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert seen == [("Nora", TODAY)]


def test_a_stranger_is_never_looked_up(client):
    def reader(viewer, today):
        raise AssertionError("asked for a stranger")

    port.connect(reader)
    for user in (None, SimpleNamespace(is_authenticated=False)):
        response = asked("obbligo", user)
        assert "I tuoi numeri" not in words(response)
        assert "Cache-Control" not in response.headers


def test_who_has_no_position_reads_the_page_as_it_is():
    port.connect(lambda viewer, today: None)
    assert "I tuoi numeri" not in words(asked("obbligo", Viewer(name="Nora")))


def test_a_page_without_own_numbers_asks_nothing_more():
    port.connect(lambda viewer, today: position({"as_of": today.isoformat(), "person": PERSON}))
    assert "I tuoi numeri" not in words(asked("credito", Viewer(name="Nora")))
