"""The position of a lawyer as a readable Italian text: verdict, years in a table, then each year and triennio."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.book.model import Policy
from triennio.rules_cli.explain_after import choices, ignored, signature
from triennio.rules_cli.explain_lawyers_head import head
from triennio.rules_cli.explain_triennio import VERDICTS, source_of
from triennio.rules_cli.layout import Page
from triennio.rules_cli.words import column, credits, day, said, short_day

Answer = Mapping[str, Any]

SUBJECTS = {"ordinary": "ordinaria", "compulsory": "obbligatoria", "deontology": "deontologia"}
MODES = {"in_person": "in presenza", "live": "a distanza in diretta", "deferred": "a distanza in differita"}
NOT_YET = {**VERDICTS, "not_yet": "ancora non si sa"}


def explained_lawyer(
    case: dict[str, Any], answer: dict[str, Any], book: Book, only: Triennio | None = None
) -> Page:
    """The whole text, or that of three years."""
    page = Page()
    years = [year for year in answer["years"] if only is None or year["year"] in only.years]
    trienni = [t for t in answer["trienni"] if only is None or set(t["years"]) & set(only.years)]
    head(page, case, answer, years, whole=only is None)
    given = {str(item.get("id") or f"c{n + 1}"): item for n, item in enumerate(case.get("credits") or ())}
    for year in years:
        _year(page, year, given)
    for triennio in trienni:
        _triennio(page, triennio)
    if only is None:
        _surplus(page, answer["surplus_2020"])
        _certificate(page, answer["certificate"])
        ignored(page, answer)
    used = _rules_used(years, trienni)
    choices(page, case, book, lambda policy: _touches(policy, used))
    signature(page, book)
    return page


def _year(page: Page, year: Answer, given: Mapping[str, Answer]) -> None:
    where = f"triennio {year['triennio']}" if year["triennio"] else "fuori dai trienni"
    page.title(f"ANNO {year['year']} · {where} · {'concluso' if year['ended'] else 'in corso'}")
    if not year["published"]:
        page.row(year["rule"], year["reason"], indent=0)
    else:
        _steps(page, "Dovuto", year["steps"])
        page.row("", "di cui nelle materie obbligatorie", ("", "", column(year["compulsory_due"])))
    _credits(page, year, given)
    if year["carried"]:
        page.heading("Preso e dato", ("crediti",))
    for line in year["carried"]:
        direction = "Preso dal" if line["direction"] == "took" else "Dato al"
        page.row(line["rule"], f"{direction} {line['other']}", (column(line["credits"]),), [line["reason"]])


def _steps(page: Page, title: str, steps: list[Answer]) -> None:
    page.heading(title, ("base", "modifica", "risultato"))
    for step in steps:
        amounts = (column(step["base"]), column(step["amount"]), column(step["result"]))
        page.row(step["rule"], step["label"], amounts, [source_of(step["source"], step["confidence"])])


def _credits(page: Page, year: Answer, given: Mapping[str, Answer]) -> None:
    page.heading("Crediti", ("registrati", "contati"))
    for credit in year["credits"]:
        acquired = given.get(credit["id"], {}).get("acquired")
        when = f"{short_day(acquired)} " if acquired else ""
        what = f"{when}{SUBJECTS[credit['subject']]}, {MODES[credit['mode']]}"
        counted = column(credit["counted"]) if credit["counted"] is not None else "–"
        why = f"{credit['rule']}: {credit['reason']}" if credit["reason"] else None
        page.row(
            credit["id"],
            f"{what}: {NOT_YET[credit['verdict']]}",
            (column(credit["recorded"]), counted),
            [why],
        )
    if not year["credits"]:
        page.text("Nessun credito nel file.", indent=2)


def _triennio(page: Page, found: Answer) -> None:
    state = "sospeso" if found["open"] else "concluso" if found["ended"] else "in corso"
    page.title(f"TRIENNIO {found['triennio']} · {state}")
    if found["open"]:
        page.text("Gli anni dal 2020 sono fuori dai trienni: di questo si guardano solo i singoli anni.")
    _steps(page, "Dovuto", found["steps"])
    page.heading("Massimi", ("limite", "usati", "esclusi"))
    for cap in found["caps"]:
        amounts = (column(cap["limit"]), column(cap["used"]), column(cap["excess"]))
        page.row(cap["rule"], cap["label"], amounts, [source_of(cap["source"], cap["confidence"])])
    page.heading("Risultato", ("in tutto", "obbligat."))
    for name, key in (("Dovuti", "due"), ("Contati", "counted"), ("Mancano", "missing")):
        page.row("", name, (column(found[key]), column(found[f"compulsory_{key}"])))
    page.row("", "Presi dall'eccedenza del 2020", (column(found["carried_in"]), ""))


def _surplus(page: Page, found: Answer | None) -> None:
    if found is None or found["total"] == "0.00":
        return
    page.title(f"ECCEDENZA DEL 2020 ({found['rule']})")
    page.text(f"{credits(found['total'])} oltre i minimi, di cui {said(found['compulsory'])} obbligatori.")
    for name, amount in found["used"].items():
        page.text(f"Al {name}: {said(amount)}.", indent=2)
    page.text(f"Restano: {said(found['left'])}.", indent=2)
    page.text(source_of(found["source"]))


def _certificate(page: Page, found: Answer) -> None:
    page.title(f"ATTESTATO DI FORMAZIONE CONTINUA ({found['rule']})")
    may = "Si può chiedere." if found["may_be_requested"] else "Per ora non si può chiedere."
    until = f" Vale fino al {day(found['valid_until'])}." if found["valid_until"] else ""
    page.text(f"{may} {found['reason']}{until}")
    page.text(source_of(found["source"]))


def _rules_used(years: list[Answer], trienni: list[Answer]) -> set[str]:
    """The rules behind what is shown."""
    rows = [row for year in years for key in ("steps", "credits", "carried") for row in year[key]]
    rows += [row for triennio in trienni for key in ("steps", "caps") for row in triennio[key]]
    used = {str(row["rule"]) for row in rows if row["rule"]}
    return used | ({"AVV-TRI-0"} if trienni else set())


def _touches(policy: Policy, used: set[str]) -> bool:
    return bool(used & set(policy.rules))
