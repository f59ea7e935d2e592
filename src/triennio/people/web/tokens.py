"""Keys with which a program acts for the person: make one, see it once, revoke it."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.actions import tokens as actions
from triennio.people.models import Account
from triennio.people.queries import tokens
from triennio.people.web.actors import account_of, actor_of, signed_in
from triennio.people.web.forms import ActionForm
from triennio.platform import clock

DAYS = (
    (30, gettext_lazy("30 giorni")),
    (90, gettext_lazy("90 giorni")),
    (180, gettext_lazy("180 giorni")),
    (365, gettext_lazy("un anno")),
)


class TokenForm(ActionForm):
    name = forms.CharField(label=gettext_lazy("A che cosa serve"), max_length=80)
    days = forms.TypedChoiceField(label=gettext_lazy("Quanto vale"), choices=DAYS, coerce=int, initial=90)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """The keys of the account and the form for another; the answer to the form shows the key, this once."""
    account = account_of(request)
    assert account is not None  # noqa: S101 - signed_in
    form, made = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        made = _make(request, account, form)
    if made:
        form = TokenForm()
    said = {
        "form": form,
        "made": made,
        "tokens": tokens.of_account(actor_of(request), account),
        "today": clock.today(),
    }
    return render(request, "people/tokens.html", said, status=400 if form.errors else 200)


def _make(request: HttpRequest, account: Account, form: TokenForm) -> str:
    """The key, or an empty text where it was refused."""
    key = form.cleaned_data["key"]
    token = tokens.made_from(account, key)
    until = clock.today() + timedelta(days=form.cleaned_data["days"])
    try:
        actions.create(
            actor_of(request),
            key=key,
            account=account.code,
            name=form.cleaned_data["name"],
            digest=tokens.digest_of(token),
            until=until,
        )
    except OutOfSight:
        raise
    except Refusal as refusal:
        form.refused(refusal)
        return ""
    return token


@require_POST
@signed_in
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """End a key."""
    actions.revoke(actor_of(request), token=code)
    messages.success(request, _("La chiave è revocata: da ora non apre più nulla."))
    return HttpResponseRedirect(reverse("people:tokens"))
