"""What a form must know of the person beside the answers, and the answers as they stand."""

from __future__ import annotations

from datetime import date, datetime

from triennio.people.models import Professional, RegisterAct
from triennio.platform import clock
from triennio.registry.domain.requests.kind import Situation
from triennio.registry.models import Participation, Request
from triennio.registry.queries.case import main_registration


def answers(request: Request) -> dict[str, str]:
    """The answers of the form as they were typed. Only for the person and whoever decides."""
    found: dict[str, str] = request.opened().get("fields", {})
    return found


def situation_of(request: Request, now: datetime) -> Situation:
    """The situation on the day the request was sent, or now while it is a draft."""
    waits = request.state in (Request.State.DRAFT, Request.State.ASKED)
    day = clock.day_of(now if waits or request.sent is None else request.sent)
    return of_professional(request.professional, day, expected_of(request))


def of_professional(professional: Professional, day: date, expected: str = "") -> Situation:
    """The situation of somebody who may yet ask for something. Takes no viewer: it is for those who were let in."""
    registration = main_registration(professional)
    if registration is None:
        return Situation(today=day, expected=expected)
    acts = [each for each in registration.acts.all() if each.kind == RegisterAct.Kind.ENROLMENT]
    return Situation(
        today=day,
        profession=registration.profession,
        practice=registration.practice,
        disciplines=tuple(registration.disciplines),
        enrolled=acts[0].date if acts else None,
        expected=expected,
    )


def expected_of(request: Request) -> str:
    """The code of the participation that the register still waits for, where the request is about one."""
    code = request.opened().get("participation", "")
    waiting = Participation.objects.filter(
        code=code, professional=request.professional_id, reported=None, cancelled=None
    )
    return code if code and waiting.exists() else ""
