"""What the next action of a person is decided from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import italian
from triennio.people.models import Professional
from triennio.pictures.domain import PositionPictures, due_after
from triennio.registry.domain.next_action import Debt, Late, NextAction, Situation, next_action
from triennio.registry.models import Request
from triennio.registry.queries.credit_rows import Row
from triennio.rules.book import Book, load

if TYPE_CHECKING:
    from triennio.registry.queries.position import Arriving


def action_for(
    professional: Professional,
    answer: Mapping[str, Any],
    pictures: PositionPictures,
    rows: Mapping[str, Row],
    arriving: Sequence[Arriving],
    when_arrived: Decimal | None,
    moved: frozenset[str],
) -> NextAction:
    """The one next action, out of the position of today and of the requests that wait for the person.

    `moved` are the participations that were already moved: those cannot be moved again.
    """
    asked = Request.objects.filter(professional=professional, state=Request.State.ASKED)
    verdict, today = pictures.verdict, pictures.as_of
    return next_action(
        Situation(
            today=today,
            asked=list(asked.order_by("updated").values_list("code", flat=True)[:1]),
            late=[_late(each.row) for each in arriving if each.track.state == "late"],
            debts=list(_debts(answer, rows, moved, load("ecm"))),
            dossier_until=_dossier_until(pictures),
            begins=verdict.duty_from if verdict.code == "not_bound" else None,
            missing="" if verdict.good else verdict.missing,
            on_arrival="" if when_arrived is None else italian(str(when_arrived)),
            slow=pictures.pace is not None and pictures.pace.now.code == "falls_short",
        )
    )


def _late(row: Row) -> Late:
    return Late(row.code, row.title, due_after(row.closes or row.acquired))


def _dossier_until(pictures: PositionPictures) -> date | None:
    """The term of the dossier, if none was built in a triennio that asks for credits."""
    if pictures.verdict.code == "not_bound":
        return None
    flags = (flag.deadline for flag in pictures.timeline.flags)
    return next((each.day for each in flags if each.code == "dossier"), None)


def _debts(
    answer: Mapping[str, Any], rows: Mapping[str, Row], moved: frozenset[str], book: Book
) -> list[Debt]:
    """The ended trienni that lack credits, that compensation does not cover and whose window can still be used."""
    found = []
    for each in answer["trienni"]:
        period = Triennio.parse(each["triennio"])
        window = book.windows.get(period)
        if not each["ended"] or not Decimal(each["missing"]) or window is None:
            continue
        if answer["compensation"]["certifiable"].get(str(period)):
            continue
        until = date.fromisoformat(book.choices()[window.policy]) if window.policy else window.move_until
        usable = [
            row
            for row in rows.values()
            if row.event_like and row.reported and row.code not in moved
            if row.acquired in period.next and row.acquired <= window.earned_until
        ]
        found.append(Debt(period, italian(each["missing"]), until, len(usable)))
    return found
