"""One's own dossier: built and changed in the first two years of the triennio."""

from __future__ import annotations

from typing import Any

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.triennio import Triennio
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.actions import Act, action, locked
from triennio.registry.domain import dossiers as plans
from triennio.registry.models import Dossier, DossierObjective
from triennio.registry.queries.dossiers import book, known, plan_of


def triennio_of(year: int) -> Triennio:
    """The triennio that begins in `year`. Raises Refusal: DOSSIER_TRIENNIO."""
    try:
        return Triennio(year)
    except ValueError:
        raise Refusal("DOSSIER_TRIENNIO", f"Nessun triennio comincia nel {year}.") from None


def read_plan(plan: list[list[int]]) -> dict[int, int]:
    """[[objective, percent], …] → {objective: percent}, checked. Raises what `check_plan` raises, DOSSIER_OBJECTIVE
    also for one given twice."""
    found = {each[0]: each[1] for each in plan}
    if len(found) != len(plan):
        raise Refusal("DOSSIER_OBJECTIVE", "Lo stesso obiettivo è scritto due volte.")
    plans.check_plan(found, known())
    return found


def write_plan(act: Act, dossier: Dossier, plan: dict[int, int], *, organisation: int | None = None) -> None:
    """Put a plan in the place of the one before; the journal keeps both. A step of an action."""
    DossierObjective.objects.filter(dossier=dossier).delete()
    DossierObjective.objects.bulk_create(
        DossierObjective(dossier=dossier, objective=objective, percent=percent)
        for objective, percent in sorted(plan.items())
    )
    act.journal(
        f"dossier:{dossier.code}",
        {"plan": sorted([objective, percent] for objective, percent in plan.items())},
        organisation=organisation,
    )


@action("dossier.plan", permission="dossier.own")
def plan(act: Act, *, professional: str, triennio: int, plan: list[list[int]]) -> dict[str, Any]:
    """Build the person's dossier of a triennio (its first year), or change it: [[objective, percent], …].

    Raises DOSSIER_CLOSED outside the first two years, and what `read_plan` raises. Answers {"dossier": code}.
    """
    person = locked(Professional.objects.filter(code=professional)).first()
    if person is None:
        raise OutOfSight("dossier.own")
    act.permit(scopes.of_professional(person))
    period, today = triennio_of(triennio), clock.day_of(act.now)
    plans.check_open(book(), period, today)
    wanted = read_plan(plan)
    found = locked(
        Dossier.objects.filter(
            professional=person, triennio=period.first, type=Dossier.Type.INDIVIDUAL, cancelled=None
        )
    ).first()
    if found is None:
        found = Dossier.objects.create(
            type=Dossier.Type.INDIVIDUAL,
            professional=person,
            triennio=period.first,
            built=today,
            created=act.now,
        )
    elif plan_of(found) == wanted:
        act.nothing_changed()
        return {"dossier": found.code}
    write_plan(act, found, wanted)
    return {"dossier": found.code}
