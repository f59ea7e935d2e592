"""Credits moved to the triennio before (rulebook section 11): which moves the rules admit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.ecm.absence_rows import italian_day
from triennio.rules.ecm.facts import Case, Credit, Ignored, Move
from triennio.rules.ecm.register import DueYear


@dataclass(slots=True)
class Moves:
    """Moves whose dates are in order, by destination, and those that are not, with the reason."""

    by_destination: dict[Triennio, list[tuple[Move, Credit]]] = field(default_factory=dict)
    ignored: list[Ignored] = field(default_factory=list)

    def refuse(self, move: Move, rule: str, reason: str) -> None:
        """Take a move back: it has no effect."""
        for entries in self.by_destination.values():
            entries[:] = [entry for entry in entries if entry[0] is not move]
        self.ignored.append(Ignored(move.path, rule, reason))

    def moved(self) -> dict[str, Triennio]:
        """Credit id → triennio of destination."""
        return {credit.id: to for to, entries in self.by_destination.items() for _, credit in entries}


def admitted_moves(case: Case, book: Book, due: Mapping[int, DueYear], until: date | None = None) -> Moves:
    """The moves inside their window. `until` leaves out later ones (the day of the premium)."""
    moves = Moves()
    credits = {credit.id: credit for credit in case.credits}
    taken: set[str] = set()
    for move in sorted(case.moves, key=lambda m: (m.on, m.path)):
        if until and move.on > until:
            continue
        credit = credits.get(move.credit)
        reason = _objection(move, credit, taken, book, case, due)
        if reason or credit is None:
            moves.ignored.append(
                Ignored(move.path, reason[0] if reason else "REC-2", reason[1] if reason else "")
            )
            continue
        taken.add(move.credit)
        moves.by_destination.setdefault(move.to, []).append((move, credit))
    return moves


def _objection(
    move: Move, credit: Credit | None, taken: set[str], book: Book, case: Case, due: Mapping[int, DueYear]
) -> tuple[str, str] | None:
    if credit is None:
        return "REC-2", "La partecipazione non è ancora registrata."
    if move.credit in taken:
        return "REC-2", "La partecipazione è già stata spostata: lo spostamento è irreversibile."
    window = book.windows.get(move.to)
    if window is None:
        return "REC-1", f"Per il triennio {move.to} non c'è una finestra di recupero."
    if Triennio.of(credit.acquired) != move.to.next:
        return "REC-1", f"Verso il {move.to} si spostano solo crediti acquisiti nel triennio successivo."
    if not any(due[year].due for year in move.to.years if year in due):
        return "REC-1", f"Nel {move.to} non c'era obbligo: non c'è nulla da recuperare."
    if credit.acquired > window.earned_until:
        return (
            "REC-1",
            f"Per il {move.to} contano i crediti acquisiti entro il {italian_day(window.earned_until)}.",
        )
    if move.on < credit.acquired:
        return (
            "REC-2",
            "Lo spostamento precede l'acquisizione: si spostano solo partecipazioni già registrate.",
        )
    last = move_until(book, move.to, case)
    if move.on > last:
        return "REC-1", f"Lo spostamento verso il {move.to} era possibile fino al {italian_day(last)}."
    return None


def move_until(book: Book, to: Triennio, case: Case) -> date:
    """Last day for moving credits to a triennio, under the case's policies."""
    window = book.windows[to]
    return date.fromisoformat(case.policies[window.policy]) if window.policy else window.move_until
