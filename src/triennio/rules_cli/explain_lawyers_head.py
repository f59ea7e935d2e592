"""The first words of a lawyer's explanation: the verdict of the current year, the years before, a table of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from triennio.rules_cli.layout import Page
from triennio.rules_cli.words import column, day, lacking, said

Answer = Mapping[str, Any]

COLUMNS = ("dovuti", "obbligat.", "contati", "presi", "dati", "mancano")
KEYS = ("due", "compulsory_due", "counted", "carried_in", "carried_out", "missing")


def head(page: Page, case: Answer, answer: Answer, years: Sequence[Answer], *, whole: bool) -> None:
    """Title, verdict, what the years and trienni before lack, one row a year."""
    as_of = date.fromisoformat(answer["as_of"])
    page.title(f"POSIZIONE DELL'AVVOCATO AL {day(as_of).upper()}")
    page.text(" · ".join(part for part in (str(case["person"].get("id") or ""), "avvocato") if part))
    page.blank()
    if whole:
        page.text(verdict(answer, as_of.year))
        for sentence in past(answer):
            page.text(sentence)
    _table(page, years)


def verdict(answer: Answer, number: int) -> str:
    """What is missing this year and until when, or that all is well."""
    year = next((year for year in answer["years"] if year["year"] == number), None)
    if year is not None and not year["published"]:
        return str(year["reason"])
    if year is None or not year["owed"]:
        return f"Nel {number} non è dovuto alcun credito."
    if Decimal(year["due"]) == 0:
        return f"In regola: nel {number} l'obbligo è ridotto a zero."
    held = Decimal(year["counted"]) + Decimal(year["carried_in"]) - Decimal(year["carried_out"])
    owed = f"{said(held)} contati su {said(year['due'])} dovuti"
    if year["met"]:
        return f"In regola per il {number}: {owed}."
    return f"{lacking(year['missing'])}{_compulsory(year)} entro il {day(date(number, 12, 31))}: {owed}."


def _compulsory(found: Answer) -> str:
    """How much of what is missing must be in the compulsory subjects."""
    part = Decimal(found["compulsory_missing"])
    if part <= 0:
        return ""
    if part >= Decimal(found["missing"]):
        return " nelle materie obbligatorie"
    return f" (almeno {said(part)} nelle materie obbligatorie)"


def past(answer: Answer) -> Iterator[str]:
    """One sentence for each concluded year or triennio that lacks something."""
    for found in answer["trienni"]:
        if found["ended"] and found["met"] is False:
            short = lacking(found["missing"])
            yield f"Per il triennio {found['triennio']} {short[0].lower()}{short[1:]}{_compulsory(found)}."
    for year in answer["years"]:
        if year["ended"] and year["met"] is False:
            short = lacking(year["missing"])
            yield f"Per il {year['year']} {short[0].lower()}{short[1:]}{_compulsory(year)}."


def _table(page: Page, years: Sequence[Answer]) -> None:
    page.heading("Anno per anno", COLUMNS)
    for year in years:
        amounts = [column(year[key]) if year[key] is not None else "–" for key in KEYS]
        page.row(str(year["year"]), year["triennio"] or "", amounts)
