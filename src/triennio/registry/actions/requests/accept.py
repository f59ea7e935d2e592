"""Accepting a request: what it asks is written in the register in the same transaction."""

from __future__ import annotations

from typing import Any

from triennio.kernel.messages import N_
from triennio.kernel.refusal import Refusal
from triennio.platform import clock
from triennio.platform.actions import Act, action
from triennio.registry.actions.requests.common import clean_text, filled, move, say, taken_by_office
from triennio.registry.actions.requests.office import decide
from triennio.registry.actions.requests.writing import write_change
from triennio.registry.domain.requests.changes import UNLISTED, Attended, Away, Change, Training
from triennio.registry.domain.requests.states import after
from triennio.registry.models import Request, RequestProof

MOST_CREDITS = 15_000


@action("request.accept", permission="request.decide")
def accept(act: Act, *, request: str, credits: int | None = None, text: str = "") -> dict[str, Any]:
    """Accept. `credits` (hundredths) replaces the computed credits of an individual activity, or gives the measure
    that the national commission decided; then `text` says why. A case of the commission always needs its words.

    Raises Refusal OWN_REQUEST, REQUEST_STATE, REQUEST_INCOMPLETE, DECLARATION_MISSING, COMMISSION_DECIDES,
    CREDITS_NOT_ADMITTED, TEXT_MISSING, ALREADY_RECORDED. Answers {"request", "state", "written"}.
    """
    found = taken_by_office(act, request)
    after(found.state, "accept")  # before anything is written: a colleague may just have decided
    form = filled(found, act)
    if form.change is None:
        raise Refusal(
            "REQUEST_INCOMPLETE",
            N_("Alcune risposte mancano o non sono ammesse."),
            next_step=N_("Chiedere un’integrazione."),
        )
    if not RequestProof.objects.filter(request=found, role="declaration").exists():
        raise Refusal(
            "DECLARATION_MISSING",
            N_("Manca la dichiarazione firmata."),
            next_step=N_("Chiedere un’integrazione: chi ha fatto la richiesta la può caricare subito."),
        )
    commission = _commission(found, form.change)
    _check_credits(form.change, credits, commission)
    if kept := clean_text(text, required=credits is not None or commission):
        say(act, found, kept, office=True)
    filed = clock.day_of(found.sent or act.now)
    written = write_change(act, found, form.change, filed=filed, recognised=credits)
    decide(act, found, "ACCEPTED" if credits is None else "ACCEPTED_CHANGED")
    move(act, found, "accept", written=written, hundredths=credits)
    return {"request": found.code, "state": found.state, "written": written}


def _commission(request: Request, change: Change) -> bool:
    """Whether the case is outside the lists. Raises Refusal COMMISSION_DECIDES before it was forwarded."""
    unlisted = isinstance(change, Away) and change.sealed["kind"] == UNLISTED
    if unlisted and request.state != Request.State.FORWARDED:
        raise Refusal(
            "COMMISSION_DECIDES",
            N_("Il caso non è in elenco: decide la Commissione nazionale."),
            next_step=N_("Inoltrarlo alla Commissione e registrare qui la sua decisione."),
            decides=N_("Commissione nazionale per la formazione continua"),
        )
    return unlisted


def _check_credits(change: Change, credits: int | None, commission: bool) -> None:
    needed = commission and isinstance(change, Away) and change.nature == "exoneration"
    if needed and credits is None:
        raise Refusal(
            "CREDITS_MISSING",
            N_("Serve la misura decisa dalla Commissione nazionale, in crediti."),
            field="credits",
        )
    if credits is None:
        return
    if not (needed or isinstance(change, Training | Attended)) or not 0 <= credits <= MOST_CREDITS:
        raise Refusal(
            "CREDITS_NOT_ADMITTED",
            N_("Per questa richiesta la misura la danno le regole."),
            next_step=N_("Lasciare vuoti i crediti riconosciuti."),
            field="credits",
        )
