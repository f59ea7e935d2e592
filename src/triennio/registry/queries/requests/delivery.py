"""The one-time links of bodies: those of a request, and what a body sees of the one it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from triennio.kernel.refusal import OutOfSight
from triennio.platform import clock
from triennio.platform.actions import deny
from triennio.platform.permissions import Actor
from triennio.registry.domain.requests.kind import Family
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.models import ProofLink, Request


@dataclass(frozen=True, slots=True)
class Link:
    """A link as its maker sees it: to whom it was given and what became of it."""

    body: str
    created: datetime
    expires: datetime
    used: datetime | None
    valid: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """All that a body learns: a first name with an initial, the family of the request, the office, the last day."""

    name: str
    family: Family
    office: str
    body: str
    expires: datetime


def links_of(request: Request) -> Sequence[Link]:
    """The links of a request, newest first. For its owner."""
    now = clock.now()
    rows = ProofLink.objects.filter(request=request).order_by("-pk")
    return [
        Link(each.body, each.created, each.expires, each.used, each.used is None and each.expires > now)
        for each in rows
    ]


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def delivery(viewer: Actor, token: str) -> Delivery:
    """What a link is for. Raises OutOfSight, alike for a link that is unknown, used, expired or no longer needed."""
    rows = ProofLink.objects.select_related("request__professional", "request__order")
    found = rows.filter(token=digest_of(token), used=None, expires__gt=clock.now()).first()
    if found is None or found.request.state not in (Request.State.DRAFT, *Request.OPEN):
        deny(viewer, "proof.deliver")
        raise OutOfSight("proof.deliver")
    person = found.request.professional
    return Delivery(
        name=f"{person.first_name} {person.last_name[:1]}.",
        family=KINDS[found.request.kind].family,
        office=found.request.order.name,
        body=found.body,
        expires=found.expires,
    )
