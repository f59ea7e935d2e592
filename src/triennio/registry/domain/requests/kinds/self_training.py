"""Self-training: hours declared by the person, one credit each (IND-AUTO), within a fifth of the obligation (CAP-3)."""

from __future__ import annotations

from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import Training
from triennio.registry.domain.requests.fields import Field, Values
from triennio.registry.domain.requests.kind import Kind, Objection, Situation, fits, future, ordered

MATERIALS = (
    ("journal", N_("Articoli di riviste scientifiche")),
    ("chapter", N_("Capitoli di libri")),
    ("monograph", N_("Monografie")),
    ("manual", N_("Manuali tecnici e linee guida")),
    ("teaching", N_("Studio per insegnare in un master")),
    ("federation", N_("Altra attività ammessa dalla Federazione della professione")),
)


def fields(situation: Situation) -> tuple[Field, ...]:
    """Material, titles, hours, period."""
    del situation
    return (
        Field("material", "choice", N_("Che cosa si è studiato"), choices=MATERIALS),
        Field(
            "titles",
            "long",
            N_("Titoli e autori"),
            N_("Una riga per ogni opera letta o studiata."),
            limit=2000,
        ),
        Field("hours", "whole", N_("Ore dedicate"), N_("Ore intere: una vale un credito."), most=1000),
        Field("start", "day", N_("Dal")),
        Field("end", "day", N_("Al"), N_("Questo giorno decide in quale triennio contano i crediti.")),
    )


def objections(values: Values, situation: Situation) -> list[Objection]:
    """Only what is over counts, and at least an hour of it."""
    found = ordered(values) + fits(values, "hours")
    if "end" in values:
        found += future("end", values["end"], situation.today)
    if values.get("hours") == 0:
        found.append(
            Objection(
                "hours",
                "NO_HOURS",
                Message(N_("Con zero ore non c’è nulla da riconoscere.")),
                Message(N_("Indicare le ore intere dedicate allo studio.")),
                rule="IND-AUTO",
            )
        )
    return found


def change(values: Values, situation: Situation) -> Training:
    """Hours, acquired when the study ended."""
    del situation
    described = {"material": values["material"], "titles": values["titles"]}
    return Training("self_training", values["end"], {"hours": str(values["hours"])}, described)


SELF_TRAINING = Kind(
    name="self_training",
    slug="autoformazione",
    family="individual",
    title=N_("Autoformazione"),
    lead=N_("Letture e studio personale non accreditati: un credito per ogni ora dichiarata."),
    fields=fields,
    change=change,
    objections=objections,
    proofs=lambda values, situation: (),
    guide="autoformazione",
    needs=(N_("i titoli letti"), N_("le ore dedicate")),
)
