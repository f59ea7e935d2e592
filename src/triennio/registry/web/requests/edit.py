"""Filling a draft: answers, documents, effect and sending. Every step saves; the script only saves more often."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.web.actors import signed_in
from triennio.registry.actions.requests.proofs import attach, detach, link
from triennio.registry.actions.requests.start import save, send
from triennio.registry.domain.requests.states import CHANGEABLE, OPEN, changeable
from triennio.registry.queries.requests import own
from triennio.registry.queries.requests.delivery import links_of
from triennio.registry.queries.requests.signatures import signatures_of
from triennio.registry.web.folder_page import LINKS, key_of, mine, show
from triennio.registry.web.requests import page
from triennio.registry.web.requests.labels import STEPS
from triennio.rules.book import load


def _answers(request: HttpRequest, whole: own.Whole) -> dict[str, str]:
    fields = whole.kind.fields(whole.situation)
    return {each.name: request.POST.get(each.name, "").strip() for each in fields}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answers(request: HttpRequest, code: str) -> HttpResponse:
    """The questions. «Avanti» goes on when nothing stands against the answers; they are kept in any case."""
    actor, _person = mine(request)
    whole = page.found(request, code)
    if request.method != "POST" and (elsewhere := _closed(request, whole)):
        return elsewhere
    _must_be_changeable(whole)
    if request.method != "POST":
        wrong = page.faults_of(whole) if "controlla" in request.GET else {}
        return _form(request, whole, wrong)
    kept = save(actor, request=code, answers=_answers(request, whole))
    if kept["declaration_removed"]:
        messages.info(request, _("Le risposte sono cambiate: la dichiarazione va firmata di nuovo."))
    whole = page.found(request, code)
    match request.POST.get("go"):
        case "later":
            messages.success(
                request, _("Bozza salvata: si può riprendere da qui, anche con un altro dispositivo.")
            )
            return redirect("registry:requests")
        case "effect":
            return redirect(f"{reverse('registry:request_edit', args=[code])}?controlla=1#effetto")
    if whole.form.clean and (new := _first_new(request, whole)):
        messages.info(request, _("Con queste date c’è una scelta in più."))
        return redirect(f"{reverse('registry:request_edit', args=[code])}#id_{new}_0")
    if whole.form.clean:
        return redirect("registry:request_documents", code)
    return _form(request, whole, page.faults_of(whole), status=422)


def _first_new(request: HttpRequest, whole: own.Whole) -> str:
    """The name of a choice that the answers opened and that the page did not show yet; "" where there is none."""
    before = {
        each.name for each in whole.kind.offered(whole.kind.fields(whole.situation), {}, whole.situation)
    }
    now = (each.name for each in page.shown_fields(whole))
    return next((name for name in now if name not in before and name not in request.POST), "")


def _form(
    request: HttpRequest, whole: own.Whole, wrong: dict[str, object], status: int = 200
) -> HttpResponse:
    context = {**page.form_context(whole, wrong), **page.effect_context(whole)}
    response = show(request, "registry/requests/edit.html", context)
    response.status_code = status
    return response


@require_POST
@signed_in
def autosave(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the answers as they are and say what they are worth: the part of the page on the effect."""
    actor, _person = mine(request)
    whole = page.found(request, code)
    _must_be_changeable(whole)
    save(actor, request=code, answers=_answers(request, whole))
    whole = page.found(request, code)
    shared = {"links": LINKS, "rules": load("ecm").rules}
    context = {**shared, **page.effect_context(whole), **page.missing_context(whole)}
    return render(request, "registry/requests/parts/effect.html", context)


def _must_be_changeable(whole: own.Whole) -> None:
    changeable(whole.request.state)


def _closed(request: HttpRequest, whole: own.Whole) -> HttpResponse | None:
    """Where the button «back», another tab or a second click lead once the request is no longer a draft."""
    if whole.request.state in CHANGEABLE:
        return None
    messages.info(request, _("La richiesta non è più una bozza: qui si vede a che punto è."))
    return redirect("registry:request", whole.request.code)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def documents(request: HttpRequest, code: str) -> HttpResponse:
    """The documents: add, take away, ask the body to send its own."""
    actor, _person = mine(request)
    whole = page.found(request, code)
    if request.method != "POST" and (elsewhere := _closed(request, whole)):
        return elsewhere
    _must_be_changeable(whole)
    if request.method != "POST":
        return _documents(request, whole)
    try:
        if upload := request.POST.get("remove"):
            detach(actor, request=code, upload=upload)
            messages.success(request, _("Documento tolto."))
        else:
            _attach(request, code, request.POST.get("role", "proof"))
            messages.success(request, _("Documento aggiunto."))
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _documents(request, page.found(request, code), refusal=refusal)
    return redirect("registry:request_documents", code)


def _attach(request: HttpRequest, code: str, role: str) -> None:
    actor, _person = mine(request)
    file = request.FILES.get("file")
    if file is None:
        raise Refusal("FILE_MISSING", N_("Manca il file: sceglierlo e riprovare."), field="file")
    attach(actor, key=key_of(request), request=code, name=str(file.name), content=file.read(), role=role)


def _documents(
    request: HttpRequest,
    whole: own.Whole,
    *,
    refusal: Refusal | None = None,
    address: str = "",
    body: str = "",
) -> HttpResponse:
    context = {
        "whole": whole,
        "code": whole.request.code,
        "wanted": whole.form.proofs,
        "documents": [each for each in whole.documents if each.role != "declaration"],
        "links": LINKS,
        "bodies": links_of(whole.request),
        "body_link": whole.kind.family == "individual",
        "address": address,
        "body": body,
        "step": 2,
        "steps": STEPS,
    }
    return show(request, "registry/requests/documents.html", context, refusal=refusal)


@require_POST
@signed_in
def body_link(request: HttpRequest, code: str) -> HttpResponse:
    """Make the one-time link of a body. It is shown here and nowhere else: only its digest is kept."""
    actor, _person = mine(request)
    whole = page.found(request, code)
    body, key = request.POST.get("body", ""), key_of(request)
    token = _token(code, key or "")
    try:
        link(actor, key=key, request=code, body=body, digest=sha256(token.encode()).hexdigest())
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _documents(request, whole, refusal=refusal)
    address = request.build_absolute_uri(reverse("registry:delivery", args=[token]))
    return _documents(request, page.found(request, code), address=address, body=body)


def _token(code: str, key: str) -> str:
    """From the key of the form, so that sending the form twice shows the same link."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"proof link {code} {key}".encode(), sha256).digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sending(request: HttpRequest, code: str) -> HttpResponse:
    """Before and after, the declaration to sign, and the button that sends."""
    actor, _person = mine(request)
    whole = page.found(request, code)
    if elsewhere := _closed(request, whole):
        return elsewhere
    if request.method != "POST":
        return _sending(request, whole)
    try:
        if request.POST.get("sure") != "yes":
            raise Refusal("NOT_CONFIRMED", N_("Manca la conferma: la richiesta non è stata inviata."))
        send(actor, request=code)
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _sending(request, whole, refusal)
    messages.success(request, _("Richiesta inviata: la data è qui sotto, un avviso arriva per e-mail."))
    return redirect("registry:request", code)


def _sending(request: HttpRequest, whole: own.Whole, refusal: Refusal | None = None) -> HttpResponse:
    if not whole.form.clean:
        return redirect(f"{reverse('registry:request_edit', args=[whole.request.code])}?controlla=1")
    context = {
        **page.effect_context(whole),
        "code": whole.request.code,
        "answers": page.summary(whole),
        "signatures": signatures_of(whole.request),
        "lacking": whole.form.missing_proofs(whole.given),
        "step": 3,
        "steps": STEPS,
    }
    return show(request, "registry/requests/sending.html", context, refusal=refusal)


@require_POST
@signed_in
def declare(request: HttpRequest, code: str) -> HttpResponse:
    """Take the signed declaration, before sending or after."""
    whole = page.found(request, code)
    state = whole.request.state
    try:
        _attach(request, code, "declaration")
    except OutOfSight:
        raise
    except Refusal as refusal:
        messages.error(request, f"{refusal.sentence} {refusal.next_step}")
    else:
        messages.success(request, _("Dichiarazione firmata ricevuta."))
    if state in CHANGEABLE and state not in OPEN:
        return redirect("registry:request_sending", code)
    return redirect("registry:request", code)
