"""The office's desk: the inbox, one request beside its proof, its effect and earlier decisions, the decision."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.web.actors import actor_of, signed_in
from triennio.platform.actions import deny
from triennio.platform.permissions import Actor
from triennio.platform.uploads import kinds, store
from triennio.registry.actions.requests.accept import accept
from triennio.registry.actions.requests.messages import reply
from triennio.registry.actions.requests.office import ask, forward, refuse
from triennio.registry.domain.requests.changes import Attended, Training
from triennio.registry.domain.requests.fields import Field, read
from triennio.registry.domain.requests.reasons import REASONS, reasons_for
from triennio.registry.models import Request
from triennio.registry.queries.requests import inbox, own
from triennio.registry.queries.requests.office import desk as on_desk
from triennio.registry.queries.requests.office import document
from triennio.registry.queries.requests.signatures import signatures_of
from triennio.registry.web.folder_page import key_of, show
from triennio.registry.web.requests import page
from triennio.registry.web.requests.labels import FAMILIES

CREDITS = Field("credits", "amount", "", required=False)


def _office(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not inbox.orders_of(actor):
        deny(actor, "request.decide")
        raise OutOfSight("request.decide")
    return actor


@require_safe
@signed_in
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the office, oldest first."""
    actor = _office(request)
    family, state = request.GET.get("tipo", ""), request.GET.get("stato", "")
    number = request.GET.get("pagina", "1")
    found = inbox.waiting(actor, family, state, int(number) if number.isdecimal() else 1)
    context = {
        "inbox": found,
        "family": family,
        "state": state,
        "families": [(name, word, found.counts[name]) for name, word in FAMILIES.items()],
        "states": [each for each in Request.State.choices if each[0] != "draft"],
    }
    return show(request, "registry/requests/office/inbox.html", context)


@require_safe
@signed_in
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """One request. Each opening is written in the journal."""
    return _desk(request, code)


def _desk(request: HttpRequest, code: str, refusal: Refusal | None = None) -> HttpResponse:
    found = on_desk(_office(request), code)
    whole = found.whole
    state = whole.request.state
    effect = own.effect(whole)
    context = {
        **page.effect_context(whole, effect),
        "desk": found,
        "code": code,
        "answers": page.summary(whole),
        "signatures": signatures_of(whole.request),
        "reasons": reasons_for(whole.kind.family),
        "outcomes": REASONS,
        "decidable": state in ("sent", "forwarded") and not found.mine,
        "askable": state == "sent",
        "forwardable": state == "sent" and whole.kind.family == "absence",
        "measured": isinstance(whole.form.change, Training | Attended)
        or (effect is not None and effect.commission and whole.kind.name == "exoneration"),
    }
    return show(request, "registry/requests/office/desk.html", context, refusal=refusal)


@require_POST
@signed_in
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Accept, ask, refuse, forward or reply: the button pressed says which."""
    actor = _office(request)
    text = request.POST.get("text", "")
    try:
        match request.POST.get("act"):
            case "accept":
                accept(actor, request=code, credits=_credits(request), text=text)
                said = _("Richiesta accolta e scritta nel registro.")
            case "ask":
                ask(actor, request=code, text=text)
                said = _("Integrazione chiesta.")
            case "refuse":
                refuse(actor, request=code, reason=request.POST.get("reason", ""), text=text)
                said = _("Richiesta respinta.")
            case "forward":
                forward(actor, request=code, text=text)
                said = _("Richiesta inoltrata alla Commissione nazionale.")
            case _:
                reply(actor, key=key_of(request), request=code, text=text)
                said = _("Messaggio inviato.")
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _desk(request, code, refusal)
    messages.success(request, said)
    return redirect("registry:office_request", code)


def _credits(request: HttpRequest) -> int | None:
    reading = read([CREDITS], request.POST)
    if fault := reading.faults.get("credits"):
        raise Refusal("CREDITS_UNREADABLE", str(fault), field="credits")
    amount: Decimal | None = reading.values.get("credits")
    return None if amount is None else int(amount * 100)


@require_safe
@signed_in
def office_document(request: HttpRequest, code: str, upload: str) -> HttpResponse:
    """A document, for the office."""
    return _file(request, code, upload, office=True)


@require_safe
@signed_in
def own_document(request: HttpRequest, code: str, upload: str) -> HttpResponse:
    """A document, for whoever made the request."""
    return _file(request, code, upload, office=False)


def _file(request: HttpRequest, code: str, upload: str, *, office: bool) -> HttpResponse:
    found = document(actor_of(request), code, upload, office=office)
    kind = kinds.KINDS[found.kind]
    try:
        content = store.content(found)
    except FileNotFoundError:
        raise Refusal(
            "FILE_GONE", N_("Il documento è stato cancellato."), next_step=N_("I termini sono passati.")
        ) from None
    response = HttpResponse(content, content_type=kind.media)
    way = "inline" if kind.inline else "attachment"
    suffix = {"jpeg": "jpg"}.get(found.kind, found.kind)
    response["Content-Disposition"] = f'{way}; filename="documento-{upload}.{suffix}"'
    return response
