"""The search forgives accents, endings, near words and slips; it never leaves a person with nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.guide.domain.search import search
from triennio.guide.domain.words import near, plain, stem


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("maternità", "esenzioni"),
        ("MATERNITA", "esenzioni"),
        ("gravidanza", "esenzioni"),
        ("incinta", "esenzioni"),
        ("debito", "obbligo"),
        ("debito formativo", "posizione"),
        ("spostamneto crediti", "spostamento"),
        ("recuperare crediti", "spostamento"),
        ("telefonino", "fad-dispositivi"),
        ("iphone", "fad-dispositivi"),
        ("autoformazzione", "autoformazione"),
        ("lettura riviste", "autoformazione"),
        ("polizza", "assicurazione"),
        ("multa", "sanzioni"),
        ("fatture", "spese"),
        ("bonifico", "carta-ricarica"),
        ("Covid-19", "bonus-covid"),
        ("l'esonero", "esoneri"),
        ("esoneri", "esoneri"),
        ("tirocinanti", "tutoraggio"),
        ("due eventi insieme", "fad-contemporanei"),
        ("segreteria credenziali", "account"),
        ("albo cancellazione", "albo"),
    ],
)
def test_words_find_their_page(query: str, slug: str) -> None:
    assert slug in [page.slug for page in search(query).pages[:4]]


@pytest.mark.parametrize("query", ["zzqqx", "qwrtp", "12345"])
def test_nothing_found_offers_the_nearest(query: str) -> None:
    found = search(query)
    assert found.pages == ()
    assert len(found.near) == 5


def test_an_empty_query_asks_nothing() -> None:
    for query in ("", "  ", "?!"):
        assert search(query) == search("")
        assert search(query).pages == search(query).near == ()


def test_only_small_words_still_answer() -> None:
    assert search("come").pages


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("credito", "crediti"),
        ("esonero", "esoneri"),
        ("certificare", "certificazione"),
        ("spostare", "spostamento"),
    ],
)
def test_endings_do_not_matter(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_near_words_know_each_other() -> None:
    for word, others in near().items():
        assert all(word in near()[other] for other in others)


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(query: str) -> None:
    found = search(query)
    assert bool(found.pages) + bool(found.near) == (1 if plain(query[:200]) else 0)


@given(st.text(max_size=100))
def test_accents_and_case_do_not_matter(query: str) -> None:
    assert plain(query.casefold()) == plain(plain(query)) or plain(query) == plain(query.casefold())
