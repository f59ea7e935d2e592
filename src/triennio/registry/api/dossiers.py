"""Dossiers: one's own with those of one's groups, the national objectives, what people need."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from triennio.kernel.messages import N_
from triennio.kernel.triennio import Triennio
from triennio.platform import clock
from triennio.platform.api.calls import actor_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import (
    Credits,
    Given,
    OptionalKey,
    decimal,
)
from triennio.registry.actions import dossiers as actions
from triennio.registry.api.common import Start, own_professional, triennio_in
from triennio.registry.domain.dossiers import Coherence
from triennio.registry.queries import dossiers, dossiers_needs
from triennio.registry.queries.dossiers import DossierView

router = Router(tags=[str(N_("Dossier formativi"))])
Percent = Annotated[int, Field(ge=1, le=100)]
StartInPath = Annotated[int, Path(ge=2014, le=2098, description="Primo anno del triennio")]


class PlannedShape(Given):
    """An objective and its share of the plan."""

    objective: Annotated[int, Field(ge=1, le=999)]
    percent: Percent


Plan = Annotated[list[PlannedShape], Field(min_length=1, max_length=50)]


class ObjectiveShape(Schema):
    code: int
    title: str
    area: Literal["technical", "process", "system"]


class AreaShape(Schema):
    """One area: what was planned and earned; `coherence` in percent, null where nothing can be said.

    `earned` is null for an office: the change of a group's sum, when one person joins, would be that person's.
    """

    name: str
    percent: int
    earned: Credits | None
    coherence: float | None
    reached: bool


class CoherenceShape(Schema):
    areas: list[AreaShape]
    total: Credits | None
    without: Credits | None
    threshold: int
    satisfied: bool
    since: date


class DossierShape(Schema):
    code: str
    type: str
    name: str
    triennio: str
    built: date
    organisation: str
    plan: list[PlannedShape]
    coherence: CoherenceShape | None
    done: bool | None


class OwnDossiers(Schema):
    """What a person has in a triennio. `editable` while the window is open."""

    triennio: str
    opens: date | None
    closes: date | None
    editable: bool
    own: DossierShape | None
    groups: list[DossierShape]


class DossierCode(Schema):
    dossier: str


class OwnPlan(Given):
    plan: Plan


class NeedShape(Schema):
    objective: ObjectiveShape
    professions: dict[str, int]
    total: int


class NeedsShape(Schema):
    """People by objective, never fewer than five. `hidden` says that smaller counts were left out."""

    needs: list[NeedShape]
    areas: dict[str, int]
    hidden: bool


def pairs_of(plan: list[PlannedShape]) -> list[list[int]]:
    """As the actions take a plan."""
    return [[each.objective, each.percent] for each in plan]


def _coherence(found: Coherence, *, sums: bool) -> dict[str, Any]:
    return {
        "areas": [
            {
                "name": each.name,
                "percent": each.percent,
                "earned": decimal(each.earned) if sums else None,
                "coherence": None if each.coherence is None else round(float(each.coherence) * 100, 2),
                "reached": each.reached,
            }
            for each in found.areas
        ],
        "total": decimal(found.total) if sums else None,
        "without": decimal(found.without) if sums else None,
        "threshold": found.threshold,
        "satisfied": found.satisfied,
        "since": found.since,
    }


def dossier_told(each: DossierView, *, shown: bool = True, sums: bool = True) -> dict[str, Any]:
    """A dossier; `shown` false leaves out what would tell of single people, `sums` false the credits of a group."""
    return {
        "code": each.code,
        "type": each.type,
        "name": each.name,
        "triennio": str(each.triennio),
        "built": each.built,
        "organisation": each.organisation,
        "plan": [{"objective": one.objective.code, "percent": one.percent} for one in each.plan],
        "coherence": _coherence(each.coherence, sums=sums) if shown else None,
        "done": each.done if shown else None,
    }


@operation(
    router,
    "GET",
    "/objectives",
    title=N_("Gli obiettivi nazionali con la loro area"),
    answers=list[ObjectiveShape],
    public=True,
)
def read_objectives(request: HttpRequest) -> Any:
    """By code. For everybody."""
    return [found for _code, found in sorted(dossiers.known().items())]


@operation(
    router,
    "GET",
    "/dossiers/{triennio}",
    title=N_("I dossier di una persona in un triennio, con la coerenza per area"),
    answers=OwnDossiers,
    needs="dossier.own",
)
def read_dossiers(request: HttpRequest, triennio: StartInPath) -> Any:
    """One's own, and those of the groups one is in."""
    found = dossiers.board(actor_of(request), own_professional(request), triennio_in(triennio), clock.today())
    return {
        "triennio": str(found.triennio),
        "opens": found.window[0] if found.window else None,
        "closes": found.window[1] if found.window else None,
        "editable": found.editable,
        "own": dossier_told(found.own) if found.own else None,
        "groups": [dossier_told(each) for each in found.groups],
    }


@operation(
    router,
    "PUT",
    "/dossiers/{triennio}",
    title=N_("Costruire o cambiare il proprio dossier"),
    answers=DossierCode,
    does=actions.plan,
    example={"plan": [{"objective": 18, "percent": 60}, {"objective": 1, "percent": 40}]},
)
def plan_dossier(request: HttpRequest, triennio: StartInPath, body: OwnPlan, key: OptionalKey = None) -> Any:
    """In the first two years of the triennio."""
    person = own_professional(request)
    return perform(
        request,
        actions.plan,
        key,
        professional=person.code,
        triennio=triennio_in(triennio).first,
        plan=pairs_of(body.plan),
    )


@operation(
    router,
    "GET",
    "/needs",
    title=N_("Quante persone hanno in programma ciascun obiettivo, senza nomi"),
    answers=NeedsShape,
    needs="needs.see",
)
def read_needs(
    request: HttpRequest,
    triennio: Start | None = None,
    area: Literal["", "technical", "process", "system"] = "",
    profession: Annotated[int | None, Query(ge=1, le=999)] = None,
) -> Any:
    """Counts below five are left out."""
    period = triennio_in(triennio) if triennio else Triennio.of(clock.today())
    found = dossiers_needs.counted(actor_of(request), period, area=area, profession=profession)
    return {
        "needs": [
            {
                "objective": each.objective,
                "professions": {str(code): count for code, count in each.professions},
                "total": each.total,
            }
            for each in found.needs
        ],
        "areas": dict(found.areas),
        "hidden": found.hidden,
    }
