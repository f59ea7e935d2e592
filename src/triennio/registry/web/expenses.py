"""Expenses by year with receipts, their table for the accountant; the counter of paid days."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.web.actors import signed_in
from triennio.platform import clock
from triennio.registry.actions import expenses as actions
from triennio.registry.domain.expenses import PAID_DAYS_A_YEAR, cents_of
from triennio.registry.models import Expense
from triennio.registry.queries import expenses
from triennio.registry.web import folder_files as files
from triennio.registry.web.folder_page import key_of, mine, show

FIRST_YEAR, LAST_YEAR = 2000, 2099


def _year(text: str | None) -> int:
    """A year out of an address; today's where there is none. 404 for what is none."""
    if not text:
        return clock.today().year
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise Http404
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(
            "DAY", _("La data non si legge."), next_step=_("Scriverla come 2026-03-14."), field="day"
        ) from None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def page(request: HttpRequest, year: str | None = None) -> HttpResponse:
    """The expenses of a year; a POST adds one."""
    actor, person = mine(request)
    refusal = None
    if request.method == "POST":
        try:
            day = _day(request.POST.get("day", ""))
            receipt = request.FILES.get("receipt")
            actions.add(
                actor,
                key=key_of(request),
                professional=person.code,
                day=day,
                kind=request.POST.get("kind", ""),
                cents=cents_of(request.POST.get("amount", "")),
                description=request.POST.get("description", ""),
                name=(receipt.name or "") if receipt else "",
                content=receipt.read() if receipt else b"",
            )
        except OutOfSight:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Spesa registrata."))
            return redirect("registry:expenses_year", day.year)
    found = expenses.year_of(actor, person, _year(year))
    typed = request.POST.dict() if refusal else {"day": clock.today().isoformat()}
    context = {"year": found, "kinds": Expense.Kind.choices, "typed": typed, "today": clock.today()}
    return show(request, "registry/expenses/year.html", context, refusal=refusal)


@require_POST
@signed_in
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Take an expense away."""
    actor, _person = mine(request)
    year = _year(request.POST.get("year"))
    actions.remove(actor, expense=code)
    messages.success(request, _("Spesa eliminata."))
    return redirect("registry:expenses_year", year)


@require_safe
@signed_in
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of an expense."""
    actor, _person = mine(request)
    return files.document(expenses.receipt(actor, code))


@require_safe
@signed_in
def table(request: HttpRequest, year: str) -> HttpResponse:
    """The year as a table for the accountant."""
    actor, person = mine(request)
    found = expenses.year_of(actor, person, _year(year))
    rows: list[list[object]] = [[_("Data"), _("Tipo"), _("Descrizione"), _("Euro"), _("Ricevuta")]]
    for each in sorted(found.expenses, key=lambda expense: (expense.day, expense.pk)):
        said = each.upload.name if each.upload else ""
        rows.append(
            [f"{each.day:%d/%m/%Y}", each.get_kind_display(), each.description, _euro(each.cents), said]
        )
    rows.append([_("Totale"), "", "", _euro(found.total), ""])
    return files.table_answer(f"spese-{found.year}.csv", rows)


def _euro(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def days(request: HttpRequest, year: str | None = None) -> HttpResponse:
    """The paid days of a year; a POST adds one."""
    actor, person = mine(request)
    refusal = None
    if request.method == "POST":
        try:
            day = _day(request.POST.get("day", ""))
            actions.add_day(
                actor,
                key=key_of(request),
                professional=person.code,
                day=day,
                note=request.POST.get("note", ""),
            )
        except OutOfSight:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Giorno segnato."))
            return redirect(f"{reverse('registry:paid_days')}{day.year}/")
    found = expenses.paid_days(actor, person, _year(year))
    typed = request.POST.dict() if refusal else {}
    places = [(40 * place, place < len(found.rows)) for place in range(PAID_DAYS_A_YEAR)]
    context = {"counter": found, "most": PAID_DAYS_A_YEAR, "places": places, "typed": typed}
    return show(request, "registry/expenses/days.html", context, refusal=refusal)


@require_POST
@signed_in
def remove_day(request: HttpRequest, code: str) -> HttpResponse:
    """Take a day back."""
    actor, _person = mine(request)
    year = _year(request.POST.get("year"))
    actions.remove_day(actor, paid_day=code)
    messages.success(request, _("Giorno tolto."))
    return redirect("registry:paid_days_year", year)


urlpatterns = [
    path("io/spese/", page, name="expenses"),
    path("io/spese/giorni/", days, name="paid_days"),
    path("io/spese/giorni/<str:code>/togli/", remove_day, name="paid_day_remove"),
    path("io/spese/giorni/<str:year>/", days, name="paid_days_year"),
    path("io/spese/voce/<str:code>/ricevuta/", receipt, name="expense_receipt"),
    path("io/spese/voce/<str:code>/elimina/", remove, name="expense_remove"),
    path("io/spese/<str:year>/", page, name="expenses_year"),
    path("io/spese/<str:year>/tabella.csv", table, name="expenses_table"),
]
