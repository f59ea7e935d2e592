"""Forms of the library that ask something more, or must take the same time whoever asks."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as LibrarySignupForm
from allauth.socialaccount.forms import SignupForm as LibraryIdentityForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from triennio.people.actions.terms import accept
from triennio.people.models import Account
from triennio.people.queries.terms import current
from triennio.platform.permissions import Actor


class SignupForm(LibrarySignupForm):
    """Address, a password or none, and the terms."""

    terms = forms.BooleanField(
        label=_("Accetto le condizioni d’uso"),
        error_messages={"required": _("Senza accettare le condizioni d’uso non si può avere un account.")},
    )

    def try_save(self, request: HttpRequest) -> Any:
        """Save, or say by mail that the account exists: with the same work, so that time tells nothing."""
        if self.account_already_exists and self.cleaned_data.get("password1"):
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: Account) -> None:
        """Keep which version was accepted."""
        super().custom_signup(request, user)
        accept(Actor(user.pk), account=user.code, version=current().version)


class IdentitySignupForm(LibraryIdentityForm):
    """After an identity provider: an address for the notices, and the terms."""

    terms = forms.BooleanField(
        label=_("Accetto le condizioni d’uso"),
        error_messages={"required": _("Senza accettare le condizioni d’uso non si può avere un account.")},
    )

    def custom_signup(self, request: HttpRequest, user: Account) -> None:
        """Keep which version was accepted."""
        super().custom_signup(request, user)
        accept(Actor(user.pk), account=user.code, version=current().version)
