"""The deadlines of a person for a calendar: those of the law, of what is on its way, of requests. No amount, no
reason: a calendar is read by others too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from triennio.people import scopes
from triennio.people.models import Professional
from triennio.pictures.domain import Deadline, PositionPictures
from triennio.platform.clock import day_of
from triennio.platform.permissions import Actor, require
from triennio.registry.domain.ics import Entry
from triennio.registry.models import CalendarFeed, Request
from triennio.registry.queries.position import PositionPage, position_of


def is_open(viewer: Actor, professional: Professional) -> bool:
    """Whether the person has an address for the calendar. Raises OutOfSight for anybody else."""
    require(viewer, "calendar.own", scopes.of_professional(professional))
    return CalendarFeed.objects.filter(professional=professional).exists()


def owner_of(digest: str) -> Professional | None:
    """Whose address has this digest. The token is the right; whoever holds it reads deadlines and nothing else."""
    rows = CalendarFeed.objects.select_related("professional__account")
    found = rows.filter(token=digest).first()
    if found is None or found.professional.account is None or not found.professional.account.approved:
        return None
    return found.professional


def entries(professional: Professional, today: date) -> list[Entry]:
    """The deadlines still to come, and those of the last ninety days."""
    viewer = Actor(professional.account_id, "calendar")
    found = position_of(viewer, professional.code, today)
    told = [*_of_law(found.pictures), *_arriving(found), *_requests(professional)]
    return [_entry(professional, *each) for each in told if (today - each[1]).days <= 90]


Told = tuple[str, date, str]


def _of_law(pictures: PositionPictures) -> Iterator[Told]:
    for flag in pictures.timeline.flags:
        words = _words(flag.deadline)
        if words:
            yield f"{flag.deadline.code}-{flag.deadline.period}", flag.deadline.day, words


def _words(deadline: Deadline) -> str:
    texts = {
        "end": _("Fine del triennio %(period)s"),
        "earn": _("Ultimo giorno per acquisire crediti da spostare al %(period)s"),
        "move": _("Ultimo giorno per spostare crediti al %(period)s"),
        "compensate": _("Ultimo giorno per acquisire i crediti in più che coprono i debiti passati"),
        "dossier": _("Ultimo giorno per costruire il dossier formativo del %(period)s"),
    }
    text = texts.get(deadline.code, "")
    return text % {"period": deadline.period} if "%(" in text else text


def _arriving(found: PositionPage) -> Iterator[Told]:
    for each in found.arriving:
        due = each.track.stops[2].day
        if due:
            words = _("Il provider deve aver comunicato «%(title)s»") % {"title": each.row.title}
            yield f"report-{each.row.code}", due, words


def _requests(professional: Professional) -> Iterator[Told]:
    asked = Request.objects.filter(professional=professional, state=Request.State.ASKED)
    for each in asked.order_by("pk"):
        yield f"request-{each.code}", day_of(each.updated), _("Una richiesta aspetta una risposta")


def _entry(professional: Professional, what: str, day: date, title: str) -> Entry:
    # Not the code itself: a calendar is passed around.
    uid = sha256(f"{professional.code}/{what}".encode()).hexdigest()[:32]
    return Entry(f"{uid}@triennio", day, title)
