"""Whether the viewer may see a request. Who may not learns nothing, and the attempt is written down."""

from __future__ import annotations

from triennio.kernel.refusal import OutOfSight
from triennio.platform.actions import deny
from triennio.platform.permissions import Actor, Scope, allowed
from triennio.registry.models import Request


def in_sight(viewer: Actor, permission: str, code: str) -> Request:
    """The request with this code. Raises OutOfSight for one that is unknown or somebody else's."""
    rows = Request.objects.select_related("professional", "order", "decided_by")
    request = rows.filter(code=code).first()
    if request is None or not allowed(viewer, permission, scope_of(request)):
        deny(viewer, permission)
        raise OutOfSight(permission)
    return request


def scope_of(request: Request) -> Scope:
    """Whose a request is: the person's, and the Order's that decides it."""
    return Scope.of(request.order_id, owner=request.professional.account_id)
