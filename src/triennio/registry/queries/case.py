"""What the register knows of one professional, in the form that the rules read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from triennio.people.models import Professional, Registration
from triennio.registry.domain.requests.changes import rules_kind
from triennio.registry.models import Absence, Fact, IndividualTraining, Move, Participation
from triennio.registry.queries import dossiers
from triennio.rules.families import position

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A case for `position`, and what it left out: participations only expected, nobody's register."""

    case: Json
    expected: tuple[str, ...]
    registered: bool

    def answer(self) -> Json:
        """The position. Raises InputFaults only if the register holds what the rules cannot read."""
        return position(self.case)


def decimal(hundredths: int) -> str:
    """Hundredths as the rules read them: 1040 → "10.40"."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def triennio_name(start: int) -> str:
    """2023 → "2023-2025"."""
    return f"{start}-{start + 2}"


def main_registration(professional: Professional) -> Registration | None:
    """The registration whose profession the position is of."""
    found = (
        Registration.objects.filter(professional=professional).select_related("order").order_by("-main", "pk")
    )
    return found.prefetch_related("acts").first()


def case_of(professional: Professional, as_of: date, *, with_expected: bool = False) -> Known:
    """Everything known of a professional on a day. With `with_expected`, credits not yet reported count too."""
    registration = main_registration(professional)
    participations = list(
        Participation.objects.filter(professional=professional, cancelled=None).order_by("acquired", "pk")
    )
    expected = tuple(each.code for each in participations if each.reported is None)
    counted = [each for each in participations if with_expected or each.reported is not None]
    absences = list(Absence.objects.filter(professional=professional, cancelled=None).order_by("start", "pk"))
    moves = _moves(professional, counted)
    case = {
        "as_of": as_of.isoformat(),
        "person": _person(professional, registration),
        "facts": [{"kind": each.kind, **each.data} for each in _facts(professional)],
        "dossiers": dossiers.in_case(professional, counted, moves, as_of),
        "exonerations": [_absence(each) for each in absences if each.nature == Absence.Nature.EXONERATION],
        "exemptions": [_absence(each) for each in absences if each.nature == Absence.Nature.EXEMPTION],
        "credits": [*(_participation(each) for each in counted), *_training(professional)],
        "moves": [_move(each) for each in moves],
    }
    return Known(case, expected, registration is not None)


def _person(professional: Professional, registration: Registration | None) -> Json:
    person: Json = {"id": professional.code}
    if professional.born:
        person["born"] = professional.born.isoformat()
    if registration is None:
        return person
    acts = [{"act": each.kind, "date": each.date.isoformat()} for each in registration.acts.all()]
    person |= {
        "profession": registration.profession,
        "disciplines": registration.disciplines,
        "practice": registration.practice,
        "register": acts,
    }
    if registration.nhs_work:
        person["nhs_work"] = True
    return person


def _facts(professional: Professional) -> Iterable[Fact]:
    return Fact.objects.filter(professional=professional, cancelled=None).order_by("pk")


def _absence(each: Absence) -> Json:
    known: Json = {
        "id": each.code,
        "from": each.start.isoformat(),
        "to": each.end.isoformat(),
        **{name: value for name, value in each.opened().items() if value is not None},
    }
    known["kind"] = rules_kind(each.nature, known["kind"])
    if each.filed and each.nature == Absence.Nature.EXONERATION:
        known["filed"] = each.filed.isoformat()
    return known


def _participation(each: Participation) -> Json:
    known: Json = {
        "id": each.code,
        "kind": "event",
        "role": each.role,
        "credits": decimal(each.credits),
        "acquired": each.acquired.isoformat(),
        # Two providers may use the same number for two events.
        "event": f"{each.provider_code}-{each.event_code}" if each.provider_code else each.event_code,
        "edition": each.edition,
        "recruited": each.recruited,
        "accredited": each.accredited,
    }
    for name in ("objective", "format", "event_type", "host_event"):
        if value := getattr(each, name):
            known[name] = value
    return known


def _training(professional: Professional) -> Iterable[Json]:
    rows = IndividualTraining.objects.filter(professional=professional, cancelled=None)
    for each in rows.order_by("acquired", "pk"):
        known: Json = {"id": each.code, "kind": each.kind, "acquired": each.acquired.isoformat(), **each.data}
        if each.recognised is not None:
            known["recognised"] = decimal(each.recognised)
        yield known


def _moves(professional: Professional, counted: list[Participation]) -> list[Move]:
    there = {each.pk for each in counted}
    rows = Move.objects.filter(participation__professional=professional).select_related("participation")
    return [each for each in rows.order_by("pk") if each.participation_id in there]


def _move(each: Move) -> Json:
    return {"credit": each.participation.code, "to": triennio_name(each.to), "on": each.on.isoformat()}
