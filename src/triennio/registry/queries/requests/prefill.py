"""Answers that the register already knows, for a request about a participation it still waits for."""

from __future__ import annotations

from triennio.kernel.refusal import OutOfSight
from triennio.people.models import Professional, Registration
from triennio.registry.models import Participation
from triennio.registry.queries.case import decimal

FORMATS = ("RES", "FAD", "FSC", "BLENDED")


def participation_of(professional: Professional, code: str) -> Participation:
    """A participation of this person. Raises OutOfSight for one that is unknown, cancelled or somebody else's."""
    found = Participation.objects.filter(code=code, professional=professional, cancelled=None).first()
    if found is None:
        raise OutOfSight("request.own")
    return found


def prefilled(participation: Participation, registration: Registration) -> dict[str, str]:
    """Answers of the form of missing credits; what is not known stays out."""
    known = {
        "provider_name": participation.provider_name,
        "provider_code": participation.provider_code,
        "event_code": participation.event_code,
        "edition": str(participation.edition),
        "title": participation.title,
        "format": participation.format if participation.format in FORMATS else "",
        "start": participation.starts.isoformat() if participation.starts else "",
        "end": participation.ends.isoformat() if participation.ends else "",
        "acquired": participation.acquired.isoformat(),
        "hours": str(participation.hours or ""),
        "objective": str(participation.objective or ""),
        "credits": decimal(participation.credits),
        "role": participation.role,
        "practice": participation.practice or ("D" if registration.practice == "employee" else "L"),
        "recruited": "yes" if participation.recruited else "no",
        "sponsor": participation.sponsor,
        "profession": str(registration.profession),
        "discipline": str(registration.disciplines[0]) if registration.disciplines else "",
    }
    return {name: value for name, value in known.items() if value}
