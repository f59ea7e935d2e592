"""Taking the archive of one's own data: written down each time."""

from __future__ import annotations

from typing import Any

from triennio.kernel.refusal import OutOfSight
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform.actions import Act, action
from triennio.platform.permissions import Scope


@action("archive.take", permission="archive.own")
def take(act: Act, *, professional: str) -> dict[str, Any]:
    """Say that the person takes everything the installation holds about them."""
    found = Professional.objects.filter(code=professional).first()
    act.permit(scopes.of_professional(found) if found else Scope())
    if found is None:
        raise OutOfSight(act.spec.permission)
    act.journal(f"professional:{found.pk}", {"archive": "taken"})
    return {"professional": found.code}
