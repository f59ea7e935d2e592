"""The answer: the sentence, the pictures with their tables, the way back."""

import re

import pytest


def numbers(response, name):
    """The cells of the table with that caption."""
    page = response.content.decode()
    table = next(t for t in re.findall(r"<table[\s\S]*?</table>", page) if name in t)
    return re.findall(r'<td class="pic-number">([^<]*)</td>', table)


def test_figure_2(ask, text):
    response = ask(periodo="2020-2022", precedenti="130", dossier="individual", dossier_prima="individual")
    assert response.status_code == 200
    words = text(response)
    assert "Al 31 dicembre 2022 mancavano 46,67 crediti" in words
    assert "Da 150 a 46,67" in words
    cells = numbers(response, "passo per passo")
    assert cells == ["", "150", "−30", "120", "−30", "90", "−20", "70", "−23,33", "46,67", "", "46,67"]


@pytest.mark.parametrize("period", ["2017-2019", "2023-2025"])
def test_figure_3(ask, text, period):
    response = ask(periodo=period, assenza_1="suspended_year", assenza_2="suspended_year")
    assert "mancavano 50 crediti" in text(response)


def test_figure_3_in_the_years_of_covid(ask, text):
    words = text(ask(periodo="2020-2022", assenza_1="suspended_year", assenza_2="course_year"))
    assert "mancavano 33,33 crediti" in words
    assert "Il bonus Covid toglie un terzo" in words
    assert "16,67 da 50" in words


def test_the_sentence_while_the_period_runs(ask, text):
    words = text(ask(dossier="individual", discente="91,6"))
    assert "Mancano 18,4 crediti entro il 31 dicembre 2028" in words
    assert "circa 0,8 al mese" in words


@pytest.mark.parametrize(("language", "day"), [("de", "31. Dezember 2028"), ("en", "31 December 2028")])
def test_days_in_other_languages(ask, client, text, language, day):
    client.cookies["lingua"] = language
    assert day in text(ask())


def test_one_credit_is_singular(ask, text):
    assert "Manca 1 credito entro il 31 dicembre 2028" in text(ask(discente="149"))


def test_in_order(ask, text):
    words = text(ask(discente="160"))
    assert "Sei in regola: l’obbligo è raggiunto" in words
    assert "10 in più" in words


def test_before_the_duty(ask, text):
    words = text(ask(periodo="2020-2022", iscrizione="2023"))
    assert "Nel 2020-2022 non hai ancora un obbligo" in words
    assert "L’obbligo comincia il 1º gennaio 2024" in words


def test_every_figure_opens_on_rule_source_and_a_link(ask):
    page = ask(periodo="2020-2022", precedenti="130", discente="20").content.decode()
    rows = re.findall(r'<details class="pic-fall[\s\S]*?</details>', page)
    assert len(rows) >= 8
    for row in rows:
        if "pic-explain-words" in row:
            assert "Regola" in row
            assert "Fonte" in row
            assert re.search(r'href="/regole/[\w-]+/"', row)


def test_a_table_stands_behind_every_picture(ask):
    page = ask(discente="20").content.decode()
    assert page.count('<details class="pic-table">') == 2


def test_numbers_in_pictures_have_dots_and_numbers_in_words_have_commas(ask, text):
    response = ask(periodo="2020-2022", discente="33,3", reclutato="20", docenza="5,55")
    page = response.content.decode()
    for attribute in re.findall(r'(?:width|x|x1|x2|stroke-dasharray|stroke-dashoffset)="([^"]*)"', page):
        assert "," not in attribute
    assert not re.search(r"\d\.\d", text(response).replace("EUPL-1.2", ""))


def test_no_inline_style_or_script(ask, client):
    for response in (client.get("/"), ask(discente="20"), ask(iscrizione="")):
        page = response.content.decode()
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)", page)


def test_the_way_back_brings_every_answer(ask, client):
    told = {
        "periodo": "2020-2022",
        "precedenti": "130",
        "dossier": "group",
        "assenza_2": "suspended_months",
        "mesi_2": "4",
        "chiuso_tardi": "on",
        "discente": "12,5",
    }
    page = ask(**told).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    hidden.pop("next", None)
    assert hidden.items() >= told.items()
    back = client.post("/", {**hidden, "modifica": "2"})
    form = back.content.decode()
    assert back.status_code == 200
    assert 'data-start="2"' in form
    assert 'value="130"' in form
    assert 'value="12,5"' in form
    assert '<option value="2020-2022" selected>' in form
    assert '<option value="suspended_months" selected>' in form
    assert re.search(r'value="group" checked', form)
    assert re.search(r'name="chiuso_tardi" value="on" checked', form)


def test_going_back_asks_nothing_and_refuses_nothing(client):
    back = client.post("/", {"modifica": "9", "precedenti": "abc"})
    assert back.status_code == 200
    assert 'value="abc"' in back.content.decode()
    assert 'data-start="1"' in back.content.decode()


def test_kinds_of_absence_are_told_to_the_person_only_as_she_told_them(ask, text):
    words = text(ask(periodo="2023-2025", assenza_1="unsaid_year"))
    assert "Tutto l’anno: preferisco non dire perché" in words
    for word in ("malattia", "maternità"):
        assert word not in words.lower()


def test_answers_are_in_no_address_and_no_log(ask, caplog):
    with caplog.at_level("DEBUG"):
        response = ask(precedenti="123,45", periodo="2023-2025")
    assert "123,45" not in caplog.text
    assert "123.45" not in caplog.text
    assert not re.search(r'(?:href|action|src)="[^"]*123', response.content.decode())
