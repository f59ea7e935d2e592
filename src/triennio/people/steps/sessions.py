"""Ending the sessions of an account, and taking away its ways in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from triennio.people.models import Account, ApiToken


def end_all(account: Account) -> int:
    """End every session that is known. Returns how many there were."""
    known = list(UserSession.objects.filter(user=account))
    for session in known:
        session.end()
    return len(known)


def forget_ways_in(account: Account) -> None:
    """Addresses, authenticators, identities, keys: with the account's own row, all by which it could sign in."""
    end_all(account)
    ApiToken.objects.filter(account=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    Authenticator.objects.filter(user=account).delete()
    SocialAccount.objects.filter(user=account).delete()
