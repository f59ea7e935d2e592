"""The page of lawyers through Django's client: questions, faults, result, three languages."""

import re
from datetime import date

import pytest

from triennio.calculator import clock

PAGE = "/avvocati/"
ANSWERS = {"iscrizione": "2010", "periodo": "2024-2026"}


@pytest.fixture
def tell(client):
    def told(**answers):
        return client.post(PAGE, {**ANSWERS, **answers})

    return told


def test_each_page_leads_to_the_other(client, text):
    assert 'href="/avvocati/"' in client.get("/").content.decode()
    page = client.get(PAGE).content.decode()
    assert re.search(r'<a href="/"[^>]*>Professioni sanitarie</a>', page)
    assert re.search(r'<a href="/avvocati/" aria-current="page">Avvocati</a>', page)


def test_the_years_are_chosen_by_a_link(client):
    assert 'name="o_2026"' in client.get(PAGE).content.decode()
    old = client.get(f"{PAGE}?periodo=2017-2021").content.decode()
    assert 'name="o_2017"' in old
    assert 'name="a_2019"' in old
    assert 'name="a_2020"' not in old
    assert 'name="o_2026"' in client.get(f"{PAGE}?periodo=1900-1950").content.decode()


def test_nothing_is_kept_and_nothing_is_inline(client, tell):
    for response in (client.get(PAGE), tell(), tell(iscrizione="")):
        assert "no-store" in response["Cache-Control"]
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert not response.cookies
        page = response.content.decode()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)


WRONG = [
    ({"iscrizione": ""}, "Scrivi l’anno della tua iscrizione all’albo."),
    ({"iscrizione": "2027"}, "Quest’anno non è ancora cominciato: controlla l’anno."),
    ({"iscrizione": "1800"}, "Controlla l’anno: è troppo indietro nel tempo."),
    ({"nascita": "2020"}, "Controlla l’anno di nascita."),
    ({"esonero_da": "boh"}, "Scrivi il giorno così: 01/03/2021."),
    ({"esonero_da": "31/02/2024"}, "Scrivi il giorno così: 01/03/2021."),
    ({"esonero_da": "01/03/2024"}, "Scrivi anche l’ultimo giorno."),
    ({"esonero_a": "01/03/2024"}, "Scrivi anche il primo giorno."),
    ({"esonero_da": "2024-03-02", "esonero_a": "01/03/2024"}, "L’ultimo giorno viene prima del primo"),
    ({"o_2025": "tanti"}, "Scrivi un numero, per esempio 25 oppure 18,4."),
    ({"periodo": "2017-2021", "o_2018": "3", "a_2018": "4"}, "Sono più di tutti i crediti di quest’anno."),
    ({"periodo": "2017-2021", "iscrizione": "2015"}, "trova i suoi anni nel periodo 2016-2021"),
    ({"periodo": "2016-2021", "iscrizione": "2010"}, "trova i suoi anni nel periodo 2017-2021"),
]


@pytest.mark.parametrize(("answers", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(tell, text, answers, sentence):
    response = tell(d_2020="1,5", d_2024="2,5", **answers)
    assert response.status_code == 422
    assert sentence in text(response)
    page = response.content.decode()
    assert 'aria-invalid="true"' in page
    for value in answers.values():
        assert not value or f'value="{value}"' in page
    assert ('value="2,5"' in page) or ('value="1,5"' in page)


def test_the_verdict_is_a_sentence_and_every_number_opens(tell, text):
    response = tell(o_2024="12", b_2024="3", o_2025="10", d_2026="4,5")
    words = text(response)
    assert "Mancano 10,5 crediti entro il 31 dicembre 2026" in words
    assert "Per il 2025 mancano 5 crediti, almeno 3 nelle materie obbligatorie." in words
    assert "2027: non ancora pubblicato." in words
    page = response.content.decode()
    assert page.count('<details class="pic-fall law-fall"') == 3
    assert "delibera" in page
    assert 'href="/regole/AVV-2026/"' in page


def test_carried_credits_are_arrows_in_words(tell, text):
    words = text(tell(periodo="2017-2021", o_2017="12", d_2017="3", o_2018="20", b_2018="4"))
    assert "il 2019 prende 5 dal 2018" in words
    assert "il 2018 dà 5 al 2019" in words
    assert "Il triennio 2017-2019" in words


def test_2027_says_not_yet_published(client, text, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2027, 2, 1))
    assert "regole non ancora pubblicate" in text(client.get(PAGE))
    words = text(client.post(PAGE, {"iscrizione": "2010", "periodo": "2025-2027", "o_2027": "3"}))
    assert "Le regole per il 2027 non sono ancora pubblicate" in words
    assert "non ancora pubblicato" in words


def test_the_answers_come_back_to_be_changed(tell):
    page = tell(modifica="1", o_2025="7,5", nascita="1980").content.decode()
    assert 'value="7,5"' in page
    assert 'value="1980"' in page
    assert "Calcola" in page


def test_the_rules_of_lawyers_can_be_read(client, text):
    listed = client.get("/avvocati/regole/?q=eccedenza")
    assert "/regole/AVV-ECC/" in listed.content.decode()
    assert "Le regole della formazione degli avvocati" in text(listed)
    assert "Eccedenza del 2020" in text(client.get("/regole/AVV-ECC/"))
    assert "AVV-ECC" not in client.get("/regole/").content.decode()


SIXTY = {f"{x}_{year}": n for year in (2017, 2018, 2019) for x, n in (("o", "17"), ("b", "3"))}


def test_the_certificate_has_its_rule_and_source(tell, text):
    response = tell(periodo="2017-2021", **SIXTY)
    words, page = text(response), response.content.decode()
    assert "Si può chiedere per il triennio 2017-2019." in words
    assert "Fino a quando vale non si può dire" in words
    assert "Fonte: " in words
    assert 'href="/regole/AVV-ATT/"' in page
    assert 'href="/regole/AVV-ATT-FINE/"' in page
    words = text(tell(periodo="2017-2021", **(SIXTY | {"o_2019": "16"})))
    assert "Per il triennio 2017-2019 non si può chiedere: manca 1 credito." in words
    words = text(tell(periodo="2017-2021", **(SIXTY | {"o_2019": "12", "b_2019": "1"})))
    assert "non si può chiedere: mancano 7 crediti, almeno 2 nelle materie obbligatorie." in words
    old = {"o_2014": "17", "b_2014": "3", "o_2015": "17", "b_2015": "3", "o_2016": "17", "b_2016": "3"}
    words = text(tell(periodo="2014-2016", **old))
    assert "Quello del triennio 2014-2016 valeva fino al 31 dicembre 2019. Calcola il 2017-2021" in words


def test_the_certificate_outside_the_trienni(tell, text):
    response = tell(o_2024="12", b_2024="3")
    assert "Riguarda l’ultimo triennio concluso, il 2017-2019." in text(response)
    assert 'href="/avvocati/?periodo=2017-2021"' in response.content.decode()
    assert 'href="/avvocati/?periodo=2016-2021"' in tell(iscrizione="2015").content.decode()
    assert "Nessun triennio è concluso." in text(tell(iscrizione="2021"))
    assert "Con 25 anni di albo o 60 di età basta la richiesta." in text(tell(nascita="1955"))


def test_an_exemption_of_other_years_has_no_notice(tell, text):
    notice = "L’esonero toglie un dodicesimo"
    assert notice in text(tell(esonero_da="01/03/2025", esonero_a="31/08/2025"))
    assert notice not in text(tell(esonero_da="01/03/2021", esonero_a="31/08/2021"))


def test_a_page_without_notices_has_no_empty_heading(tell, text):
    assert "Da sapere" not in text(tell(periodo="2017-2021", **SIXTY))
    assert "Da sapere" in text(tell(o_2024="15"))


def test_a_past_year_without_credits_is_missing(tell, text):
    words = text(tell(periodo="2022-2023", b_2022="15"))
    assert "Mancano crediti di anni passati" in words
    assert "Per il 2023 mancano 15 crediti" in words
    assert "Posizione al 31 dicembre 2023" in words


def test_years_of_an_older_link_are_still_understood(tell, text, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2028, 3, 1))
    assert "Avvocati, 2024-2026" in text(tell(o_2024="12"))


def test_the_result_can_be_shared(tell, client):
    page = tell(o_2024="12").content.decode()
    assert "data-share" in page
    assert 'src="/static/calculator/result' in page
    form = page.partition("data-answers")[2].partition("</form>")[0]
    assert 'name="periodo" value="2024-2026"' in form
    assert 'name="o_2024" value="12"' in form
    assert 'src="/static/calculator/lawyers' in client.get(PAGE).content.decode()


@pytest.mark.parametrize(("language", "sentence"), [("de", "Es fehlen 15 Punkte"), ("en", "15 credits")])
def test_in_three_languages(client, text, settings, language, sentence):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert sentence in text(client.post(PAGE, ANSWERS))
