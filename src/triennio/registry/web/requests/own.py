"""A person's requests: the list, the three questions, one request from beginning to end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.web.actors import actor_of, signed_in
from triennio.platform import clock
from triennio.registry.actions.requests.messages import seen, write
from triennio.registry.actions.requests.start import start, withdraw
from triennio.registry.domain.requests import questions
from triennio.registry.domain.requests.kinds import BY_SLUG, KINDS
from triennio.registry.domain.requests.states import CHANGEABLE, MOVES, OPEN
from triennio.registry.domain.requests.terms import opens_on
from triennio.registry.queries.requests import own
from triennio.registry.queries.requests.prefill import participation_of
from triennio.registry.queries.requests.signatures import signatures_of
from triennio.registry.web.folder_page import key_of, mine, show
from triennio.registry.web.requests import page, words
from triennio.registry.web.requests.labels import FAMILIES


@require_safe
@signed_in
def board(request: HttpRequest) -> HttpResponse:
    """Every request of the person, with its state and its dates."""
    actor, person = mine(request)
    rows = own.rows(actor, person)
    family = request.GET.get("tipo", "")
    shown = [row for row in rows if row.kind.family == family] if family in FAMILIES else rows
    context = {"rows": shown, "total": len(rows), "family": family, "families": FAMILIES.items()}
    return show(request, "registry/requests/board.html", context)


@require_safe
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """The three questions one at a time, then where they lead; or all kinds in a list."""
    _actor, person = mine(request)
    if participation := request.GET.get("partecipazione", ""):
        participation_of(person, participation)
    answers = {name: request.GET.get(name, "") for name in ("che", "quando", "chi")}
    question = questions.asked(answers)
    advice = None if question else questions.advice(answers)
    context = {
        "question": question,
        "answers": {name: value for name, value in answers.items() if value},
        "number": {"che": 1, "quando": 2, "chi": 3}.get(question.name if question else "", 0),
        "advice": advice,
        "kind": KINDS.get(advice.kind) if advice else None,
        "kinds": [(family, _kinds(family)) for family in FAMILIES],
        "participation": participation,
    }
    return show(request, "registry/requests/new.html", context)


def _kinds(family: str) -> list[object]:
    return [kind for kind in KINDS.values() if kind.family == family]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """What a kind is for and what to have at hand; a POST begins the draft."""
    actor, person = mine(request)
    kind = BY_SLUG.get(slug)
    if kind is None:
        raise OutOfSight("request.own")
    participation = request.POST.get("participation") or request.GET.get("partecipazione", "")
    if participation:
        participation_of(person, participation)
    if kind.family != "missing":
        participation = ""
    if request.method == "POST":
        try:
            made = start(
                actor,
                key=key_of(request),
                professional=person.code,
                kind=kind.name,
                participation=participation,
            )
        except OutOfSight:
            raise
        except Refusal as refusal:
            return show(
                request,
                "registry/requests/begin.html",
                {"kind": kind, "participation": participation},
                refusal=refusal,
            )
        return redirect("registry:request_edit", made["request"])
    context = {"kind": kind, "participation": participation}
    return show(request, "registry/requests/begin.html", context)


@require_safe
@signed_in
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One request: where it is, what was asked, documents, messages, what can be done now."""
    return _detail(request, code)


def _detail(request: HttpRequest, code: str, refusal: Refusal | None = None) -> HttpResponse:
    whole = page.found(request, code)
    if any(note.office and note.read is None for note in whole.notes):
        seen(actor_of(request), request=code)
    state = whole.request.state
    context = {
        "whole": whole,
        "code": code,
        "answers": page.summary(whole),
        "signatures": signatures_of(whole.request),
        "changeable": state in CHANGEABLE,
        "open": state in OPEN,
        "withdrawable": state in MOVES["withdraw"][0],
        **page.missing_context(whole),
    }
    return show(request, "registry/requests/detail.html", context, refusal=refusal)


@require_POST
@signed_in
def message(request: HttpRequest, code: str) -> HttpResponse:
    """Write to the office."""
    actor, _person = mine(request)
    try:
        write(actor, key=key_of(request), request=code, text=request.POST.get("text", ""))
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _detail(request, code, refusal)
    messages.success(request, _("Messaggio inviato all’ufficio."))
    return redirect("registry:request", code)


@require_POST
@signed_in
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw the request, or throw the draft away."""
    actor, _person = mine(request)
    try:
        if request.POST.get("sure") != "yes":
            raise Refusal("NOT_CONFIRMED", _("Manca la conferma: la richiesta è rimasta com’era."))
        withdraw(actor, request=code)
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _detail(request, code, refusal)
    messages.success(request, _("Richiesta ritirata; i documenti sono stati cancellati."))
    return redirect("registry:requests")


@require_safe
@signed_in
def reminder(request: HttpRequest, code: str) -> HttpResponse:
    """The day on which missing credits can be asked, for a calendar."""
    whole = page.found(request, code)
    end = whole.form.values.get("end")
    if whole.kind.family != "missing" or end is None:
        raise OutOfSight("request.own")
    text = words.calendar(
        code, opens_on(end), clock.now(), _("Crediti mancanti: da oggi si può inviare la richiesta")
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="promemoria.ics"'
    return response
