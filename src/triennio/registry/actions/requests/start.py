"""Beginning, filling, sending, withdrawing a request: what the person does."""

from __future__ import annotations

from typing import Any

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform.actions import Act, Key, action, locked
from triennio.registry.actions.requests.common import erase_proofs, filled, move, taken
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.domain.requests.states import changeable
from triennio.registry.models import Request, RequestProof, RequestStep
from triennio.registry.queries.case import main_registration
from triennio.registry.queries.requests.prefill import participation_of, prefilled

LONGEST_ANSWER = 4000


@action("request.start", permission="request.own", key=Key.REQUIRED)
def start(act: Act, *, professional: str, kind: str, participation: str = "") -> dict[str, Any]:
    """Begin a draft of a kind, filled from an expected participation (code) where one is given.

    Raises Refusal NO_ORDER where the person stands in no register, OutOfSight for what is not theirs.
    Answers {"request": code}.
    """
    person = locked(Professional.objects.filter(code=professional)).first()
    if person is None or kind not in KINDS:
        raise OutOfSight("request.own")
    act.permit(scopes.of_professional(person))
    registration = main_registration(person)
    if registration is None:
        raise Refusal(
            "NO_ORDER",
            N_("Non risulta l’iscrizione a un albo: manca l’Ordine che decide la richiesta."),
            next_step=N_("Scrivere all’Ordine di appartenenza per farsi inserire."),
        )
    request = Request(
        professional=person, order=registration.order, kind=kind, created=act.now, updated=act.now
    )
    content: dict[str, Any] = {"fields": {}}
    if participation:
        found = participation_of(person, participation)
        if KINDS[kind].family != "missing":
            raise OutOfSight("request.own")
        content = {"fields": prefilled(found, registration), "participation": participation}
    request.seal(content)
    request.save(force_insert=True)
    RequestStep.objects.create(request=request, state=request.state, at=act.now, by_id=act.actor.account)
    act.journal(f"request:{request.pk}", {"request": request.code}, organisation=request.order_id)
    return {"request": request.code}


@action("request.save", permission="request.own")
def save(act: Act, *, request: str, answers: dict[str, str], step: int = 1) -> dict[str, Any]:
    """Keep the answers of a draft, complete or not. A signed declaration of other answers is taken away.

    Raises Refusal REQUEST_CLOSED. Answers {"request": code, "declaration_removed": bool}.
    """
    found = taken(act, request)
    changeable(found.state)
    content = found.opened()
    kept = {
        name: str(value)[:LONGEST_ANSWER] for name, value in sorted(answers.items()) if str(value).strip()
    }
    if kept == content.get("fields") and step == found.step:
        act.nothing_changed()
        return {"request": found.code, "declaration_removed": False}
    removed = kept != content.get("fields") and erase_proofs(found, "declaration") > 0
    found.seal({**content, "fields": kept})
    found.step, found.updated = step, act.now
    found.save(update_fields=["sealed", "step", "updated"])
    act.journal(f"request:{found.pk}", {"step": step}, organisation=found.order_id)
    return {"request": found.code, "declaration_removed": removed}


@action("request.send", permission="request.own")
def send(act: Act, *, request: str) -> dict[str, Any]:
    """Hand the request to the office. Raises Refusal REQUEST_INCOMPLETE, PROOF_MISSING, REQUEST_STATE."""
    found = taken(act, request)
    form = filled(found, act)
    if not form.clean:
        raise Refusal(
            "REQUEST_INCOMPLETE",
            N_("Alcune risposte mancano o non sono ammesse."),
            next_step=N_("Tornare alle domande: accanto a ciascuna è scritto che cosa manca."),
        )
    given = list(RequestProof.objects.filter(request=found).values_list("role", flat=True))
    if form.missing_proofs(given):
        raise Refusal(
            "PROOF_MISSING",
            N_("Manca un documento che serve per decidere."),
            next_step=N_("Aggiungerlo nella pagina dei documenti."),
        )
    found.sent = act.now
    move(act, found, "send")
    return {"request": found.code, "state": found.state}


@action("request.withdraw", permission="request.own")
def withdraw(act: Act, *, request: str) -> dict[str, Any]:
    """Take the request back: its documents are deleted, and a draft's answers too. Raises Refusal REQUEST_STATE."""
    found = taken(act, request)
    if found.state == Request.State.DRAFT:
        found.seal({})
    move(act, found, "withdraw", documents=erase_proofs(found))
    return {"request": found.code, "state": found.state}
