"""Exonerations: study while practising lowers the obligation (EXO-1 to EXO-11). What kind of course stays sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from triennio.kernel.intervals import add_months, by_year, length
from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import UNLISTED, Away
from triennio.registry.domain.requests.fields import Choices, Field, Values
from triennio.registry.domain.requests.kind import Kind, Objection, ProofWanted, Situation, far, fits, ordered
from triennio.rules.ecm.facts import EXONERATION_KINDS

LABELS = {
    "bachelor": N_("Laurea triennale"),
    "master_degree": N_("Laurea specialistica o magistrale"),
    "specialisation": N_("Scuola di specializzazione"),
    "phd": N_("Dottorato di ricerca"),
    "master_60cfu": N_("Master universitario di almeno un anno e 60 CFU l’anno"),
    "advanced_course_60cfu": N_("Corso di perfezionamento di almeno un anno e 60 CFU"),
    "gp_training": N_("Formazione specifica in medicina generale"),
    "psychotherapy_school": N_("Scuola di psicoterapia per medici e psicologi"),
    "general_directors_course": N_("Corso per direttori generali (D.Lgs. 171/2016)"),
    "managerial_course": N_("Corso di formazione manageriale, anche di rivalidazione"),
    "mycologist_1y": N_("Corso per micologi di un anno"),
    "mycologist_2y": N_("Corso per micologi di due anni"),
    "acupuncture_phytotherapy_homeopathy": N_("Corso di agopuntura, fitoterapia o omeopatia"),
    "aids_plan": N_("Corso del piano contro l’AIDS (L. 135/1990)"),
    "other_course_60cfu": N_("Altro corso universitario di almeno un anno e 60 CFU l’anno"),
    "university_course_hours": N_("Altro corso universitario, misurato a ore"),
    "university_course_monthly": N_("Altro corso universitario fino al 2018, misurato a mesi"),
    "military_mission_abroad": N_("Missione militare all’estero"),
    "earthquake_2016_17_partial": N_("Riduzione per il terremoto 2016-2017"),
    UNLISTED: N_("Un caso che qui non c’è: valuta la Commissione nazionale"),
}
CHOICES: Choices = tuple((kind, LABELS[kind]) for kind in LABELS if kind in EXONERATION_KINDS)
COURSES = tuple(
    kind for kind in LABELS if kind not in ("military_mission_abroad", "earthquake_2016_17_partial", UNLISTED)
)
BY_HOURS = ("university_course_hours",)
MONTHLY_UNTIL = date(2018, 12, 31)  # EXO-9
EARTHQUAKE_YEARS = (2016, 2017)  # SEISM-1
CHOOSING = tuple(kind for kind in COURSES if kind not in ("managerial_course", "mycologist_2y"))
LEAST_MONTHS = 3  # EXO-7
ONE_DAY = timedelta(days=1)


def fields(situation: Situation) -> tuple[Field, ...]:
    """The course, its dates and legal length, hours where they measure it, the year where it can be chosen."""
    years = tuple((str(year), str(year)) for year in range(situation.today.year, 2007, -1))
    return (
        Field("reason", "choice", N_("Per che cosa si chiede l’esonero"), choices=CHOICES),
        Field("body", "text", N_("Università o ente"), when=("reason", COURSES)),
        Field(
            "described",
            "long",
            N_("Descrizione del caso"),
            N_("La legge solo chi valuta la richiesta."),
            when=("reason", (UNLISTED,)),
            limit=2000,
        ),
        Field("start", "day", N_("Inizio della frequenza")),
        Field("end", "day", N_("Fine della frequenza"), N_("Il periodo frequentato davvero.")),
        Field(
            "legal_years",
            "whole",
            N_("Durata legale del corso, in anni"),
            N_("L’esonero non può durare di più."),
            when=("reason", COURSES),
            most=10,
        ),
        Field(
            "hours", "whole", N_("Ore frequentate"), N_("Un credito ogni tre ore."), when=("reason", BY_HOURS)
        ),
        Field(
            "chosen_year",
            "choice",
            N_("Anno a cui attribuire l’esonero"),
            N_(
                "La frequenza è a cavallo di due anni: si può scegliere quello con almeno tre mesi di frequenza."
            ),
            choices=years,
            required=False,
            when=("reason", CHOOSING),
        ),
    )


def objections(values: Values, situation: Situation) -> list[Objection]:
    """Dates, legal length (EXO-6), the choice of the year (EXO-7)."""
    found = ordered(values)
    if found or "start" not in values or "end" not in values:
        return found
    start, end = values["start"], values["end"]
    if start > situation.today:
        found.append(_early("start"))
    legal = values.get("legal_years")
    if legal == 0 or (legal and end >= add_months(start, 12 * legal)):
        found.append(
            Objection(
                "end",
                "BEYOND_LEGAL_LENGTH",
                Message(N_("L’esonero non può superare la durata legale del corso.")),
                Message(
                    N_("Indicare la frequenza entro la durata legale; gli anni fuori corso non contano.")
                ),
                rule="EXO-6",
            )
        )
    found += far("end", end, situation.today) + _by_reason(values, start, end)
    if chosen := values.get("chosen_year"):
        found += choice_objections(start, end, int(chosen), situation.today)
    return found


def _by_reason(values: Values, start: date, end: date) -> list[Objection]:
    match values.get("reason"):
        case "university_course_hours" if values.get("hours") == 0:
            message = Message(N_("Con zero ore non c’è nulla da togliere dall’obbligo."))
            next_step = Message(N_("Indicare le ore intere frequentate."))
            return [Objection("hours", "NO_HOURS", message, next_step, rule="EXO-4")]
        case "university_course_hours":
            return fits(values, "hours")
        case "university_course_monthly" if end > MONTHLY_UNTIL:
            message = Message(N_("La misura a mesi vale fino al 2018."))
            next_step = Message(N_("Scegliere «Altro corso universitario, misurato a ore»."))
            return [Objection("reason", "MONTHLY_ENDED", message, next_step, rule="EXO-9")]
        case "earthquake_2016_17_partial" if not {start.year, end.year} & {*EARTHQUAKE_YEARS}:
            message = Message(N_("Questa riduzione riguarda gli anni 2016 e 2017."))
            next_step = Message(N_("Indicare le date di allora."))
            return [Objection("start", "OTHER_YEARS", message, next_step, rule="SEISM-1")]
    return []


def choice_objections(start: date, end: date, chosen: int, filed: date) -> list[Objection]:
    """What stands against attributing the period to the chosen year."""
    pieces = dict(by_year((start, end)))
    if len(pieces) < 2 or end >= add_months(start, 12):
        return [
            _choice(
                Message(N_("L’anno si sceglie solo per un anno di corso a cavallo di due anni solari.")),
                Message(N_("Per un corso più lungo, presentare una richiesta per ogni anno di corso.")),
            )
        ]
    piece = pieces.get(chosen)
    if piece is None or piece[1] < add_months(piece[0], LEAST_MONTHS) - ONE_DAY:
        return [
            _choice(
                Message(N_("Nell’anno scelto servono almeno tre mesi di frequenza.")),
                Message(N_("Scegliere l’altro anno o lasciare vuoto.")),
            )
        ]
    if filed.year <= chosen:
        return [
            _choice(
                Message(N_("L’anno si può scegliere solo quando è concluso.")),
                Message(N_("Salvare la bozza e inviarla dal 1º gennaio, oppure lasciare vuoto.")),
            )
        ]
    return []


def offered(shown: Sequence[Field], values: Values, situation: Situation) -> Sequence[Field]:
    """The form with the choice of the year only where another year than the one attended most may be chosen."""
    rest = tuple(each for each in shown if each.name != "chosen_year")
    start, end, chosen = values.get("start"), values.get("end"), values.get("chosen_year")
    if start is None or end is None or start > end:
        return rest
    pieces = list(by_year((start, end)))
    most = max(pieces, key=lambda piece: length(piece[1]))[0]
    years = [year for year, _ in pieces if not choice_objections(start, end, year, situation.today)]
    if values.get("reason") not in CHOOSING or (not {*years} - {most} and chosen is None):
        return rest
    kept = {*years, *([int(chosen)] if chosen else [])} - {most}
    choices = (("", N_("Quello più frequentato")), *((str(year), str(year)) for year in sorted(kept)))
    return tuple(replace(each, choices=choices) if each.name == "chosen_year" else each for each in shown)


def _choice(message: Message, next_step: Message) -> Objection:
    return Objection("chosen_year", "YEAR_NOT_ADMITTED", message, next_step, rule="EXO-7")


def _early(name: str) -> Objection:
    return Objection(
        name,
        "NOT_YET",
        Message(N_("La data è nel futuro: si chiede quando la frequenza è cominciata.")),
        Message(N_("Salvare la bozza e inviarla più avanti.")),
        rule="EXO-6",
    )


def change(values: Values, situation: Situation) -> Away:
    """The period in clear; what it was for, sealed."""
    del situation
    sealed = {
        "kind": values["reason"],
        "hours": str(values["hours"]) if values.get("hours") else None,
        "chosen_year": int(values["chosen_year"]) if values.get("chosen_year") else None,
    }
    return Away("exoneration", values["start"], values["end"], sealed)


EXONERATION = Kind(
    name="exoneration",
    slug="esonero",
    family="absence",
    title=N_("Esonero"),
    lead=N_("Un corso di studi seguito mentre si lavora: riduce l’obbligo, i crediti presi restano validi."),
    fields=fields,
    change=change,
    objections=objections,
    offered=offered,
    proofs=lambda values, situation: (
        ProofWanted("proof", N_("Attestazione di frequenza o autocertificazione"), required=False),
    ),
    guide="esoneri",
    needs=(N_("le date di frequenza"), N_("la durata legale del corso")),
)
