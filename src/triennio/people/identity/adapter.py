"""What happens when somebody comes back from an identity provider.

An identity already linked signs in. One that is not makes a new account, which still asks to be admitted. If the tax
code already has an account, nothing is merged: the person signs in as before and links the identity from there.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from triennio.people.identity.claims import Claims, read_claims
from triennio.people.models import Account, Application
from triennio.people.steps.identities import TAX_CODE
from triennio.people.web.actors import account_of


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Claims in, account out."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Names as the provider writes them. Of the rest only the tax code is kept."""
        user = super().populate_user(request, sociallogin, data)
        said = _claims(sociallogin)
        sociallogin.account.extra_data = {TAX_CODE: said.tax_code}
        user.first_name, user.last_name = said.first_name[:100], said.last_name[:100]
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Stop where going on would give somebody another one's account."""
        if sociallogin.is_existing:
            return
        tax_code = sociallogin.account.extra_data.get(TAX_CODE)
        if not tax_code:
            raise ImmediateHttpResponse(_page(request, sociallogin, "no_tax_code"))
        owner = _owner_of(tax_code)
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            me = account_of(request)
            if me is None or not _may_link(me, owner, tax_code):
                raise ImmediateHttpResponse(_page(request, sociallogin, "another_person"))
        elif owner is not None:
            raise ImmediateHttpResponse(_page(request, sociallogin, "link_first"))


def _claims(sociallogin: Any) -> Claims:
    data = sociallogin.account.extra_data
    return read_claims(data.get("userinfo") or data.get("id_token") or data)


def _owner_of(tax_code: str) -> Account | None:
    """The account that already is this person: by the register, or by an application not refused."""
    owner = Account.objects.filter(professional__tax_code=tax_code).first()
    if owner is not None:
        return owner
    asked = Application.objects.filter(tax_code=tax_code).exclude(state=Application.State.REFUSED)
    found = asked.exclude(account__state=Account.State.DELETED).select_related("account").first()
    return found.account if found else None


def _may_link(me: Account, owner: Account | None, tax_code: str) -> bool:
    if owner is not None:
        return owner.pk == me.pk
    # An account that is already somebody else, by its own tax code, does not become this person.
    professional = getattr(me, "professional", None)
    return professional is None or professional.tax_code == tax_code


def _page(request: HttpRequest, sociallogin: Any, why: str) -> HttpResponse:
    name = sociallogin.account.get_provider_account().get_brand()["name"]
    return render(request, f"people/identity/{why}.html", {"provider": name}, status=409)
