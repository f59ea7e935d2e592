"""Individual tutoring at university or in GP training: by hours from 2019 (IND-TUT), by days before (IND-TUTo)."""

from __future__ import annotations

from datetime import date

from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import Training
from triennio.registry.domain.requests.fields import YES_NO, Field, Values
from triennio.registry.domain.requests.kind import (
    Kind,
    Objection,
    ProofWanted,
    Situation,
    fits,
    future,
    ordered,
)

BY_HOURS_FROM = date(2019, 1, 1)  # IND-TUT
PLACES = (
    ("university", N_("All’università: laurea, master, dottorato, specializzazione")),
    ("gp", N_("Nel corso di formazione specifica in medicina generale")),
    ("colleague", N_("Affiancamento di un collega appena assunto")),
    ("lessons", N_("Lezioni in un corso universitario")),
)
GUIDED = ("university", "gp")


def fields(situation: Situation) -> tuple[Field, ...]:
    """Where, for which course, for how long, and the exclusion of who teaches it."""
    del situation
    return (
        Field("place", "choice", N_("Dove si è svolto"), choices=PLACES),
        Field("body", "text", N_("Università o ente"), when=("place", GUIDED)),
        Field(
            "course",
            "text",
            N_("Corso"),
            N_("Il nome del corso di chi è stato seguito."),
            when=("place", GUIDED),
        ),
        Field(
            "teaching_post",
            "choice",
            N_("C’era un incarico di insegnamento in quello stesso corso?"),
            N_("Anche gratuito."),
            choices=YES_NO,
            when=("place", GUIDED),
        ),
        Field(
            "health_degree",
            "choice",
            N_("Il corso è una laurea delle professioni sanitarie?"),
            choices=YES_NO,
            when=("teaching_post", ("yes",)),
        ),
        Field("start", "day", N_("Dal"), when=("place", GUIDED)),
        Field("end", "day", N_("Al"), when=("place", GUIDED)),
        Field(
            "hours",
            "whole",
            N_("Ore di tutoraggio"),
            N_("Per le attività finite dal 2019: un credito ogni 15 ore."),
            required=False,
            when=("place", GUIDED),
            most=5000,
        ),
        Field(
            "days",
            "whole",
            N_("Giorni di tutoraggio"),
            N_("Solo per le attività finite entro il 2018: anche non consecutivi."),
            required=False,
            when=("place", GUIDED),
            most=1096,
        ),
    )


def objections(values: Values, situation: Situation) -> list[Objection]:
    """What is not tutoring (IND-NO), who teaches the course, the measure of the time."""
    if values.get("place") in ("colleague", "lessons"):
        return [_not_tutoring(values["place"])]
    found = ordered(values)
    if values.get("teaching_post") == "yes" and values.get("health_degree") == "no":
        found.append(
            Objection(
                "teaching_post",
                "TEACHING_POST",
                Message(N_("Chi ha un incarico di insegnamento nel corso non ha crediti per il tutoraggio.")),
                Message(N_("Fanno eccezione solo le lauree delle professioni sanitarie.")),
                rule="IND-TUT",
            )
        )
    if "end" in values:
        found += future("end", values["end"], situation.today) + _measure(values)
        by_hours = values["end"] >= BY_HOURS_FROM
        found += fits(values, "hours") if by_hours else fits(values, "days", a_day=1)
    return found


def _measure(values: Values) -> list[Objection]:
    by_hours = values["end"] >= BY_HOURS_FROM
    name = "hours" if by_hours else "days"
    if values.get(name):
        return []
    why = (
        Message(N_("Per le attività finite dal 2019 servono le ore."))
        if by_hours
        else Message(N_("Per le attività finite entro il 2018 servono i giorni."))
    )
    return [
        Objection(
            name,
            "MEASURE_MISSING",
            why,
            Message(N_("Si leggono nell’attestazione dell’ente.")),
            rule="IND-TUT" if by_hours else "IND-TUTo",
        )
    ]


def _not_tutoring(place: str) -> Objection:
    why = (
        Message(N_("L’affiancamento di un collega neoassunto non è tutoraggio e non dà crediti."))
        if place == "colleague"
        else Message(N_("La docenza universitaria non dà crediti ECM."))
    )
    return Objection(
        "place",
        "NOT_TUTORING",
        why,
        Message(N_("Danno crediti solo il tutoraggio individuale e la docenza in eventi accreditati.")),
        rule="IND-NO",
    )


def change(values: Values, situation: Situation) -> Training:
    """Hours from 2019, days before; acquired on the last day."""
    del situation
    end = values["end"]
    data = {"hours": str(values["hours"])} if end >= BY_HOURS_FROM else {"days": values["days"]}
    described = {name: values[name] for name in ("place", "body", "course")}
    described["start"] = values["start"].isoformat()
    return Training("tutoring", end, data, described)


TUTORING = Kind(
    name="tutoring",
    slug="tutoraggio",
    family="individual",
    title=N_("Tutoraggio individuale"),
    lead=N_("Studenti, specializzandi o medici in formazione seguiti di persona."),
    fields=fields,
    change=change,
    objections=objections,
    proofs=lambda values, situation: (
        ProofWanted(
            "proof",
            N_("Attestazione dell’ente"),
            hint=N_("La può caricare anche l’ente, con un indirizzo che vale una volta sola."),
            required=False,
        ),
    ),
    guide="tutoraggio",
    needs=(N_("le ore o i giorni"), N_("l’attestazione dell’ente")),
)
