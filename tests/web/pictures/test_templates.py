"""What the templates say: sentences, links where the page gives them, tables behind, no kind of absence."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation

from tests.e2e.pictures_gallery import pages, render
from tests.support import positions as people
from triennio.guide.domain import pages as guide
from triennio.pictures.domain import Beside, build
from triennio.pictures.links import NOWHERE, Links
from triennio.pictures.templatetags.pictures import when
from triennio.rules.book import load


@pytest.fixture(scope="module")
def html():
    return pages()


def words(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_the_kind_of_an_absence_is_on_no_page_but_the_owner_s(html):
    assert "malattia" in words(html["owner"])
    for name in ("plain", "behind", "newcomer"):
        found = words(html[name]).lower()
        for kind in ("malattia", "illness", "maternità", "master_60cfu"):
            assert kind not in found
    assert "periodo registrato" in words(html["plain"])


def test_the_sentence_of_the_pace(html):
    assert "A questo ritmo si arriva il 31 gennaio 2027" in words(html["owner"])
    found = words(html["behind"])
    assert "A questo ritmo il triennio si chiude con 61 crediti su 150" in found
    assert "Con gli eventi prenotati si arriva a 48 crediti su 150" in found
    assert "Con il piano si arriva il 5 maggio 2028" in found
    assert "A questo ritmo" not in words(html["newcomer"])


def test_the_threshold_of_policies_is_never_enough(html):
    for name in ("owner", "behind"):
        assert "Soglia richiesta dalle polizze: per l’Ordine serve il 100%." in words(html[name])
    assert "Polizza" not in words(html["newcomer"])


def test_each_state_of_a_participation_has_its_words_and_its_next_step(html):
    found = words(html["behind"])
    for sentence in (
        "La partecipazione è fra 10 giorni.",
        "L’evento chiude il 12 dicembre 2026; poi il provider ha tempo fino al 12 marzo 2027.",
        "Il provider ha tempo fino all’11 gennaio 2027, ancora 50 giorni.",
        "Il termine del provider è passato da 30 giorni, il 23 ottobre 2026.",
        "Non si sa quando l’evento chiude",
        "Nel registro dal 25 giugno 2026.",
        "Nel registro dal 2 novembre 2026, dopo il termine del 6 maggio 2026",
    ):
        assert sentence in found
    assert html["behind"].count('href="/chiedi/missing_credits/"') == 1
    assert html["behind"].count('href="/chiedi/provider/"') == 1


def test_the_effect_of_a_move_in_one_sentence(html):
    assert (
        "nel 2020-2022 i crediti che mancano passano da 69,5 a 19,5; "
        "nel 2023-2025 i crediti che mancano passano da 50 a 85."
    ) in words(html["behind"])


def test_the_map_tells_what_passes(html):
    found = words(html["owner"])
    assert "15 in compensazione" in found
    assert "50 spostati" in found
    assert "coperto dalla compensazione" in found


@pytest.mark.parametrize("name", ["owner", "plain", "behind", "newcomer"])
def test_every_picture_is_hidden_from_screen_readers_and_has_a_table(html, name):
    page = html[name]
    for section in re.findall(r"<section[\s\S]*?</section>", page):
        if '<svg class="pic-chart"' in section:
            assert "<table" in section
    for drawing in re.findall(r'<svg class="pic-chart"[^>]*>', page):
        assert 'aria-hidden="true"' in drawing


@pytest.mark.parametrize("name", ["owner", "plain", "behind", "newcomer"])
def test_lengths_have_dots_and_nothing_is_styled_in_a_line(html, name):
    page = html[name]
    for attribute in re.findall(r'\s(?:width|height|x|y|x1|x2|y1|y2|cx|cy|dy)="([^"]*)"', page):
        assert re.fullmatch(r"-?\d+(\.\d+)?%?", attribute), attribute
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script", page)


def test_ids_are_not_repeated(html):
    for page in html.values():
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("it", ["l’8 maggio 2027", "fino all’11 maggio 2027", "entro il 1º maggio 2027"]),
        ("en", ["on 8 May 2027", "until 11 May 2027", "by 1 May 2027"]),
        ("de", ["am 8. Mai 2027", "bis zum 11. Mai 2027", "bis zum 1. Mai 2027"]),
    ],
)
def test_days_with_their_preposition(language, said):
    asked = zip((8, 11, 1), ("on", "until", "by"), strict=True)
    with translation.override(language):
        assert [when(date(2027, 5, number), how) for number, how in asked] == said


def drawn(links):
    case, book = people.steady(), load("ecm")
    shown = build(people.answer(case), case, book, people.TODAY, beside=Beside(names={"lost": "Corso"}))
    return render({"shown": shown, "rules": book.rules, "links": links})


def test_without_links_there_is_none():
    page = drawn(NOWHERE)
    assert "<a " not in page
    assert "Al massimo un terzo con il reclutamento" in words(page)


def test_a_page_says_where_links_go():
    page = drawn(Links(credit=lambda about: f"/mio/{about}/", rule="calculator:rule"))
    assert 'href="/mio/lost/"' in page
    assert 'href="/regole/CAP-4/"' in page
    assert "Leggi come si recupera" not in page


def test_every_page_of_the_guide_that_pictures_name_exists():
    folder = Path(apps.get_app_config("pictures").path) / "templates"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))
    named = set(re.findall(r'link_to "guide" "([\w-]+)"', text)) | set(re.findall(r'\bslug="([\w-]+)"', text))
    assert len(named) >= 7
    assert named <= set(guide.pages())
