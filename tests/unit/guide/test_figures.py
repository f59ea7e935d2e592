"""Figures of the law in words: from the rulebooks, with their span."""

from datetime import date

import pytest

from triennio.guide.domain import figures as module
from triennio.guide.domain.figures import FigureFault, figure
from triennio.rules.book import load

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("reference", "shown", "validity", "rule"),
    [
        ("obbligo", "150 crediti", "dal triennio 2011-2013 al 2026-2028", "OBL-1"),
        ("dossier-individuale", "40 crediti", "triennio 2026-2028", "DOS-BUILD"),
        ("dossier-individuale@2020-2022", "30 crediti", "dal triennio 2020-2022 al 2023-2025", "DOS-BUILD"),
        ("prec-meno-2@2023-2025", "30 crediti", "dal triennio 2017-2019 al 2023-2025", "RED-23"),
        ("reclutamento", "un terzo", "tutti i trienni", "CAP-4"),
        ("autoformazione", "20%", "dal triennio 2017-2019", "CAP-3"),
        ("reddito-saltuario", "5.000 euro", "dal 4 febbraio 2021", "RET-1"),
        ("spostare-entro@2020-2022", "30 giugno 2026", "triennio 2020-2022", "REC-1"),
        ("congresso-ora", "0,3 crediti", "eventi dal 1° gennaio 2019", "EVT-3"),
        ("avv-anno", "15 crediti", "dal 2021 al 2026", "AVV-2026"),
        (
            "docente-minuti-prima",
            "1 credito per ogni mezz’ora",
            "1 ogni 30 minuti fino al 31 dicembre 2022",
            "EVT-R1",
        ),
        ("tutor-crediti", "1 credito", "dal 1° gennaio 2019", "IND-TUT"),
    ],
)
def test_a_figure(reference: str, shown: str, validity: str, rule: str) -> None:
    found = figure(reference, TODAY)
    assert (found.shown, found.validity, found.rule.id if found.rule else "") == (shown, validity, rule)
    assert found.sources


def test_a_figure_follows_the_rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    book = load()
    changed = tuple(
        replace(value, value="120")
        if value.key == "standard" and str(value.triennio) == "2026-2028"
        else value
        for value in book.values
    )
    monkeypatch.setattr(module.law, "book", lambda family: replace(book, values=changed))
    assert figure("obbligo", TODAY).shown == "120 crediti"
    assert figure("obbligo", TODAY).validity == "triennio 2026-2028"


def test_the_present_triennio_is_that_of_the_day() -> None:
    assert figure("dossier-entro", date(2024, 5, 1)).shown == "31 dicembre 2024"
    assert figure("dossier-entro", date(2040, 5, 1)).shown == "31 dicembre 2027"


def test_a_day_that_is_our_guess_says_so() -> None:
    assert "ipotesi" in figure("spostare-entro@2023-2025", TODAY).note
    assert figure("spostare-entro@2020-2022", TODAY).note == ""


def test_words_that_are_not_in_the_rule_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {
        "x": {"label": "X", "rule": "REP-1", "text": "91 giorni"},
        "y": {"label": "Y", "rule": "REP-1", "text": "0 giorni"},
    }
    monkeypatch.setattr(module, "table", lambda name: entry)
    for name in entry:
        with pytest.raises(FigureFault, match="not in the text of REP-1"):
            figure(name, TODAY)
