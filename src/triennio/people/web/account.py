"""One's own account: data, terms accepted, devices, ways to sign in, the end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from triennio.people.actions.accounts import ask_deletion
from triennio.people.queries import accounts, roles, terms
from triennio.people.web.actors import account_of, actor_of, signed_in


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """Everything about one's account on one page."""
    account, viewer = account_of(request), actor_of(request)
    assert account is not None  # noqa: S101 - signed_in
    said = {
        "ways": accounts.ways_of(viewer, account),
        "roles": roles.mine(viewer, account),
        "accepted": terms.accepted(viewer, account),
        "professional": getattr(account, "professional", None),
    }
    return render(request, "people/account.html", said)


@require_POST
@signed_in
def deletion(request: HttpRequest) -> HttpResponse:
    """Ask for deletion (`asked=1`) or take it back."""
    account = account_of(request)
    assert account is not None  # noqa: S101 - signed_in
    asked = request.POST.get("asked") == "1"
    ask_deletion(actor_of(request), account=account.code, asked=asked)
    messages.info(
        request, _("La richiesta di cancellazione è inviata.") if asked else _("La richiesta è ritirata.")
    )
    return HttpResponseRedirect(reverse("people:account"))
