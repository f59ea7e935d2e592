"""One triennio, explained: obligation, credits, limits, result, what it took and gave."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules_cli.layout import Page
from triennio.rules_cli.words import CONFIDENCE, LEARNER_QUOTA, column, doubtful, short_day

Period = Mapping[str, Any]

VERDICTS = {"counts": "conta", "partly": "conta in parte", "does_not_count": "non conta"}
KINDS = {
    "event": "evento",
    "publication": "pubblicazione",
    "trial": "sperimentazione",
    "tutoring": "tutoraggio",
    "abroad": "estero",
    "self_training": "autoformazione",
}
ROLES = {
    "learner": "discente",
    "teacher": "docente",
    "tutor": "tutor",
    "speaker": "relatore",
    "moderator": "moderatore",
    "scientific_director": "responsabile scientifico",
    "coordinator": "coordinatore",
    "expert": "esperto",
}


def triennio(page: Page, case: Mapping[str, Any], period: Period) -> None:
    """All that the position says of one triennio."""
    years = period["years_due"]
    due = "nessun anno dovuto" if not years else "1 anno dovuto" if years == 1 else f"{years} anni dovuti"
    page.title(f"TRIENNIO {period['triennio']} · {due} · {'concluso' if period['ended'] else 'in corso'}")
    _obligation(page, period)
    _credits(page, case, period)
    _caps(page, period)
    _quotas(page, period)
    _bands(page, period)
    _result(page, period)
    _carried(page, period)


def _obligation(page: Page, period: Period) -> None:
    page.heading("Obbligo", ("base", "modifica", "risultato"))
    page.row(
        period["standard_rule"],
        "Obbligo standard del triennio",
        ("", "", column(period["standard"])),
        [source_of(period["standard_source"])],
    )
    for step in period["steps"]:
        amounts = (column(step["base"]), column(step["amount"]), column(step["result"]))
        source = source_of(step["source"], step["confidence"])
        page.row(step["rule"], step["label"], amounts, [step["note"], source])
    page.row("", "Obbligo personale", ("", "", column(period["obligation"])))


def source_of(source: str, confidence: str = "") -> str:
    """`Fonte: …`, with a word on how sure it is where it is not."""
    doubt = f" ({CONFIDENCE.get(confidence, confidence)})" if doubtful(confidence) else ""
    return f"Fonte: {source}{doubt}"


def _credits(page: Page, case: Mapping[str, Any], period: Period) -> None:
    page.heading("Crediti", ("registrati", "contati"))
    given = {str(item.get("id") or f"c{n + 1}"): item for n, item in enumerate(case.get("credits") or ())}
    for credit in period["credits"]:
        rule = f"{credit['rule']}: " if credit["rule"] else ""
        page.row(
            credit["id"],
            f"{_what(given.get(credit['id'], {}))}: {VERDICTS[credit['verdict']]}",
            (column(credit["recorded"]), column(credit["counted"])),
            [
                f"{rule}{credit['reason']}" if credit["reason"] else None,
                "Arriva, spostato, dal triennio seguente." if credit.get("moved_in") else None,
            ],
        )
    if period["known_by_total"]:
        page.text("Del triennio si conosce la somma dei crediti, non i singoli crediti.", indent=2)
    elif not period["credits"]:
        page.text("Nessun credito nel file.", indent=2)


def _what(credit: Mapping[str, Any]) -> str:
    """`03/05/2021 evento, discente`."""
    kind = credit.get("kind") or "event"
    words = KINDS[kind]
    if kind == "event":
        words += f", {ROLES[credit.get('role') or 'learner']}"
    return f"{short_day(credit['acquired'])} {words}" if credit.get("acquired") else words


def _caps(page: Page, period: Period) -> None:
    if period["caps"]:
        page.heading("Massimi", ("limite", "usati", "esclusi"))
    for cap in period["caps"]:
        amounts = (column(cap["limit"]), column(cap["used"]), column(cap["excess"]))
        page.row(cap["rule"], cap["label"], amounts, [source_of(cap["source"], cap["confidence"])])


def _quotas(page: Page, period: Period) -> None:
    if period["quotas"]:
        page.heading("Minimi", ("richiesti", "raggiunti", ""))
    for quota in period["quotas"]:
        amounts = (column(quota["minimum"]), column(quota["reached"]), "sì" if quota["met"] else "no")
        page.row(quota["rule"], quota["label"], amounts, [source_of(quota["source"], quota["confidence"])])


def _bands(page: Page, period: Period) -> None:
    if period["annual"]:
        page.heading("Fasce annuali dei dipendenti (OBL-2)", ("minimo", "massimo", "acquisiti"))
    for band in period["annual"]:
        page.row(
            str(band["year"]), "", (column(band["minimum"]), column(band["maximum"]), column(band["earned"]))
        )


def _result(page: Page, period: Period) -> None:
    page.heading("Risultato")
    for name, key in (
        ("Obbligo personale", "obligation"),
        ("Crediti riconosciuti", "recognised"),
        ("di cui da discente", "learner"),
        ("Mancano", "missing"),
        ("Eccedenza", "surplus"),
    ):
        page.row("", name, (column(period[key]),))
    page.text(_certifiable(period), indent=2)


def _certifiable(period: Period) -> str:
    if not period["years_due"] and Decimal(period["obligation"]) == 0:
        return "Nessun obbligo nel triennio."
    if period["certifiable"]:
        later = (
            "" if period["ended"] else f" alla fine, il {short_day(Triennio.parse(period['triennio']).end)}"
        )
        return f"Il triennio, da solo, è certificabile{later}."
    short = any(quota["rule"] == LEARNER_QUOTA and not quota["met"] for quota in period["quotas"])
    why = " Non è raggiunto il minimo da discente." if short else ""
    return f"Il triennio, da solo, non è {'' if period['ended'] else 'ancora '}certificabile.{why}"


def _carried(page: Page, period: Period) -> None:
    if not period["carried"]:
        return
    page.heading("Preso e dato", ("crediti",))
    for line in period["carried"]:
        page.row(line["rule"], _direction(line), (column(line["credits"]),), [line["reason"]])


def _direction(line: Mapping[str, Any]) -> str:
    return f"{'Preso dal' if line['direction'] == 'took' else 'Dato al'} {line['other']}"
