"""The rules, each on a page."""

import re

import pytest

from triennio.calculator import engine
from triennio.calculator.web.rules_pages import chapters, plain


def test_all_rules_are_listed_once(client):
    page = client.get("/regole/").content.decode()
    listed = re.findall(r'href="/regole/([\w-]+)/"', page)
    assert sorted(listed) == sorted(engine.rules())


@pytest.mark.parametrize("rule", sorted(engine.rules()))
def test_a_rule_is_shown_whole(client, rule, text):
    response = client.get(f"/regole/{rule}/")
    found = engine.rules()[rule]
    words = text(response)
    assert response.status_code == 200
    for part in (found.title, found.text, found.formula, found.valid, found.example):
        assert re.sub(r"\s+", " ", part).strip() in words
    for source in found.sources:
        assert source.title in words
    for clash in found.contradictions:
        assert clash.use in words


def test_an_unknown_rule_is_not_found(client):
    assert client.get("/regole/NO-1/").status_code == 404


def test_search_finds_every_word_whatever_accents_and_case(client):
    page = client.get("/regole/", {"q": "PREMIALITA"}).content.decode()
    assert 'href="/regole/PREM-1/"' in page
    assert 'href="/regole/COV-1/"' not in page
    assert 'value="PREMIALITA"' in page


def test_search_with_nothing_found(client, text):
    assert "0 regole con «zzz»." in text(client.get("/regole/", {"q": "zzz"}))


def test_search_words_are_never_markup(client):
    assert "<b>x" not in client.get("/regole/", {"q": "<b>x"}).content.decode()


def test_words_are_compared_plain():
    assert plain("L’Àrea") == "l area"


def test_empty_chapters_are_left_out():
    assert chapters([]) == []
