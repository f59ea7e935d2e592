"""The first words of the explanation: whose position, on which day, and the verdict in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules_cli.layout import Page
from triennio.rules_cli.words import LEARNER_QUOTA, credits, day, lacking, said

PRACTICE = {"employee": "dipendente", "freelance": "libero professionista"}


def head(
    page: Page, case: Mapping[str, Any], answer: Mapping[str, Any], book: Book, only: Triennio | None
) -> None:
    """Title, verdict, and what is still open in the trienni before."""
    as_of = date.fromisoformat(answer["as_of"])
    page.title(f"POSIZIONE ECM AL {day(as_of).upper()}")
    page.text(_who(case["person"], book))
    page.blank()
    wanted = only or Triennio.of(as_of)
    entry = _entry(answer, wanted)
    page.text(verdict(entry, wanted, book))
    if only is None:
        for sentence in past(case, answer, wanted, as_of, book):
            page.text(sentence)


def _who(person: Mapping[str, Any], book: Book) -> str:
    names = {str(item["code"]): item["name"] for item in book.professions["professions"]}
    code = person.get("profession")
    parts = [
        str(person.get("id") or ""),
        names.get(str(code), f"professione {code}") if code is not None else "",
        PRACTICE[person.get("practice") or "employee"],
    ]
    return " · ".join(part for part in parts if part)


def _entry(answer: Mapping[str, Any], wanted: Triennio) -> Mapping[str, Any] | None:
    return next((entry for entry in answer["trienni"] if entry["triennio"] == str(wanted)), None)


def verdict(entry: Mapping[str, Any] | None, wanted: Triennio, book: Book) -> str:
    """What is missing and until when, or that all is well."""
    if entry is None and wanted > book.trienni[-1]:
        return f"Per il triennio {wanted} non ci sono ancora regole pubblicate."
    if entry is None or not entry["years_due"]:
        return f"Nel triennio {wanted} non è dovuto alcun credito."
    owed = f"{said(entry['recognised'])} riconosciuti su {said(entry['obligation'])} dovuti"
    if Decimal(entry["missing"]) > 0:
        deadline = f"concluso il {day(wanted.end)}" if entry["ended"] else f"entro il {day(wanted.end)}"
        period = f" per il triennio {wanted}, {deadline}" if entry["ended"] else f" {deadline}"
        return f"{lacking(entry['missing'])}{_as_learner(entry)}{period}: {owed}."
    if Decimal(entry["obligation"]) == 0:
        return f"In regola: nel triennio {wanted} l'obbligo è ridotto a zero."
    surplus = f", {said(entry['surplus'])} in più" if Decimal(entry["surplus"]) > 0 else ""
    return f"In regola per il triennio {wanted}: {owed}{surplus}."


def _as_learner(entry: Mapping[str, Any]) -> str:
    """How much of what is missing must be earned as a learner."""
    quota = next((q for q in entry["quotas"] if q["rule"] == LEARNER_QUOTA and not q["met"]), None)
    if quota is None:
        return ""
    needed = Decimal(quota["minimum"]) - Decimal(quota["reached"])
    if needed >= Decimal(entry["missing"]):
        return " da discente"
    return f" (almeno {said(needed)} da discente)" if needed > 0 else ""


def past(
    case: Mapping[str, Any], answer: Mapping[str, Any], current: Triennio, as_of: date, book: Book
) -> Iterator[str]:
    """One sentence for each triennio before that is not closed, and what can still be done about it."""
    compensation = answer["compensation"]
    for entry in answer["trienni"]:
        period = Triennio.parse(entry["triennio"])
        if period < current and Decimal(entry["missing"]) > 0:
            short = f"{lacking(entry['missing'])}{_as_learner(entry)}"
            remedy = _covered(entry, compensation) or _recovery(case, period, as_of, book)
            yield f"Per il {period} {short[0].lower()}{short[1:]}{remedy}."
    if Decimal(compensation["needed"]) > 0:
        yield f"Per chiudere i trienni passati con la compensazione servono ancora {credits(compensation['needed'])}."


def _covered(entry: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """What compensation does for the debt."""
    in_debt = Decimal(entry["recognised"]) < Decimal(entry["obligation"])
    if in_debt and found["certifiable"].get(entry["triennio"]):
        return ", coperti dalla compensazione con le eccedenze di altri trienni"
    return ""


def _recovery(case: Mapping[str, Any], period: Triennio, as_of: date, book: Book) -> str:
    """Until when credits can still be moved there."""
    window = book.windows.get(period)
    if window is None:
        return ""
    chosen = (case.get("policies") or {}).get(window.policy)
    until = date.fromisoformat(chosen) if chosen else window.move_until
    if as_of <= window.earned_until:
        return (
            f": si recuperano con crediti acquisiti entro il {day(window.earned_until)} "
            f"e spostati entro il {day(until)}"
        )
    if as_of <= until:
        return (
            f": si possono spostare, entro il {day(until)}, "
            f"crediti acquisiti fino al {day(window.earned_until)}"
        )
    return ""
