"""The states of a request and who may take it from one to another."""

from __future__ import annotations

from typing import Final, Literal

from triennio.kernel.messages import N_
from triennio.kernel.refusal import Refusal

State = Literal["draft", "sent", "asked", "forwarded", "accepted", "refused", "withdrawn"]
Move = Literal["send", "withdraw", "ask", "forward", "accept", "refuse"]

MOVES: Final[dict[Move, tuple[tuple[State, ...], State]]] = {
    "send": (("draft", "asked"), "sent"),
    "withdraw": (("draft", "sent", "asked", "forwarded"), "withdrawn"),
    "ask": (("sent",), "asked"),
    "forward": (("sent",), "forwarded"),
    "accept": (("sent", "forwarded"), "accepted"),
    "refuse": (("sent", "forwarded"), "refused"),
}
CHANGEABLE: Final[tuple[State, ...]] = ("draft", "asked")
"""States in which the person may still change answers and documents."""
OPEN: Final[tuple[State, ...]] = ("sent", "asked", "forwarded")
"""States in which the office still owes an answer or waits for one."""

DECIDED: Final[tuple[State, ...]] = ("accepted", "refused", "withdrawn")
"""States from which nothing leads on."""


def after(state: str, move: Move) -> State:
    """The state a move leads to. Raises Refusal REQUEST_STATE where the request does not stand for it."""
    allowed, to = MOVES[move]
    if state not in allowed:
        raise Refusal(
            "REQUEST_STATE",
            N_("La richiesta non è più in uno stato che lo permette."),
            next_step=N_("Ricaricare la pagina per vedere a che punto è."),
        )
    return to


def changeable(state: str) -> None:
    """Raise Refusal REQUEST_CLOSED where answers and documents may no longer change."""
    if state not in CHANGEABLE:
        raise Refusal(
            "REQUEST_CLOSED",
            N_("La richiesta è già stata inviata: le risposte non si possono cambiare."),
            next_step=N_("Scrivere un messaggio all’ufficio, oppure ritirarla e farne un’altra."),
        )
