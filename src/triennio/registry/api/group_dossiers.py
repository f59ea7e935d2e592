"""Dossiers of a group: plans, members, who asks to have them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from triennio.kernel.messages import N_
from triennio.platform import clock
from triennio.platform.api.calls import actor_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import Code, CodeInPath, Day, Given, Line, OptionalKey, RequiredKey, Words
from triennio.registry.actions import dossiers_group as group_actions
from triennio.registry.api.dossiers import DossierCode, DossierShape, Plan, dossier_told, pairs_of
from triennio.registry.queries import dossiers_group

router = Router(tags=[str(N_("Dossier di gruppo"))])
Members = Annotated[list[Code], Field(min_length=1, max_length=5000)]


class NewGroup(Given):
    organisation: Code
    triennio: Annotated[int, Field(ge=2014, le=2098)]
    name: Words
    plan: Plan


class ChangedGroup(Given):
    name: Words
    plan: Plan


class Joining(Given):
    professionals: Members
    since: Day


class Leaving(Given):
    professionals: Members
    until: Day | None = None


class JoinedShape(Schema):
    joined: list[str]


class LeftShape(Schema):
    left: list[str]


class ListedShape(Schema):
    code: str
    name: str
    triennio: str
    built: date
    members: int


class EnablingShape(Schema):
    """A request to be enabled to group dossiers."""

    code: str
    organisation: str
    state: str
    note: str
    reason: str
    asked: datetime
    decided: datetime | None


class OfficeShape(Schema):
    organisation: str
    enabled: bool
    request: EnablingShape | None
    dossiers: list[ListedShape]


class MemberOfGroup(Schema):
    code: str
    name: str
    since: date
    until: date | None


class GroupShape(Schema):
    """`dossier.coherence` is null where the group is too small for its sums to hide the people in it."""

    organisation: str
    dossier: DossierShape
    members: list[MemberOfGroup]
    gone: list[MemberOfGroup]
    editable: bool


class Enabling(Given):
    organisation: Code
    note: Line = ""


class EnablingDecision(Given):
    accept: bool
    reason: Line = ""


class EnablingAsked(Schema):
    request: str


class EnablingDecided(Schema):
    request: str
    state: str


@operation(
    router,
    "GET",
    "/group-dossiers",
    title=N_("I dossier di gruppo delle proprie organizzazioni"),
    answers=list[OfficeShape],
    needs="dossier.group",
)
def read_groups(request: HttpRequest) -> Any:
    """With how it stands with the request to have them."""
    viewer = actor_of(request)
    return [_office(viewer, each) for each in dossiers_group.organisations(viewer)]


def _office(viewer: Any, organisation: Any) -> dict[str, Any]:
    found = dossiers_group.office(viewer, organisation, clock.today())
    return {
        "organisation": found.organisation.code,
        "enabled": found.enabled,
        "request": _enabling(found.request) if found.request else None,
        "dossiers": [
            {
                "code": each.code,
                "name": each.name,
                "triennio": str(each.triennio),
                "built": each.built,
                "members": each.members,
            }
            for each in found.dossiers
        ],
    }


def _enabling(each: Any) -> dict[str, Any]:
    told = {name: getattr(each, name) for name in ("code", "state", "note", "reason", "asked", "decided")}
    return {**told, "organisation": each.organisation.code}


@operation(
    router,
    "POST",
    "/group-dossiers",
    title=N_("Costruire un dossier di gruppo"),
    answers=DossierCode,
    does=group_actions.build,
    status=201,
    example={
        "organisation": "codice",
        "triennio": 2026,
        "name": "Area critica",
        "plan": [{"objective": 18, "percent": 100}],
    },
)
def build_group(request: HttpRequest, body: NewGroup, key: RequiredKey) -> Any:
    """By an organisation that is enabled."""
    return perform(
        request,
        group_actions.build,
        key,
        organisation=body.organisation,
        triennio=body.triennio,
        name=body.name,
        plan=pairs_of(body.plan),
    )


@operation(
    router,
    "GET",
    "/group-dossiers/{code}",
    title=N_("Un dossier di gruppo, con i membri e la coerenza del gruppo"),
    answers=GroupShape,
    needs="dossier.group",
)
def read_group(request: HttpRequest, code: CodeInPath) -> Any:
    """Never the credits of one person."""
    found = dossiers_group.group(actor_of(request), code, clock.today())
    return {
        "organisation": found.organisation.code,
        "dossier": dossier_told(found.dossier, shown=found.shown, sums=False),
        "members": list(found.members),
        "gone": list(found.gone),
        "editable": found.editable,
    }


@operation(
    router,
    "PUT",
    "/group-dossiers/{code}",
    title=N_("Cambiare nome e piano di un dossier di gruppo"),
    answers=DossierCode,
    does=group_actions.change,
    example={"name": "Area critica", "plan": [{"objective": 18, "percent": 100}]},
)
def change_group(request: HttpRequest, code: CodeInPath, body: ChangedGroup, key: OptionalKey = None) -> Any:
    """While the window is open."""
    return perform(request, group_actions.change, key, dossier=code, name=body.name, plan=pairs_of(body.plan))


@operation(
    router,
    "POST",
    "/group-dossiers/{code}/members",
    title=N_("Mettere persone in un dossier di gruppo"),
    answers=JoinedShape,
    does=group_actions.join,
    status=201,
    example={"professionals": ["codice"], "since": "2026-03-01"},
)
def join_group(request: HttpRequest, code: CodeInPath, body: Joining, key: RequiredKey) -> Any:
    """Up to 5,000 at a time; who is already in it stays as they are."""
    return perform(request, group_actions.join, key, dossier=code, **body.model_dump())


@operation(
    router,
    "POST",
    "/group-dossiers/{code}/leave",
    title=N_("Far uscire persone da un dossier di gruppo"),
    answers=LeftShape,
    does=group_actions.leave,
    example={"professionals": ["codice"], "until": "2026-09-30"},
)
def leave_group(request: HttpRequest, code: CodeInPath, body: Leaving, key: OptionalKey = None) -> Any:
    """Without a day, as if they had never been put in."""
    return perform(request, group_actions.leave, key, dossier=code, **body.model_dump())


@operation(
    router,
    "POST",
    "/dossier-enabling",
    title=N_("Chiedere di essere abilitati ai dossier di gruppo"),
    answers=EnablingAsked,
    does=group_actions.ask,
    status=201,
    example={"organisation": "codice", "note": ""},
)
def ask_enabling(request: HttpRequest, body: Enabling, key: RequiredKey) -> Any:
    """Whoever runs the platform decides."""
    return perform(request, group_actions.ask, key, **body.model_dump())


@operation(
    router,
    "GET",
    "/dossier-enabling",
    title=N_("Chi ha chiesto di essere abilitato"),
    answers=list[EnablingShape],
    needs="dossier.enable",
)
def read_enabling(request: HttpRequest) -> Any:
    """Those that wait first, then the last fifty decided."""
    return [_enabling(each) for each in dossiers_group.waiting(actor_of(request))]


@operation(
    router,
    "POST",
    "/dossier-enabling/{code}",
    title=N_("Decidere se abilitare un’organizzazione"),
    answers=EnablingDecided,
    does=group_actions.enable,
    example={"accept": True},
)
def decide_enabling(
    request: HttpRequest, code: CodeInPath, body: EnablingDecision, key: OptionalKey = None
) -> Any:
    """A refusal needs a reason, which is read by who asked."""
    return perform(request, group_actions.enable, key, request=code, **body.model_dump())
