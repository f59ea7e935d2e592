"""Dossiers as the rules read them, and as the person who has them sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from triennio.kernel.triennio import Triennio
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform.models import JournalEntry
from triennio.platform.permissions import Actor, require
from triennio.registry.domain import dossiers as plans
from triennio.registry.domain.dossiers import Bonus, Coherence, Earned, Objective
from triennio.registry.models import Dossier, Move, Participation
from triennio.rules.book import Book, load

Json = dict[str, Any]


def book() -> Book:
    """The rulebooks of the health professions."""
    return load("ecm")


def known() -> dict[int, Objective]:
    """The national objectives by code."""
    return plans.objectives(book())


def of_professional(professional: Professional, as_of: date) -> QuerySet[Dossier]:
    """A person's own dossiers and those of the groups joined by that day, with their plans: two questions in all."""
    member = Q(members__professional=professional, members__since__lte=as_of)
    # Somebody put in by mistake and taken out on the same day never was a member.
    stayed = Q(members__until=None) | Q(members__until__gt=F("members__since"))
    # Asked apart, so that the filter on members and the other on the owner do not multiply rows.
    joined = Dossier.objects.filter(member & stayed).values("pk")
    mine = Dossier.objects.filter(Q(professional=professional) | Q(pk__in=joined), cancelled=None)
    found = mine.select_related("organisation").prefetch_related("objectives")
    return found.order_by("built", "pk")


def earned(participations: Iterable[Participation], moves: Iterable[Move], as_of: date) -> list[Earned]:
    """Participations as the dossier counts them on a day: accredited, placed in the triennio they belong to."""
    moved = {each.participation_id: Triennio(each.to) for each in moves if each.on <= as_of}
    return [
        Earned(moved.get(each.pk, Triennio.of(each.acquired)), each.acquired, each.objective, each.credits)
        for each in participations
        if each.accredited and each.acquired <= as_of
    ]


def plan_of(dossier: Dossier) -> dict[int, int]:
    """{objective: percent}."""
    return {each.objective: each.percent for each in dossier.objectives.all()}


def in_case(
    professional: Professional, participations: Iterable[Participation], moves: Iterable[Move], as_of: date
) -> list[Json]:
    """The dossiers of a case. What the national register has already said of one is not computed again."""
    rows = list(of_professional(professional, as_of))
    if not rows:
        return []
    credits, objectives = earned(participations, moves, as_of), known()
    return [_case(each, credits, objectives) for each in rows]


def _case(each: Dossier, credits: list[Earned], objectives: Mapping[int, Objective]) -> Json:
    found: Json = {"type": each.type, "built": each.built.isoformat(), "realised": bool(each.realised)}
    plan = plan_of(each)
    if each.realised is None and plan:
        triennio = Triennio(each.triennio)
        done, _ = plans.realised(credits, objectives, triennio, plans.since(triennio, each.built))
        found["areas"] = plans.as_case(plans.by_area(plan, objectives), done)
    return found


@dataclass(frozen=True, slots=True)
class Planned:
    """One objective of a plan."""

    objective: Objective
    percent: int


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier with its plan and its coherence. `realised` is what the national register says, where it says."""

    code: str
    type: str
    name: str
    triennio: Triennio
    built: date
    organisation: str
    plan: tuple[Planned, ...]
    coherence: Coherence
    realised: bool | None

    @property
    def individual(self) -> bool:
        return self.type == Dossier.Type.INDIVIDUAL

    @property
    def done(self) -> bool:
        """Realised: as the register says, else as the credits say."""
        return self.coherence.satisfied if self.realised is None else self.realised


def bonus(triennio: Triennio, type: str) -> Bonus | None:
    """The two bonuses of a dossier of a triennio; None where the rulebooks know none."""
    return plans.bonus(book(), triennio, type)


@dataclass(frozen=True, slots=True)
class Board:
    """The dossiers of one person in one triennio, newest knowledge. `editable` says whether the window is open."""

    triennio: Triennio
    window: tuple[date, date] | None
    editable: bool
    own: DossierView | None
    groups: tuple[DossierView, ...]


def board(viewer: Actor, professional: Professional, triennio: Triennio, day: date) -> Board:
    """What a person sees of the dossiers of a triennio. Raises OutOfSight for anybody else."""
    require(viewer, "dossier.own", scopes.of_professional(professional))
    rows = [each for each in of_professional(professional, day) if each.triennio == triennio.first]
    participations = Participation.objects.filter(professional=professional, cancelled=None).exclude(
        reported=None
    )
    moves = Move.objects.filter(participation__professional=professional)
    credits = earned(participations, moves, day)
    views = [view(each, credits) for each in rows]
    window = plans.window(book(), triennio)
    return Board(
        triennio,
        window,
        bool(window and window[0] <= day <= window[1]),
        next((each for each in views if each.individual), None),
        tuple(each for each in views if not each.individual),
    )


def trienni_of(professional: Professional, day: date) -> list[Triennio]:
    """Trienni in which the person has a dossier, and the current one; newest first."""
    found = {Triennio(each.triennio) for each in of_professional(professional, day)}
    return sorted(found | {Triennio.of(day)}, reverse=True)


def view(dossier: Dossier, credits: Iterable[Earned]) -> DossierView:
    """A dossier against credits: one person's, or all those of a group."""
    law, objectives, triennio = book(), known(), Triennio(dossier.triennio)
    first = plans.since(triennio, dossier.built)
    done, without = plans.realised(credits, objectives, triennio, first)
    return seen(dossier, law, objectives, done, without)


def seen(
    dossier: Dossier, law: Book, objectives: Mapping[int, Objective], done: Mapping[str, int], without: int
) -> DossierView:
    """A dossier against sums already made by area."""
    plan, triennio = plan_of(dossier), Triennio(dossier.triennio)
    params = law.params(triennio if triennio in law.trienni else law.trienni[-1], law.choices())
    found = plans.coherence(
        plans.by_area(plan, objectives),
        done,
        without,
        plans.since(triennio, dossier.built),
        params.count("dossier_coherence_percent"),
        overall=bool(params.count("dossier_overall")),
    )
    listed = [Planned(objectives[code], percent) for code, percent in plan.items() if code in objectives]
    return DossierView(
        dossier.code,
        dossier.type,
        dossier.name,
        triennio,
        dossier.built,
        dossier.organisation.name if dossier.organisation else "",
        tuple(sorted(listed, key=lambda each: (-each.percent, each.objective.code))),
        found,
        dossier.realised,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A plan as it was left on an instant: objective and percent, largest first."""

    at: datetime
    act: str
    plan: tuple[Planned, ...]


def history(viewer: Actor, professional: Professional, code: str) -> list[Change]:
    """What became of a person's own dossier, newest first, from the journal."""
    require(viewer, "dossier.own", scopes.of_professional(professional))
    if not Dossier.objects.filter(code=code, professional=professional).exists():
        return []
    return changes(code)


def changes(code: str) -> list[Change]:
    """The plans that a dossier had, newest first. For those who may see the dossier."""
    objectives = known()
    entries = JournalEntry.objects.filter(aggregate=f"dossier:{code}").select_related("content")
    found = []
    for entry in entries.order_by("-sequence"):
        content = getattr(entry, "content", None)
        if content is None or "plan" not in content.data:
            continue
        listed = [
            Planned(objectives[code], percent) for code, percent in content.data["plan"] if code in objectives
        ]
        listed.sort(key=lambda each: (-each.percent, each.objective.code))
        found.append(Change(entry.at, entry.act, tuple(listed)))
    return found
