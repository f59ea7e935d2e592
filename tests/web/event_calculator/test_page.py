"""The page of events: works without script, keeps nothing, says what is missing, shows every step with its rule."""

import re
from html import unescape

import pytest

COURSE = {
    "evento": "RES:COURSE",
    "ruolo": "P",
    "inizio": "2024-05-01",
    "partecipanti": "30",
    "frontali": "360",
}
ADDRESS = "/crediti-evento/"


@pytest.fixture
def ask(client):
    """Answer the questions and send them."""

    def asked(headers=None, **answers):
        return client.post(ADDRESS, {**COURSE, **answers}, headers=headers)

    return asked


def words(response):
    body = re.sub(r"<(script|style)[\s\S]*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def test_an_empty_form(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert "Il risultato compare qui" in words(response)
    for name in ("evento", "ruolo", "inizio", "partecipanti", "minuti_fad", "giorni", "sessioni", "mesi"):
        assert f'name="{name}"' in response.content.decode()
    assert "Solo per il moderatore." in words(response)


def test_nothing_is_kept_and_nobody_is_marked(client, ask):
    for response in (client.get(ADDRESS), ask(), ask(frontali="")):
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert "csrf" not in response.content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?! defer src)", response.content.decode())


def test_the_number_and_the_steps_with_their_rules(ask):
    text = words(ask(interattivi="60", frontali="300"))
    assert "7,8 crediti" in text
    assert "6 ore nel rapporto" in text
    assert "Criteri nazionali del 2019" in text
    assert "crediti = ore intere × (1,0 + aumenti)" in text
    assert "6 × (1,0 + 0,3)" in text
    assert "Fonte: Commissione nazionale, criteri" in text


def test_answers_stay_in_the_form(ask):
    page = ask(tema="on").content.decode()
    assert 'name="frontali" value="360"' in page
    assert '<option value="RES:COURSE" selected>' in page
    assert re.search(r'name="tema" value="on" checked', page)
    assert 'value="2024-05-01"' in page


def test_a_refusal_says_what_to_do_and_who_decides_and_keeps_the_number(ask):
    text = words(ask(evento="RES:CONGRESS", partecipanti="150"))
    assert "Così non si può accreditare CONGRESS_TOO_SMALL" in text
    assert "Un congresso ha più di 200 partecipanti, qui sono 150" in text
    assert "Che cosa fare Accreditare l'evento come corso" in text
    assert "Chi decide L'ente che accredita l'evento" in text
    assert "4,2 crediti" in text


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"inizio": "2018-12-31", "partecipanti": "20"}, "7,5 crediti"),
        ({"inizio": "31/12/2018", "partecipanti": "20"}, "7,5 crediti"),
        ({"inizio": "2018-05-01", "partecipanti": "20", "ente": "veneto"}, "7,8 crediti"),
        ({"ruolo": "D", "tempo": "100"}, "5,0 crediti"),
        ({"ruolo": "D", "tempo": "100", "inizio": "2022-12-31"}, "3,0 crediti"),
        ({"ruolo": "M", "sessioni": "1"}, "1,0 credito"),
        ({"ruolo": "SD"}, "1,2 crediti"),
        ({"evento": "FAD:LIVE", "minuti_fad": "150"}, "3,0 crediti"),
        ({"evento": "FAD:ONLINE", "ruolo": "T", "mesi": "8"}, "30,0 crediti"),
        ({"evento": "FSC:GROUPS", "tempo": "720", "documento": "on", "esterno": "on"}, "19,2 crediti"),
        ({"evento": "FSC:RESEARCH", "giorni": "245"}, "10,0 crediti"),
        ({"evento": "FSC:PROJECTS", "ruolo": "SD", "tempo": "480"}, "12,0 crediti"),
    ],
)
def test_every_kind_of_event_and_role(ask, answers, expected):
    response = ask(**answers)
    assert response.status_code == 200
    assert expected in words(response)


@pytest.mark.parametrize(
    ("answers", "formula"),
    [
        (
            {"ruolo": "D", "tempo": "100", "inizio": "2022-12-31"},
            "1 × parte intera di (minuti ÷ 30), al massimo 50",
        ),
        ({"ruolo": "D", "tempo": "100"}, "1 × parte intera di (minuti ÷ 20), al massimo 50"),
        ({"ruolo": "SD"}, "0,2 × crediti dell’evento, per eccesso al decimo"),
        ({"evento": "FAD:ONLINE", "ruolo": "T", "mesi": "8"}, "5 × mesi, al massimo 30"),
        (
            {"evento": "FSC:GROUPS", "ruolo": "E", "tempo": "90", "inizio": "2022-12-31"},
            "al massimo 50 e 2 volte le ore dei partecipanti",
        ),
    ],
)
def test_the_formula_is_that_of_the_day(ask, answers, formula):
    assert formula in words(ask(**answers))


def test_a_reading_of_ours_is_told(ask):
    text = words(ask(evento="FSC:GROUPS", ruolo="E", tempo="90"))
    assert "conta come un docente" in text


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"inizio": ""}, "Scrivi il giorno d’inizio."),
        ({"inizio": "ieri"}, "Scrivi una data."),
        ({"inizio": "2009-12-31"}, "I primi criteri sono del 2010"),
        ({"inizio": "9999-12-31"}, "troppo avanti nel tempo"),
        ({"frontali": "6 ore"}, "Scrivi un numero intero"),
        ({"frontali": "999999"}, "Il numero è troppo grande"),
        ({"frontali": ""}, "Scrivi questo numero: serve per il conto."),
        ({"partecipanti": ""}, "Scrivi questo numero: serve per il conto."),
        ({"ruolo": "D"}, "Scrivi questo numero: serve per il conto."),
        ({"ruolo": "M"}, "Scrivi questo numero: serve per il conto."),
        ({"evento": "FAD:LIVE"}, "Scrivi questo numero: serve per il conto."),
        ({"evento": "FSC:RESEARCH"}, "Scrivi questo numero: serve per il conto."),
        ({"evento": "FSC:RESEARCH", "giorni": "<script>"}, "Scrivi un numero intero"),
    ],
)
def test_faults_are_beside_their_question_and_first(ask, answers, fault):
    response = ask(**answers)
    assert response.status_code == 422
    assert words(response).count(fault) == 2  # the list at the top, and the question
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("answers", [{"evento": "XXX"}, {"ruolo": "X"}, {"ente": "X"}])
def test_choices_that_are_not_offered(ask, answers):
    assert ask(**answers).status_code == 422


def test_the_script_gets_the_result_alone(ask):
    response = ask(headers={"X-Event-Fragment": "1"})
    assert response.status_code == 200
    assert response.content.decode().strip().startswith("<section")
    assert 'data-says="6,0 crediti"' in response.content.decode()
    missing = ask(headers={"X-Event-Fragment": "1"}, frontali="")
    assert missing.status_code == 422
    assert "Per il conto manca ancora" in words(missing)


def test_the_rules_page_has_every_rule_and_its_anchor(client):
    from triennio.rules.events import load_events

    page = client.get("/crediti-evento/regole/").content.decode()
    for rule in load_events().rules:
        assert page.count(f'id="{rule}"') == 1


def test_the_footer_leads_here(client):
    assert f'href="{ADDRESS}"' in client.get("/privacy/").content.decode()


@pytest.mark.parametrize("method", ["put", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
