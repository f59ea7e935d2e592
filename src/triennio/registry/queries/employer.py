"""What an employer sees of its staff: who, in which ward, the verdict, what is missing. Nothing else leaves here:
neither credits, which may come from other employers, nor absences, nor what they are worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from triennio.kernel.refusal import OutOfSight
from triennio.kernel.triennio import Triennio
from triennio.people.models import Employment, Professional
from triennio.people.permissions import organisations_with
from triennio.pictures.domain import Verdict, verdict_of
from triennio.platform.actions import deny
from triennio.platform.permissions import Actor
from triennio.registry.queries.case import case_of


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person of the staff. `missing` in Italian, "0" where nothing is missing."""

    name: str
    ward: str
    period: Triennio
    code: str
    ended: bool
    missing: str


def staff(viewer: Actor, day: date, *, ward: str = "", text: str = "") -> QuerySet[Employment]:
    """Who works today for the viewer's firm, by ward and name. Raises OutOfSight for whoever has no such office."""
    firms = firms_of(viewer)
    now = Q(end=None) | Q(end__gte=day)
    rows = Employment.objects.filter(now, firm__in=firms, start__lte=day).select_related("professional")
    if ward:
        rows = rows.filter(ward=ward)
    for word in text.split()[:5]:
        rows = rows.filter(
            Q(professional__last_name__icontains=word) | Q(professional__first_name__icontains=word)
        )
    return rows.order_by("ward", "professional__last_name", "professional__first_name", "pk")


def wards(viewer: Actor, day: date) -> list[str]:
    """The wards that have somebody today."""
    return sorted({each for each in staff(viewer, day).values_list("ward", flat=True) if each})


def firms_of(viewer: Actor) -> frozenset[int]:
    """The firms whose training office the viewer is. Raises OutOfSight, written in the journal, without any."""
    firms = (
        organisations_with(viewer.account, "position.employer") if viewer.account is not None else frozenset()
    )
    if not firms:
        deny(viewer, "position.employer")
        raise OutOfSight("position.employer")
    return firms


def rows(people: Iterable[Employment], day: date, period: Triennio | None = None) -> Iterator[StaffRow]:
    """Their verdicts, one position after the other, of the triennio of the day or of `period`."""
    for each in people:
        wanted = period or Triennio.of(day)
        found = _verdict(each.professional, day, wanted)
        name = f"{each.professional.last_name} {each.professional.first_name}"
        yield StaffRow(name, each.ward, wanted, found.code, found.ended, found.missing)


def _verdict(professional: Professional, day: date, period: Triennio) -> Verdict:
    known = case_of(professional, day)
    return verdict_of(known.answer(), known.case, day, period)
