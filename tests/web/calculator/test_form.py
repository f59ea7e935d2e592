"""The questions: what is offered, what is refused, what is never lost."""

import re
from datetime import date

import pytest

from triennio.calculator import clock


def test_todays_period_is_chosen(client):
    page = client.get("/").content.decode()
    assert '<option value="2026-2028" selected>' in page


def test_the_next_period_is_chosen_when_its_time_comes(client, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2025, 12, 31))
    page = client.get("/").content.decode()
    assert '<option value="2023-2025" selected>' in page
    assert "2026-2028</option>" not in page


def test_the_whole_form_is_there_without_script(client):
    page = client.get("/").content.decode()
    assert page.count("data-step=") == 3
    for name in ("professione", "iscrizione", "precedenti", "dossier", "assenza_3", "autoformazione"):
        assert f'name="{name}"' in page
    assert not re.search(r'data-step="\d"[^>]*hidden', page)


def test_questions_of_some_periods_say_so(client, text):
    assert "Solo per: 2020-2022." in text(client.get("/"))


def test_nothing_is_kept_and_nobody_is_marked(client, ask):
    for response in (client.get("/"), ask(), ask(iscrizione="")):
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert "<form" in response.content.decode()
        assert "csrf" not in response.content.decode()


def test_no_answer_is_needed_to_be_told_what_is_missing(client, text):
    response = client.post("/", {})
    assert response.status_code == 422
    words = text(response)
    for sentence in ("Scegli la tua professione.", "Scegli il periodo.", "Scegli come lavori."):
        assert sentence in words
    assert "Scrivi l’anno della tua iscrizione all’Ordine o all’albo." in words


WRONG = [
    ({"iscrizione": "duemila"}, "iscrizione", "Scrivi l’anno con quattro cifre, per esempio 2010."),
    ({"iscrizione": "2027"}, "iscrizione", "Quest’anno non è ancora cominciato: controlla l’anno."),
    ({"iscrizione": "1800"}, "iscrizione", "Controlla l’anno: è troppo indietro nel tempo."),
    ({"precedenti": "tanti"}, "precedenti", "Scrivi un numero, per esempio 25 oppure 18,4."),
    ({"precedenti": "-3"}, "precedenti", "Scrivi un numero, per esempio 25 oppure 18,4."),
    (
        {"precedenti": "1.234"},
        "precedenti",
        "Scrivi al massimo due decimali, senza separatore delle migliaia.",
    ),
    ({"discente": "1000"}, "discente", "Sono troppi per tre anni: controlla il numero."),
    ({"autoformazione": "2,5"}, "autoformazione", "Scrivi ore intere: le frazioni di ora non contano."),
    (
        {"precedenti": "90", "precedenti_non_so": "on"},
        "precedenti",
        "Hai scritto un numero e scelto «non lo so»: togli uno dei due.",
    ),
    (
        {"discente": "5", "reclutato": "6"},
        "reclutato",
        "I crediti con uno sponsor sono più di quelli come discente.",
    ),
    (
        {"radioprotezione": "1"},
        "radioprotezione",
        "I crediti in radioprotezione sono più di quelli come discente.",
    ),
    (
        {"assenza_2": "course_year"},
        "assenza_2",
        "Il 2027 non è ancora cominciato: un’assenza futura non si può contare.",
    ),
    ({"assenza_1": "suspended_months"}, "mesi_1", "Scrivi per quanti mesi."),
    (
        {"assenza_1": "suspended_months", "mesi_1": "12"},
        "mesi_1",
        "Scrivi i mesi interi, da 1 a 11; per dodici mesi scegli «tutto l’anno».",
    ),
    ({"professione": "99"}, "professione", "Scegli una voce."),
    ({"periodo": "2029-2031"}, "periodo", "Scegli una voce."),
    ({"periodo": "sempre"}, "periodo", "Scegli una voce."),
]


@pytest.mark.parametrize(("answers", "field", "sentence"), WRONG)
def test_a_wrong_answer_gets_a_sentence_beside_it_and_stays_typed(ask, answers, field, sentence):
    response = ask(docenza="7,25", **answers)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert page.count(sentence) == 2  # in the summary and beside the field
    assert f'<a href="#id_{field}' in page
    for value in [*answers.values(), "7,25"]:
        assert value == "on" or f'value="{value}"' in page or value in ("99", "2029-2031", "sempre")


@pytest.mark.parametrize(("answers", "step"), [({}, 1), ({"precedenti": "x"}, 2), ({"docenza": "x"}, 3)])
def test_the_page_opens_at_the_first_step_with_a_fault(client, ask, answers, step):
    response = ask(**answers) if answers else client.post("/", {})
    assert f'data-start="{step}"' in response.content.decode()


@pytest.mark.parametrize("year", ["2010", "02/03/2010", "2.3.2010", " 2010 "])
def test_a_year_or_a_date(ask, year):
    assert ask(iscrizione=year).status_code == 200


def test_what_is_typed_is_text_and_never_markup(ask):
    page = ask(precedenti='"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page


def test_refusals_of_the_engine_are_shown_above_the_form(ask, monkeypatch, text):
    from triennio.calculator import engine
    from triennio.kernel.faults import Fault, InputFaults

    def refuses(case):
        raise InputFaults([Fault("$.facts[0]", "no such fact")])

    monkeypatch.setattr(engine, "evaluate", refuses)
    response = ask(discente="12,5")
    assert response.status_code == 422
    assert "$.facts[0]: no such fact" in text(response)
    assert 'value="12,5"' in response.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_get_and_post(client, method):
    assert getattr(client, method)("/").status_code == 405
