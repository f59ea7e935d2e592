"""What the library does to an account is written in the journal too, by an action, once it is true."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.socialaccount import signals as identity_signals
from django.db import transaction
from django.dispatch import Signal

from triennio.people.models import Account
from triennio.platform.permissions import Actor

TERMS_DUE = "terms_due"

_NOTED: tuple[tuple[Signal, str], ...] = (
    (account_signals.user_logged_in, "signed_in"),
    (account_signals.user_signed_up, "signed_up"),
    (account_signals.password_changed, "password_changed"),
    (account_signals.password_set, "password_set"),
    (account_signals.password_reset, "password_reset"),
    (account_signals.email_changed, "email_changed"),
    (mfa_signals.authenticator_added, "authenticator_added"),
    (mfa_signals.authenticator_removed, "authenticator_removed"),
    (mfa_signals.authenticator_reset, "recovery_codes_made"),
    (identity_signals.social_account_added, "identity_linked"),
    (identity_signals.social_account_removed, "identity_removed"),
)


def connect() -> None:
    """Called once, when the product starts."""
    for signal, what in _NOTED:
        signal.connect(partial(_note, what=what), weak=False, dispatch_uid=f"people.{what}")
    account_signals.user_logged_in.connect(_ask_terms, dispatch_uid="people.terms")


def _note(*, what: str, **sent: Any) -> None:
    from triennio.people.actions.accounts import note

    user = sent.get("user") or getattr(sent.get("request"), "user", None)
    for holder in ("socialaccount", "sociallogin"):
        user = user or getattr(sent.get(holder), "user", None)
    if isinstance(user, Account) and user.is_active:
        transaction.on_commit(lambda: note(Actor(user.pk), account=user.code, what=what))


def _ask_terms(*, request: Any, user: Account, **_sent: Any) -> None:
    from triennio.people.queries.terms import due

    request.session[TERMS_DUE] = due(user)
