"""Examples of the actions on moves, proofs, expenses and paid days."""

from __future__ import annotations

from datetime import date

from tests.support import world
from tests.support.examples import Builder, Example
from tests.support.world import World
from triennio.platform import clock
from triennio.platform.models import Upload
from triennio.registry.models import Expense, PaidDay, Proof
from triennio.registry.queries.moves import preview

PDF = b"%PDF-1.7\nprova"
# What is a person's own is out of reach also for the Order and the firm.
STRANGERS = (
    "marco",
    "elena",
    "clerk",
    "president",
    "other_clerk",
    "office",
    "secretary",
    "operator",
    "suspended",
)


def _example(made: World, **arguments: object) -> Example:
    return Example(made.giulia, arguments, strangers=STRANGERS)


def _upload(made: World, number: int) -> Upload:
    # A row without bytes: taking it away must not need them.
    return Upload.objects.create(
        purpose="folder.proof",
        owner=made.giulia,
        name="prova.pdf",
        kind="pdf",
        size=14,
        sha256="0" * 64,
        place=f"xx/{number}",
        verdict="unscanned",
        created=clock.now(),
    )


def _move(made: World) -> Example:
    person = made.professional
    today = clock.today()
    row = world.participation(person, acquired=today.replace(month=1, day=2), credits=2000)
    found = preview(world.actor(made.giulia), person, [row.code], today)
    return _example(made, professional=person.code, participations=[row.code], seen=found.seen)


def _proof_add(made: World) -> Example:
    row = world.participation(made.professional, acquired=date(2026, 1, 2))
    return _example(
        made,
        professional=made.professional.code,
        kind="certificate",
        name="attestato.pdf",
        content=PDF,
        credit=row.code,
        title="attestato",
    )


def _proof(made: World) -> Proof:
    return Proof.objects.create(professional=made.professional, kind="certificate", upload=_upload(made, 1))


def _attach(made: World) -> Example:
    row = world.participation(made.professional, acquired=date(2026, 1, 2))
    return _example(made, proof=_proof(made).code, credit=row.code)


def _expense_add(made: World) -> Example:
    return _example(
        made,
        professional=made.professional.code,
        day=date(2026, 1, 2),
        kind="course",
        cents=12_050,
        description="Corso",
        name="ricevuta.pdf",
        content=PDF,
    )


def _expense_remove(made: World) -> Example:
    made_one = Expense.objects.create(
        professional=made.professional,
        day=date(2026, 1, 2),
        kind="course",
        cents=100,
        description="Corso",
        upload=_upload(made, 2),
    )
    return _example(made, expense=made_one.code)


def _day_remove(made: World) -> Example:
    return _example(
        made, paid_day=PaidDay.objects.create(professional=made.professional, day=date(2026, 1, 2)).code
    )


EXAMPLES: dict[str, Builder] = {
    "credits.move": _move,
    "proof.add": _proof_add,
    "proof.attach": _attach,
    "proof.remove": lambda made: _example(made, proof=_proof(made).code),
    "expense.add": _expense_add,
    "expense.remove": _expense_remove,
    "paid_day.add": lambda made: _example(made, professional=made.professional.code, day=date(2026, 1, 2)),
    "paid_day.remove": _day_remove,
}
