"""What an identity provider (SPID, CIE) has said of an account."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount

from triennio.people.models import Account

TAX_CODE = "tax_code"


def who_vouches(account: Account, tax_code: str) -> str:
    """The provider that vouches for this tax code of this account, or an empty text."""
    return next((each.provider for each in _of(account) if each.extra_data.get(TAX_CODE) == tax_code), "")


def vouched_code(account: Account) -> str:
    """The tax code that a provider vouches for, or an empty text."""
    return next((each.extra_data[TAX_CODE] for each in _of(account) if each.extra_data.get(TAX_CODE)), "")


def _of(account: Account) -> list[SocialAccount]:
    return list(SocialAccount.objects.filter(user=account).order_by("pk"))
