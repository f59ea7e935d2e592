"""What a kind of request is made of: its fields, what it objects to, what it would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import Change
from triennio.registry.domain.requests.fields import Field, Values

Family = Literal["individual", "absence", "missing", "data"]


@dataclass(frozen=True, slots=True)
class Situation:
    """Who asks, and when: what a form must know of the person beside the answers. `expected` is the participation
    that the register still waits for, where the request is about one.
    """

    today: date
    profession: int = 14
    practice: str = "employee"
    disciplines: tuple[int, ...] = ()
    enrolled: date | None = None
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """The rules do not admit what was answered: at which field, why, by which rule, what to do instead."""

    field: str
    code: str
    message: Message
    next_step: Message
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ProofWanted:
    """A document of a request. `role` is kept with the file."""

    role: str
    label: str
    required: bool = True
    hint: str = ""


DECLARATION = ProofWanted(
    "declaration",
    N_("Dichiarazione firmata"),
    required=False,
    hint=N_("Il PDF di questa pagina, firmato in digitale (PDF o p7m) oppure a mano e scansionato."),
)
PROOF = ProofWanted("proof", N_("Documento che lo prova"), required=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """`slug` stands in addresses. `fields`, `objections` and `change` take the situation; `change` is called only
    with answers without faults.
    """

    name: str
    slug: str
    family: Family
    title: str
    lead: str
    fields: Callable[[Situation], tuple[Field, ...]]
    change: Callable[[Values, Situation], Change | None]
    objections: Callable[[Values, Situation], Sequence[Objection]] = lambda values, situation: ()
    proofs: Callable[[Values, Situation], tuple[ProofWanted, ...]] = lambda values, situation: (PROOF,)
    offered: Callable[[Sequence[Field], Values, Situation], Sequence[Field]] = (
        lambda fields, values, situation: fields
    )
    """The questions that a page shows: a choice that the rules give to some only is offered to those."""
    guide: str = "formazione-individuale"
    needs: tuple[str, ...] = field(default=())
    """What to have at hand before beginning."""


HOURS_OF_A_DAY = 24


def fits(values: Values, name: str, a_day: int = HOURS_OF_A_DAY) -> list[Objection]:
    """An objection where more hours (or days, with 1 for a day) are declared than the period holds."""
    if name not in values or "start" not in values or "end" not in values or values["start"] > values["end"]:
        return []
    held = ((values["end"] - values["start"]).days + 1) * a_day
    if values[name] <= held:
        return []
    return [
        Objection(
            name,
            "MORE_THAN_PERIOD",
            Message(N_("È più di quanto sta fra le due date: al massimo %(most)s."), {"most": held}),
            Message(N_("Controllare le date e il numero.")),
        )
    ]


AHEAD = timedelta(days=366)
"""How far ahead a period that has begun may end: what is further is not known yet, and is asked again then."""


def far(name: str, end: date, today: date) -> list[Objection]:
    """An objection where the end of a period under way is more than a year ahead."""
    if end <= today + AHEAD:
        return []
    return [
        Objection(
            name,
            "TOO_FAR",
            Message(N_("La fine è fra più di un anno: il periodo non è ancora certo.")),
            Message(N_("Indicare una fine entro un anno; per il seguito si fa un’altra richiesta.")),
        )
    ]


def future(name: str, day: date, today: date) -> list[Objection]:
    """An objection where the day has not come yet."""
    if day <= today:
        return []
    return [
        Objection(
            name,
            "NOT_YET",
            Message(N_("La data è nel futuro: si può chiedere solo per ciò che è già concluso.")),
            Message(N_("Salvare la bozza e inviarla quando l’attività è finita.")),
        )
    ]


def ordered(values: Values, start: str = "start", end: str = "end") -> list[Objection]:
    """An objection where the end stands before the start."""
    if start not in values or end not in values or values[start] <= values[end]:
        return []
    return [
        Objection(
            end,
            "DATES_TURNED",
            Message(N_("La fine viene prima dell’inizio.")),
            Message(N_("Controllare le due date.")),
        )
    ]
