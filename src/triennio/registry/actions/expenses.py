"""Expenses for training with their receipts, and the paid days of the year."""

from __future__ import annotations

from datetime import date
from typing import Any

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.actions import Act, Key, action, locked
from triennio.platform.uploads import store
from triennio.platform.uploads.kinds import PROOFS
from triennio.registry.domain.expenses import MOST_CENTS, check_paid_day
from triennio.registry.models import Expense, PaidDay
from triennio.registry.queries.expenses import is_employed

PURPOSE = "folder.receipt"


def _person(act: Act, code: str) -> Professional:
    person = locked(Professional.objects.filter(code=code)).first()
    if person is None:
        raise OutOfSight("proofs.own")
    act.permit(scopes.of_professional(person))
    return person


@action("expense.add", permission="proofs.own", key=Key.REQUIRED)
def add(
    act: Act,
    *,
    professional: str,
    day: date,
    kind: str,
    cents: int,
    description: str,
    name: str = "",
    content: bytes = b"",
) -> dict[str, Any]:
    """Write down an expense, with its receipt where `content` is given.

    Raises EXPENSE_KIND, EXPENSE_AMOUNT, EXPENSE_FUTURE, EXPENSE_DESCRIPTION, and what `uploads.kinds.accept` raises.
    Answers {"expense": code}.
    """
    person = _person(act, professional)
    _check(act, day, kind, cents, description)
    upload = None
    if content:
        upload = store.keep(
            act,
            content,
            name=name,
            purpose=PURPOSE,
            allowed=PROOFS,
            organisation=None,
            owner=person.account_id,
            sealed=True,
        )
    made = Expense.objects.create(
        professional=person,
        day=day,
        kind=kind,
        cents=cents,
        description=description.strip()[:300],
        upload=upload,
        created=act.now,
    )
    act.journal(
        f"professional:{person.pk}",
        {"expense": made.code, "day": day, "cents": cents, "receipt": upload is not None},
    )
    return {"expense": made.code}


def _check(act: Act, day: date, kind: str, cents: int, description: str) -> None:
    if kind not in Expense.Kind.values:
        raise Refusal("EXPENSE_KIND", "Manca il tipo di spesa.", next_step="Sceglierne uno.", field="kind")
    if not 0 < cents <= MOST_CENTS:
        raise Refusal("EXPENSE_AMOUNT", "L’importo non è ammesso.", field="amount")
    if day > clock.day_of(act.now):
        raise Refusal(
            "EXPENSE_FUTURE",
            "La data è nel futuro: si segnano le spese già pagate.",
            next_step="Scrivere la data del pagamento.",
            field="day",
        )
    if not description.strip():
        raise Refusal("EXPENSE_DESCRIPTION", "Manca la descrizione della spesa.", field="description")


@action("expense.remove", permission="proofs.own")
def remove(act: Act, *, expense: str) -> dict[str, Any]:
    """Take an expense away, with its receipt. Answers {"expense": code}."""
    found = locked(Expense.objects.filter(code=expense).select_related("professional")).first()
    if found is None:
        raise OutOfSight("proofs.own")
    act.permit(scopes.of_professional(found.professional))
    upload = found.upload
    found.delete()
    if upload is not None:
        store.erase(upload)
    act.journal(f"professional:{found.professional_id}", {"expense": expense, "cents": found.cents})
    return {"expense": expense}


@action("paid_day.add", permission="proofs.own", key=Key.REQUIRED)
def add_day(act: Act, *, professional: str, day: date, note: str = "") -> dict[str, Any]:
    """Count one more paid day. Raises what `check_paid_day` raises. Answers {"paid_day": code}."""
    person = _person(act, professional)
    taken = PaidDay.objects.filter(professional=person, day__year=day.year).values_list("day", flat=True)
    check_paid_day(day, list(taken), employed=is_employed(person))
    made = PaidDay.objects.create(professional=person, day=day, note=note.strip()[:200])
    act.journal(f"professional:{person.pk}", {"paid_day": made.code, "day": day})
    return {"paid_day": made.code}


@action("paid_day.remove", permission="proofs.own")
def remove_day(act: Act, *, paid_day: str) -> dict[str, Any]:
    """Take back a day written by mistake. Answers {"paid_day": code}."""
    found = locked(PaidDay.objects.filter(code=paid_day).select_related("professional")).first()
    if found is None:
        raise OutOfSight("proofs.own")
    act.permit(scopes.of_professional(found.professional))
    found.delete()
    act.journal(f"professional:{found.professional_id}", {"paid_day": paid_day, "day": found.day})
    return {"paid_day": paid_day}
