"""Accounts as an office sees them: found, suspended, given back, deleted."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.actions import accounts as actions
from triennio.people.models import Account
from triennio.people.permissions import organisations_with, reaches_all
from triennio.people.queries import accounts, roles, terms
from triennio.people.scopes import of_account
from triennio.people.web.actors import actor_of, signed_in
from triennio.people.web.forms import EndForm
from triennio.platform.permissions import Actor, allowed

PAGE = 50


@require_safe
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """The accounts of the viewer's offices; `?cerca=`."""
    viewer = actor_of(request)
    if not _finds_anywhere(viewer):
        raise OutOfSight("account.find")
    text = request.GET.get("cerca", "")
    page = Paginator(accounts.found(viewer, text), PAGE).get_page(request.GET.get("pagina"))
    said = {"page": page, "text": text, "leaving": list(accounts.asked_to_end(viewer)[:PAGE])}
    return render(request, "people/members.html", said)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One account: its state, and what may be done about it."""
    viewer = actor_of(request)
    account = accounts.one(viewer, code)
    may = allowed(viewer, "account.suspend", of_account(account)) and account.pk != viewer.account
    if request.method == "POST" and request.POST.get("do") == "restore":
        actions.restore(viewer, account=code)
        messages.info(request, _("L’account è di nuovo attivo."))
        return HttpResponseRedirect(reverse("people:member", args=[code]))
    form = EndForm(request.POST or None, clauses=terms.current().clauses)
    if request.method == "POST" and form.is_valid() and _ended(request, viewer, account, form):
        return HttpResponseRedirect(reverse("people:members"))
    held = [each for each in roles.held(viewer) if each.account_id == account.pk]
    said = {"who": account, "form": form, "may": may, "roles": held}
    return render(request, "people/member.html", said, status=400 if form.errors else 200)


def _ended(request: HttpRequest, viewer: Actor, account: Account, form: EndForm) -> bool:
    values, deleting = form.cleaned_data, request.POST.get("do") == "delete"
    do = actions.delete if deleting else actions.suspend
    try:
        do(viewer, key=values["key"], account=account.code, clause=values["clause"], reason=values["reason"])
    except OutOfSight:
        raise
    except Refusal as refusal:
        form.refused(refusal)
        return False
    messages.info(request, _("L’account è cancellato.") if deleting else _("L’account è sospeso."))
    return True


def _finds_anywhere(viewer: Actor) -> bool:
    if viewer.account is None:
        return False
    return reaches_all(viewer.account, "account.find") or bool(
        organisations_with(viewer.account, "account.find")
    )
