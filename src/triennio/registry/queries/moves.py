"""What a person can move, what not and why, and what a move would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.triennio import Triennio
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform.canonical import canonical, digest
from triennio.platform.permissions import Actor, require
from triennio.registry.domain import moves as rules
from triennio.registry.domain.moves import Objection
from triennio.registry.models import Move, Participation
from triennio.registry.queries.case import Known, case_of
from triennio.rules.book import load
from triennio.rules.book.model import Window

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A participation on the board. `objection` is None where it can be moved today."""

    code: str
    title: str
    provider: str
    acquired: date
    credits: int
    objection: Objection | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One objection and all the rows of a route to which it stands."""

    objection: Objection
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """From one triennio to the one before: the window as the rules have it, and the rows it concerns.

    `missing` is what the destination lacks today; `covered` says that compensation already makes it certifiable.
    """

    origin: Triennio
    to: Triennio
    window: Window | None
    until: date | None
    missing: Decimal
    covered: bool
    movable: tuple[Row, ...]
    blocked: tuple[Row, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The blocked rows under what they have in common, so that a sentence is said once."""
        found: dict[Objection, list[Row]] = {}
        for each in self.blocked:
            if each.objection is not None:
                found.setdefault(each.objection, []).append(each)
        return tuple(Reason(objection, tuple(rows)) for objection, rows in found.items())


@dataclass(frozen=True, slots=True)
class Done:
    """A participation already moved."""

    row: Row
    origin: Triennio
    to: Triennio
    on: date


@dataclass(frozen=True, slots=True)
class Board:
    """`routes` with something to move first, then the others; both newest first."""

    routes: tuple[Route, ...]
    done: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Both positions for a choice of participations; `seen` is handed back with the confirmation."""

    rows: tuple[Row, ...]
    to: Triennio
    before: Json
    after: Json
    not_needed: tuple[str, ...]
    seen: str

    @property
    def hundredths(self) -> int:
        return sum(each.credits for each in self.rows)


def board(viewer: Actor, professional: Professional, day: date) -> Board:
    """Everything of a person that could be moved on a day, or not, or was. Raises OutOfSight for anybody else."""
    require(viewer, "credits.move", scopes.of_professional(professional))
    rows = list(
        Participation.objects.filter(professional=professional, cancelled=None).order_by("-acquired", "-pk")
    )
    gone = {
        each.participation_id: each for each in Move.objects.filter(participation__professional=professional)
    }
    known = case_of(professional, day)
    found = _objections(known, rows, set(gone), day)
    routes: dict[Triennio, list[Row]] = {}
    for each in rows:
        if each.pk not in gone:
            routes.setdefault(Triennio.of(each.acquired), []).append(_row(each, found.get(each.code)))
    done = [
        Done(_row(each, None), Triennio.of(each.acquired), Triennio(gone[each.pk].to), gone[each.pk].on)
        for each in rows
        if each.pk in gone
    ]
    answer = known.answer()
    found_routes = [_route(t, routes[t], answer, day) for t in sorted(routes, reverse=True)]
    return Board(tuple(sorted(found_routes, key=lambda each: not each.movable)), tuple(done))


def _objections(
    known: Known, rows: Sequence[Participation], gone: set[int], day: date
) -> dict[str, Objection]:
    found = {each.code: rules.NOT_REGISTERED for each in rows if each.reported is None}
    asked = {
        each.code: rules.destination(each.acquired)
        for each in rows
        if each.reported is not None and each.pk not in gone and each.acquired <= day
    }
    late = {each.code: rules.NOT_REGISTERED for each in rows if each.acquired > day}
    return found | late | rules.objections(known.case, load("ecm"), known.answer(), asked, day)


def _row(each: Participation, objection: Objection | None) -> Row:
    title = each.title or each.event_code
    return Row(each.code, title, each.provider_name, each.acquired, each.credits, objection)


def _route(origin: Triennio, rows: list[Row], answer: Json, day: date) -> Route:
    book, to = load("ecm"), origin.previous
    window = book.windows.get(to)
    until = date.fromisoformat(book.choices()[window.policy]) if window and window.policy else None
    return Route(
        origin,
        to,
        window,
        until or (window.move_until if window else None),
        rules.missing_in(answer, to),
        bool(answer["compensation"]["certifiable"].get(str(to))),
        tuple(each for each in rows if each.objection is None),
        tuple(each for each in rows if each.objection is not None),
    )


def preview(viewer: Actor, professional: Professional, codes: Sequence[str], day: date) -> Preview:
    """Before and after for participations of one triennio. Raises Refusal when one of them cannot be moved:
    MOVE_NOTHING, MOVE_ONE_TRIENNIO, MOVE_REFUSED, MOVE_DONE. Raises OutOfSight for what is not the person's."""
    require(viewer, "credits.move", scopes.of_professional(professional))
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        raise Refusal(
            "MOVE_NOTHING", "Nessuna partecipazione è stata scelta.", next_step="Sceglierne almeno una."
        )
    rows = list(
        Participation.objects.filter(professional=professional, cancelled=None, code__in=wanted).order_by(
            "acquired", "pk"
        )
    )
    if len(rows) != len(wanted):
        raise OutOfSight("credits.move")
    to = _one_destination(rows)
    _not_moved_yet(rows)
    known = case_of(professional, day)
    found = _objections(known, rows, set(), day)
    for each in rows:
        if each.code in found:
            raise _refusal(each, found[each.code])
    chosen = [(each.code, to) for each in rows]
    if together := rules.refused_moves(known.case, chosen, day):
        raise _refusal(rows[0], together[0])
    before = known.answer()
    after = Known(rules.with_moves(known.case, chosen, day), known.expected, known.registered).answer()
    spare = () if rules.missing_in(after, to) else tuple(rules.not_needed(known.case, chosen, day))
    seen = digest(canonical([[each.code for each in rows], rules.figures(before, after)]))
    return Preview(tuple(_row(each, None) for each in rows), to, before, after, spare, seen)


def _one_destination(rows: Sequence[Participation]) -> Triennio:
    found = {rules.destination(each.acquired) for each in rows}
    if len(found) > 1:
        raise Refusal(
            "MOVE_ONE_TRIENNIO",
            "Le partecipazioni scelte appartengono a trienni diversi.",
            next_step="Spostare un triennio alla volta.",
        )
    return found.pop()


def _not_moved_yet(rows: Sequence[Participation]) -> None:
    if Move.objects.filter(participation__in=rows).exists():
        raise Refusal(
            "MOVE_DONE",
            "Una delle partecipazioni è già stata spostata: lo spostamento è irreversibile (regola REC-2).",
            next_step="Ricaricare la pagina: l’elenco mostra che cosa è già stato spostato.",
        )


def _refusal(each: Participation, objection: Objection) -> Refusal:
    return Refusal(
        "MOVE_REFUSED",
        f"{each.title or each.event_code}: {objection.sentence} (regola {objection.rule})",
        next_step="Togliere dalla scelta le partecipazioni che non si possono spostare.",
        decides="Commissione nazionale per la formazione continua",
    )
