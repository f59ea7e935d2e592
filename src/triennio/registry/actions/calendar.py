"""The address of a person's calendar: made anew, or closed."""

from __future__ import annotations

from typing import Any

from triennio.kernel.refusal import OutOfSight
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform.actions import Act, action, locked
from triennio.platform.permissions import Scope
from triennio.registry.models import CalendarFeed


def _person(act: Act, code: str) -> Professional:
    found = locked(Professional.objects.filter(code=code)).first()
    act.permit(scopes.of_professional(found) if found else Scope())
    if found is None:
        raise OutOfSight(act.spec.permission)
    return found


@action("calendar.renew", permission="calendar.own")
def renew(act: Act, *, professional: str, digest: str) -> dict[str, Any]:
    """Open a new address; the old one, if any, stops answering. `digest` is the SHA-256 of the token: the token
    itself is known to the person only.
    """
    person = _person(act, professional)
    CalendarFeed.objects.filter(professional=person).delete()
    CalendarFeed.objects.create(professional=person, token=digest, created=act.now)
    act.journal(f"professional:{person.pk}", {"calendar": "open"})
    return {"open": True}


@action("calendar.close", permission="calendar.own")
def close(act: Act, *, professional: str) -> dict[str, Any]:
    """Close the address."""
    person = _person(act, professional)
    gone, _ = CalendarFeed.objects.filter(professional=person).delete()
    if gone:
        act.journal(f"professional:{person.pk}", {"calendar": "closed"})
    else:
        act.nothing_changed()
    return {"open": False}
