"""What the Order's office does: ask for more, refuse with a reason, forward to the national commission."""

from __future__ import annotations

from typing import Any

from triennio.kernel.messages import N_
from triennio.kernel.refusal import Refusal
from triennio.platform.actions import Act, action
from triennio.registry.actions.requests.common import clean_text, kind_of, move, say, taken_by_office
from triennio.registry.actions.requests.keeping import limit_proofs
from triennio.registry.domain.requests.reasons import reasons_for
from triennio.registry.models import Request


@action("request.ask", permission="request.decide")
def ask(act: Act, *, request: str, text: str) -> dict[str, Any]:
    """Ask the person for more: answers and documents open again. Raises Refusal OWN_REQUEST, TEXT_MISSING."""
    found = taken_by_office(act, request)
    say(act, found, clean_text(text), office=True)
    move(act, found, "ask")
    return {"request": found.code, "state": found.state}


@action("request.forward", permission="request.decide")
def forward(act: Act, *, request: str, text: str = "") -> dict[str, Any]:
    """Hand a case that no text lists to the national commission. Raises Refusal OWN_REQUEST, NOT_FOR_COMMISSION."""
    found = taken_by_office(act, request)
    if kind_of(found).family != "absence":
        raise Refusal(
            "NOT_FOR_COMMISSION",
            N_("La Commissione nazionale valuta solo esoneri ed esenzioni fuori elenco."),
            next_step=N_("Decidere la richiesta o chiedere un’integrazione."),
        )
    if kept := clean_text(text, required=False):
        say(act, found, kept, office=True)
    move(act, found, "forward")
    return {"request": found.code, "state": found.state}


@action("request.refuse", permission="request.decide")
def refuse(act: Act, *, request: str, reason: str, text: str = "") -> dict[str, Any]:
    """Refuse with a reason of the list; the clerk's own words go in a message, and must with SEE_MESSAGE.

    Raises Refusal OWN_REQUEST, REASON_UNKNOWN, TEXT_MISSING, REQUEST_STATE.
    """
    found = taken_by_office(act, request)
    if reason not in {each.code for each in reasons_for(kind_of(found).family)}:
        raise Refusal("REASON_UNKNOWN", N_("Scegliere un motivo dall’elenco."), field="reason")
    if kept := clean_text(text, required=reason == "SEE_MESSAGE"):
        say(act, found, kept, office=True)
    decide(act, found, reason)
    move(act, found, "refuse", reason=reason)
    return {"request": found.code, "state": found.state}


def decide(act: Act, request: Request, outcome: str) -> None:
    """Write who decided, when and how, and from when the documents are no longer kept."""
    request.outcome, request.decided, request.decided_by_id = outcome, act.now, act.actor.account
    limit_proofs(act, request)
