"""Documents of a request: sent by the person, taken away again, or sent by a body through its one-time link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.platform import clock
from triennio.platform.actions import Act, Key, action, locked
from triennio.platform.permissions import Scope
from triennio.platform.uploads import kinds, store
from triennio.registry.actions.requests.common import kind_of, taken
from triennio.registry.domain.requests.states import CHANGEABLE, OPEN, changeable
from triennio.registry.domain.requests.terms import LINK_DAYS, PROOFS_AT_MOST
from triennio.registry.models import ProofLink, Request, RequestProof

ROLES = ("proof", "reminder", "declaration")
SUFFIX = {kind.name: kind.name if kind is not kinds.JPEG else "jpg" for kind in kinds.PROOFS}


@action("request.attach", permission="request.own", key=Key.REQUIRED)
def attach(act: Act, *, request: str, name: str, content: bytes, role: str = "proof") -> dict[str, Any]:
    """Add a document. A new signed declaration takes the place of the one before, and may also come after sending.

    Raises Refusal REQUEST_CLOSED, TOO_MANY_FILES and those of the store. Answers {"upload": code}.
    """
    found = taken(act, request)
    if role not in ROLES:
        raise OutOfSight("request.own")
    if role != "declaration" or found.state not in OPEN:
        changeable(found.state)
    if role == "declaration":
        for earlier in RequestProof.objects.filter(request=found, role=role).select_related("upload"):
            store.erase(earlier.upload)
            earlier.delete()
    proof = _keep(act, found, content, name=name, role=role, by_body=False)
    act.journal(f"request:{found.pk}", {"upload": proof.upload.code}, organisation=found.order_id)
    return {"upload": proof.upload.code}


@action("request.detach", permission="request.own")
def detach(act: Act, *, request: str, upload: str) -> dict[str, Any]:
    """Take a document away while the request may still change. Raises OutOfSight, Refusal REQUEST_CLOSED."""
    found = taken(act, request)
    proof = RequestProof.objects.filter(request=found, upload__code=upload).select_related("upload").first()
    if proof is None:
        raise OutOfSight("request.own")
    changeable(found.state)
    store.erase(proof.upload)
    proof.delete()
    act.journal(f"request:{found.pk}", {"upload": upload}, organisation=found.order_id)
    return {"request": found.code}


@action("request.link", permission="request.own", key=Key.REQUIRED)
def link(act: Act, *, request: str, body: str, digest: str) -> dict[str, Any]:
    """Make a link through which a body sends the proof once. Links made before and not used end here.

    `digest` is the SHA-256 of the token: the token itself is known to the person only. Raises Refusal
    REQUEST_CLOSED, BODY_MISSING. Answers {"expires": instant}.
    """
    found = taken(act, request)
    if found.state not in (*CHANGEABLE, *OPEN) or kind_of(found).family != "individual":
        changeable("closed")
    if not body.strip():
        raise Refusal("BODY_MISSING", N_("Manca il nome dell’ente."), field="body")
    ProofLink.objects.filter(request=found, used=None, expires__gt=act.now).update(expires=act.now)
    expires = act.now + timedelta(days=LINK_DAYS)
    ProofLink.objects.create(
        request=found, token=digest, body=body.strip()[:200], created=act.now, expires=expires
    )
    act.journal(f"request:{found.pk}", {"expires": expires.isoformat()}, organisation=found.order_id)
    return {"expires": expires.isoformat()}


@action("proof.deliver", permission="proof.deliver", key=Key.REQUIRED)
def deliver(act: Act, *, digest: str, name: str, content: bytes) -> dict[str, Any]:
    """Take a document from a body: the link is used up by it. No account is needed, the token is the right.

    Raises OutOfSight for a link that is unknown, used, expired, or of a request already decided.
    """
    act.permit(Scope())
    found = locked(ProofLink.objects.filter(token=digest)).first()
    request = locked(Request.objects.filter(pk=found.request_id)).first() if found else None
    if found is None or request is None or not open_link(found, request):
        raise OutOfSight("proof.deliver")
    found.used = act.now
    found.save(update_fields=["used"])
    proof = _keep(act, request, content, name=name, role="proof", by_body=True)
    act.journal(f"request:{request.pk}", {"upload": proof.upload.code}, organisation=request.order_id)
    return {"upload": proof.upload.code}


def open_link(found: ProofLink, request: Request) -> bool:
    """Whether a link can still be used."""
    fresh = found.used is None and found.expires > clock.now()
    return fresh and request.state in (*CHANGEABLE, *OPEN)


def _keep(act: Act, request: Request, content: bytes, *, name: str, role: str, by_body: bool) -> RequestProof:
    count = RequestProof.objects.filter(request=request).count()
    if count >= PROOFS_AT_MOST:
        raise Refusal(
            "TOO_MANY_FILES",
            N_("La richiesta ha già tutti i documenti che può avere."),
            next_step=N_("Toglierne uno, oppure riunire più pagine in un solo PDF."),
        )
    special = kind_of(request).family == "absence"
    if special:
        # The name a person gives to a file often tells the reason.
        sniffed = kinds.sniff(content)
        name = f"documento-{count + 1}.{SUFFIX.get(sniffed.name, 'bin') if sniffed else 'bin'}"
    upload = store.keep(
        act,
        content,
        name=name,
        purpose="request",
        allowed=kinds.PROOFS,
        organisation=request.order_id,
        owner=act.actor.account,
        sealed=special,
    )
    return RequestProof.objects.create(request=request, upload=upload, role=role, by_body=by_body)
