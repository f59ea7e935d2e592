"""Exemptions: work suspended lowers the obligation, credits of those days do not count (EXE-1 to EXE-8, RET-1)."""

from __future__ import annotations

from datetime import date

from triennio.kernel.intervals import add_months, length
from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import UNLISTED, Away
from triennio.registry.domain.requests.fields import Choices, Field, Values
from triennio.registry.domain.requests.kind import Kind, Objection, ProofWanted, Situation, far, ordered
from triennio.rules.ecm.facts import EXEMPTION_KINDS

RETIRED = "retired_occasional"
LABELS = {
    "maternity": N_("Congedo di maternità o paternità"),
    "parental_leave": N_("Congedo parentale"),
    "child_illness": N_("Congedo per malattia del figlio"),
    "adoption": N_("Congedo per adozione o affidamento preadottivo"),
    "international_adoption": N_("Aspettativa per le pratiche di adozione internazionale"),
    "disabled_child_leave": N_("Congedo per l’assistenza a figli con disabilità"),
    "serious_family_reasons": N_("Aspettativa per gravi motivi familiari"),
    "serious_illness": N_("Permesso per gravi patologie"),
    "illness": N_("Assenza per malattia"),
    "recall_to_arms": N_("Richiamo alle armi"),
    "red_cross": N_("Missione della Croce Rossa, corpo militare e infermiere volontarie"),
    "director_appointment": N_("Aspettativa per incarico di direzione sanitaria, sociosanitaria o generale"),
    "elected_office": N_("Aspettativa per carica pubblica elettiva"),
    "cooperation_leave": N_("Aspettativa per la cooperazione con i Paesi in via di sviluppo"),
    "union_leave": N_("Distacco o aspettativa per motivi sindacali"),
    "humanitarian_mission": N_("Missione militare o umanitaria all’estero"),
    "disabled_relatives_104": N_(
        "Congedo straordinario per assistere familiari con disabilità (L. 104/1992)"
    ),
    RETIRED: N_("Pensione con attività professionale saltuaria"),
    UNLISTED: N_("Un caso che qui non c’è: valuta la Commissione nazionale"),
}
CHOICES: Choices = tuple((kind, LABELS[kind]) for kind in LABELS if kind in (*EXEMPTION_KINDS, UNLISTED))
FIRST_DAY = date(2014, 1, 1)  # EXE-7
LEAST_DAYS = 15  # EXE-2
PARENTAL_MONTHS = 6  # EXE-8
INCOME_AT_MOST = 5000  # RET-1
RETIRED_FROM = date(2021, 2, 4)  # RET-1


def fields(situation: Situation) -> tuple[Field, ...]:
    """The reason, sealed with the rest; the period; the income of who is retired."""
    del situation
    return (
        Field(
            "reason",
            "choice",
            N_("Motivo della sospensione"),
            N_("Lo vede solo chi decide la richiesta, e ogni lettura resta registrata."),
            choices=CHOICES,
        ),
        Field(
            "described",
            "long",
            N_("Descrizione del caso"),
            N_("La legge solo chi valuta la richiesta."),
            when=("reason", (UNLISTED,)),
            limit=2000,
        ),
        Field(
            "income",
            "amount",
            N_("Reddito professionale annuo, in euro"),
            N_("L’esenzione spetta fino a 5.000 euro l’anno."),
            when=("reason", (RETIRED,)),
        ),
        Field("start", "day", N_("Primo giorno della sospensione")),
        Field(
            "end",
            "day",
            N_("Ultimo giorno della sospensione"),
            N_("Periodo continuativo: due crediti in meno ogni 15 giorni."),
        ),
        Field(
            "aware",
            "check",
            N_("È chiaro che i crediti presi in quei giorni non conteranno"),
        ),
    )


def objections(values: Values, situation: Situation) -> list[Objection]:
    """From 2014, fifteen days in a row at least, six months of parental leave at most, income of who is retired."""
    found = ordered(values)
    if found or "start" not in values or "end" not in values:
        return found
    start, end = values["start"], values["end"]
    if start < FIRST_DAY:
        found.append(
            _objection(
                "start",
                "BEFORE_2014",
                "EXE-7",
                Message(N_("Le esenzioni si registrano per i periodi dal 1º gennaio 2014.")),
                Message(N_("Indicare solo la parte del periodo da quel giorno.")),
            )
        )
    if start > situation.today:
        found.append(
            _objection(
                "start",
                "NOT_YET",
                "EXE-2",
                Message(N_("La data è nel futuro: si chiede quando la sospensione è cominciata.")),
                Message(N_("Salvare la bozza e inviarla più avanti.")),
            )
        )
    if length((start, end)) < LEAST_DAYS:
        found.append(
            _objection(
                "end",
                "UNDER_15_DAYS",
                "EXE-2",
                Message(N_("Meno di 15 giorni continuativi non riducono l’obbligo.")),
                Message(N_("Se la sospensione continua, indicare il periodo intero.")),
            )
        )
    return found + far("end", end, situation.today) + _by_reason(values, start, end)


def _by_reason(values: Values, start: date, end: date) -> list[Objection]:
    reason = values.get("reason")
    if reason == "parental_leave" and end >= add_months(start, PARENTAL_MONTHS):
        return [
            _objection(
                "end",
                "OVER_SIX_MONTHS",
                "EXE-8",
                Message(N_("Questo congedo vale fino a sei mesi.")),
                Message(N_("Indicare come fine l’ultimo giorno dei sei mesi.")),
            )
        ]
    if reason != RETIRED:
        return []
    found = []
    if values.get("income") is not None and values["income"] > INCOME_AT_MOST:
        found.append(
            _objection(
                "income",
                "INCOME_TOO_HIGH",
                "RET-1",
                Message(N_("Oltre 5.000 euro l’anno l’attività non è saltuaria: l’obbligo resta.")),
                Message(N_("Se il reddito è sceso in un altro anno, indicare quel periodo.")),
            )
        )
    if start < RETIRED_FROM:
        found.append(
            _objection(
                "start",
                "RETIRED_TOO_EARLY",
                "RET-1",
                Message(N_("Questa esenzione esiste dal 4 febbraio 2021.")),
                Message(N_("Indicare un inizio da quel giorno.")),
            )
        )
    return found


def _objection(name: str, code: str, rule: str, message: Message, next_step: Message) -> Objection:
    return Objection(name, code, message, next_step, rule=rule)


def change(values: Values, situation: Situation) -> Away:
    """The period in clear; the reason sealed."""
    del situation
    return Away("exemption", values["start"], values["end"], {"kind": values["reason"]})


EXEMPTION = Kind(
    name="exemption",
    slug="esenzione",
    family="absence",
    title=N_("Esenzione"),
    lead=N_("Un periodo senza lavorare: riduce l’obbligo, ma i crediti di quei giorni non contano."),
    fields=fields,
    change=change,
    objections=objections,
    proofs=lambda values, situation: (
        ProofWanted(
            "proof",
            N_("Attestazione o autocertificazione"),
            hint=N_("Cifrata, vista solo da chi decide e cancellata dopo la decisione."),
            required=False,
        ),
    ),
    guide="esenzioni",
    needs=(N_("il primo e l’ultimo giorno"), N_("un’attestazione, se c’è")),
)
