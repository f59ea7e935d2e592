"""Moving participations to the triennio before (rulebook REC-1 … REC-3): which may be moved on a day, and why not.

The windows are data of the rulebooks and the rules themselves judge: this module only asks them, one participation
at a time, and adds what a page needs to know before an act that cannot be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.ecm.fold import person_due
from triennio.rules.ecm.moves import admitted_moves
from triennio.rules.ecm.read import read_case
from triennio.rules.families import position

Json = dict[str, Any]
FIGURES: Final = ("triennio", "obligation", "recognised", "missing", "surplus", "certifiable")


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a participation cannot be moved: the rule and a sentence."""

    rule: str
    sentence: str


NOT_REGISTERED: Final = Objection(
    "REC-2", "Non è ancora nel registro: si spostano solo partecipazioni già registrate."
)


def destination(acquired: date) -> Triennio:
    """Where a participation can go: the triennio before its own."""
    return Triennio.of(acquired).previous


def with_moves(case: Json, moves: Iterable[tuple[str, Triennio]], day: date) -> Json:
    """The same case after these participations were moved on a day."""
    added = [{"credit": credit, "to": str(to), "on": day.isoformat()} for credit, to in moves]
    return {**case, "moves": [*case["moves"], *added]}


def objections(
    case: Json, book: Book, answer: Json, candidates: Mapping[str, Triennio], day: date
) -> dict[str, Objection]:
    """The candidates (credit id → destination) that the rules would not move on `day`; `answer` is the position now.

    A triennio in which nothing is missing takes no credits: who has closed it has nothing to recover (REC-1).
    """
    place = len(case["moves"])
    asked = read_case(with_moves(case, candidates.items(), day), book)
    path = {f"$.moves[{place + index}]": credit for index, credit in enumerate(candidates)}
    judged = admitted_moves(asked, book, person_due(asked, book))
    found = {
        path[each.what]: Objection(each.rule or "REC-1", each.reason)
        for each in judged.ignored
        if each.what in path
    }
    missing = {each["triennio"]: Decimal(each["missing"]) for each in answer["trienni"]}
    certified = {each.triennio for each in asked.of_kind("certified")}
    for credit, to in candidates.items():
        if credit in found:
            continue
        if not missing.get(str(to)):
            found[credit] = Objection("REC-1", f"Nel {to} non manca nulla: non c’è un debito da recuperare.")
        elif to.next in certified and (refused := refused_moves(case, [(credit, to)], day)):
            found[credit] = refused[0]
    return found


def refused_moves(case: Json, moves: Sequence[tuple[str, Triennio]], day: date) -> list[Objection]:
    """What the rules say of these moves taken together: empty when all of them would have effect."""
    place = len(case["moves"])
    new = {f"$.moves[{place + index}]" for index in range(len(moves))}
    answer = position(with_moves(case, moves, day))
    return [Objection(each["rule"], each["reason"]) for each in answer["ignored"] if each["what"] in new]


def not_needed(case: Json, moves: Sequence[tuple[str, Triennio]], day: date) -> list[str]:
    """The participations without which the destination would be closed all the same."""
    return [
        credit
        for index, (credit, to) in enumerate(moves)
        if not missing_in(position(with_moves(case, [*moves[:index], *moves[index + 1 :]], day)), to)
    ]


def missing_in(answer: Json, triennio: Triennio) -> Decimal:
    """Credits missing in a triennio of an answer; 0 where it is not listed."""
    return next(
        (Decimal(t["missing"]) for t in answer["trienni"] if t["triennio"] == str(triennio)), Decimal(0)
    )


def figures(before: Json, after: Json) -> list[list[Any]]:
    """What was shown before a confirmation, in a form to compare: if it changes in between, nothing is moved."""
    return [
        [each[name] for name in FIGURES]
        for side in (before, after)
        for each in sorted(side["trienni"], key=lambda found: str(found["triennio"]))
    ]
