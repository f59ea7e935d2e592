"""Asking to be admitted: the form, and the page on which one waits."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from triennio.kernel.refusal import Refusal
from triennio.people.access.signals import TERMS_DUE
from triennio.people.actions import applications as actions
from triennio.people.actions.terms import accept
from triennio.people.models import Account, Application
from triennio.people.queries import applications, terms
from triennio.people.steps.identities import vouched_code
from triennio.people.web.actors import account_of, actor_of, signed_in
from triennio.people.web.forms import ApplicationForm
from triennio.people.web.menu import home


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def application(request: HttpRequest) -> HttpResponse:
    """The form while there is something to ask; how it stands afterwards. Approved accounts go home."""
    account = account_of(request)
    assert account is not None  # noqa: S101 - signed_in
    if account.approved:
        return HttpResponseRedirect(home(account))
    if terms.due(account):
        return HttpResponseRedirect(reverse("people:terms"))
    asked = applications.mine(actor_of(request), account)
    waiting = next((each for each in asked if each.state == Application.State.WAITING), None)
    if waiting:
        return _state(request, waiting)
    code = vouched_code(account)
    form = ApplicationForm(
        request.POST or None,
        bodies=applications.admitting(),
        tax_code=code,
        initial=_first(account, asked),
    )
    if request.method == "POST" and form.is_valid() and _submitted(request, account, form):
        return HttpResponseRedirect(reverse("people:application"))
    refused = asked[0] if asked and asked[0].state == Application.State.REFUSED else None
    said = {"form": form, "refused": refused, "vouched": bool(code)}
    return render(request, "people/application.html", said, status=400 if form.errors else 200)


def _first(account: Account, asked: list[Application]) -> dict[str, object]:
    """What the form holds when it opens: what was said the last time, so that only what was wrong is written again."""
    found: dict[str, object] = {"first_name": account.first_name, "last_name": account.last_name}
    if asked:
        last = asked[0]
        found |= {"tax_code": last.tax_code, "organisation": last.organisation.code}
        found |= {"profession": last.profession, "number": last.number}
    return found


def _submitted(request: HttpRequest, account: Account, form: ApplicationForm) -> bool:
    values = dict(form.cleaned_data)
    try:
        actions.submit(actor_of(request), account=account.code, **{"key": values.pop("key"), **values})
    except Refusal as refusal:
        form.refused(refusal)
        return False
    return True


def _state(request: HttpRequest, waiting: Application) -> HttpResponse:
    support = waiting.organisation.support_email or settings.SUPPORT_EMAIL
    return render(request, "people/waiting.html", {"application": waiting, "support": support})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def accept_terms(request: HttpRequest) -> HttpResponse:
    """The version in force, and a button to accept it; then on to where the person was going."""
    account = account_of(request)
    assert account is not None  # noqa: S101 - signed_in
    target = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = home(account) if account.approved else reverse("people:application")
    version = terms.current()
    if request.method == "POST" and request.POST.get("version") == version.version:
        accept(actor_of(request), account=account.code, version=version.version)
        request.session.pop(TERMS_DUE, None)
        return HttpResponseRedirect(target)
    said = {"terms": version, "due": terms.due(account), "next": target}
    return render(request, "people/terms.html", said)


@require_http_methods(["GET", "HEAD"])
def read_terms(request: HttpRequest) -> HttpResponse:
    """The terms in force, for everybody."""
    return render(request, "people/terms.html", {"terms": terms.current(), "due": False})
