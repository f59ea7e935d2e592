"""Expenses for training with their receipts, and the paid days of the year."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from triennio.kernel.messages import N_
from triennio.platform import clock
from triennio.platform.api.calls import actor_of, bytes_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import (
    CodeInPath,
    Day,
    Euros,
    Given,
    Line,
    OptionalKey,
    RequiredKey,
    decimal,
    hundredths,
)
from triennio.registry.actions import expenses as expense_actions
from triennio.registry.api.common import FILES, own_professional, upload_answer
from triennio.registry.queries import expenses

router = Router(tags=[str(N_("Spese e giorni retribuiti"))])
YearInQuery = Annotated[int | None, Query(ge=2008, le=2099, description="Anno; senza, quello di oggi")]


class ExpenseShape(Schema):
    code: str
    day: date
    kind: str
    euros: Euros
    description: str
    receipt: bool


class KindTotal(Schema):
    kind: str
    label: str
    euros: Euros


class YearShape(Schema):
    year: int
    years: list[int]
    expenses: list[ExpenseShape]
    kinds: list[KindTotal]
    total: Euros
    without_receipt: int


class ExpenseCode(Schema):
    expense: str


class PaidDayShape(Schema):
    code: str
    day: date
    note: str


class PaidDaysShape(Schema):
    """`employed`: who does not practise as an employee has no paid days."""

    year: int
    years: list[int]
    days: list[PaidDayShape]
    employed: bool


class NewPaidDay(Given):
    day: Day
    note: Line = ""


class PaidDayCode(Schema):
    paid_day: str


@operation(
    router,
    "GET",
    "/expenses",
    title=N_("Le spese di un anno, con i totali per tipo"),
    answers=YearShape,
    needs="proofs.own",
)
def read_expenses(request: HttpRequest, year: YearInQuery = None) -> Any:
    """Newest first."""
    found = expenses.year_of(actor_of(request), own_professional(request), year or clock.today().year)
    return {
        "year": found.year,
        "years": list(found.years),
        "expenses": [
            {
                "code": each.code,
                "day": each.day,
                "kind": each.kind,
                "euros": decimal(each.cents),
                "description": each.description,
                "receipt": each.upload is not None,
            }
            for each in found.expenses
        ],
        "kinds": [
            {"kind": each.code, "label": each.label, "euros": decimal(each.cents)} for each in found.kinds
        ],
        "total": decimal(found.total),
        "without_receipt": found.without_receipt,
    }


@operation(
    router,
    "POST",
    "/expenses",
    title=N_("Segnare una spesa, con la ricevuta se c’è"),
    answers=ExpenseCode,
    does=expense_actions.add,
    status=201,
)
def add_expense(
    request: HttpRequest,
    key: RequiredKey,
    day: Form[Day],
    kind: Form[Literal["master", "course", "refresher", "congress"]],
    euros: Annotated[str, Form(pattern=r"^[0-9]{1,6}(\.[0-9]{1,2})?$")],
    description: Form[Line],
    file: File[UploadedFile | None] = None,
) -> Any:
    """Of a payment already made."""
    return perform(
        request,
        expense_actions.add,
        key,
        professional=own_professional(request).code,
        day=day,
        kind=kind,
        cents=hundredths(euros),
        description=description,
        name=(file.name or "") if file else "",
        content=bytes_of(file) if file else b"",
    )


@operation(
    router,
    "GET",
    "/expenses/{code}/receipt",
    title=N_("La ricevuta di una spesa"),
    answers=None,
    needs="proofs.own",
    media=FILES,
)
def read_receipt(request: HttpRequest, code: CodeInPath) -> Any:
    """As it was sent."""
    return upload_answer(expenses.receipt(actor_of(request), code))


@operation(
    router,
    "DELETE",
    "/expenses/{code}",
    title=N_("Togliere una spesa, con la sua ricevuta"),
    answers=ExpenseCode,
    does=expense_actions.remove,
)
def remove_expense(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """One's own."""
    return perform(request, expense_actions.remove, key, expense=code)


@operation(
    router,
    "GET",
    "/paid-days",
    title=N_("I giorni retribuiti usati per la formazione in un anno"),
    answers=PaidDaysShape,
    needs="proofs.own",
)
def read_paid_days(request: HttpRequest, year: YearInQuery = None) -> Any:
    """In the order of days."""
    found = expenses.paid_days(actor_of(request), own_professional(request), year or clock.today().year)
    return {
        "year": found.days.year,
        "years": list(found.years),
        "days": [{"code": each.code, "day": each.day, "note": each.note} for each in found.rows],
        "employed": found.employed,
    }


@operation(
    router,
    "POST",
    "/paid-days",
    title=N_("Contare un giorno retribuito"),
    answers=PaidDayCode,
    does=expense_actions.add_day,
    status=201,
    example={"day": "2026-03-02"},
)
def add_paid_day(request: HttpRequest, body: NewPaidDay, key: RequiredKey) -> Any:
    """Eight a year, for those employed."""
    person = own_professional(request)
    return perform(request, expense_actions.add_day, key, professional=person.code, **body.model_dump())


@operation(
    router,
    "DELETE",
    "/paid-days/{code}",
    title=N_("Togliere un giorno segnato per errore"),
    answers=PaidDayCode,
    does=expense_actions.remove_day,
)
def remove_paid_day(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """One's own."""
    return perform(request, expense_actions.remove_day, key, paid_day=code)
