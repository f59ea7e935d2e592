"""One request as the office reads it. Opening what is asked is written down each time, before it is opened."""

from __future__ import annotations

from dataclasses import dataclass

from triennio.kernel.refusal import OutOfSight
from triennio.platform.actions import deny
from triennio.platform.models import Upload
from triennio.platform.permissions import Actor
from triennio.registry.actions.requests.messages import open_for_office
from triennio.registry.models import Request, RequestProof
from triennio.registry.queries.requests import inbox, own
from triennio.registry.queries.requests.sight import in_sight


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk of whoever decides."""

    whole: own.Whole
    precedents: list[inbox.Precedent]
    next: str
    mine: bool


def desk(viewer: Actor, code: str) -> Desk:
    """A request that was sent, for the office that decides it. Raises OutOfSight for anybody else."""
    request = in_sight(viewer, "request.decide", code)
    if request.sent is None:
        deny(viewer, "request.decide")
        raise OutOfSight("request.decide")
    found = own.whole_of(request, open_for_office(viewer, request))
    return Desk(
        whole=found,
        precedents=inbox.precedents(request),
        next=inbox.after(viewer, request),
        mine=request.professional.account_id == viewer.account,
    )


def document(viewer: Actor, code: str, upload: str, *, office: bool) -> Upload:
    """A document of a request, for its owner or for the office; the office's reading is written down."""
    request = in_sight(viewer, "request.decide" if office else "request.own", code)
    rows = RequestProof.objects.filter(request=request, upload__code=upload, upload__erased=None)
    found = rows.select_related("upload").first()
    if found is None or (office and request.state == Request.State.DRAFT):
        deny(viewer, "request.own")
        raise OutOfSight("request.own")
    if office:
        open_for_office(viewer, request)
    return found.upload
