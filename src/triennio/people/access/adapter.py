"""What the library asks us when somebody signs up or in."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Account
from triennio.people.web.menu import home
from triennio.platform import vault
from triennio.platform.clock import ROME

ENDED = "ended_account"
_LATER = _("Troppi tentativi non riusciti. Si può riprovare fra un quarto d’ora.")


class AccountAdapter(DefaultAccountAdapter):
    """Signing up, in and out, and what is said on the way."""

    error_messages = {  # noqa: RUF012 - the library reads it from the class
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Questo account non è attivo."),
        "duplicate_email": _("È già l’indirizzo di questo account."),
        "email_password_mismatch": _("L’indirizzo o la password non sono giusti."),
        "enter_current_password": _("La password attuale non è giusta."),
        "incorrect_code": _("Il codice non è giusto."),
        "incorrect_password": _("La password non è giusta."),
        "invalid_login": _("L’accesso non è riuscito."),
        "same_as_current": _("È uguale a quello attuale."),
        "rate_limited": _("Troppe richieste in poco tempo. Aspettare un minuto e riprovare."),
        "too_many_login_attempts": _LATER,
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The page of what the person is: position, office, or the application."""
        account = request.user
        if not isinstance(account, Account) or not account.approved:
            return reverse("people:application")
        return home(account)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """First the application."""
        del request
        return reverse("people:application")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        del request
        return reverse("people:account")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again who it is, where there is a way to: who enters by mailed code only has none to repeat."""
        wanted = super().is_reauthentication_required(app=app, **kwargs)
        return bool(wanted and self.get_reauthentication_methods(context.request.user))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Only after the right credentials: the page that says why the account is suspended or deleted."""
        request.session[ENDED] = user.pk
        return HttpResponseRedirect(reverse("account_inactive"))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while the address is locked, known or not, and say until when."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            end = self._locked_until(request, **credentials)
            if end is None:
                raise
            at = date_format(end.astimezone(ROME), "H:i")
            raise ValidationError(
                _t(
                    "Troppi tentativi non riusciti: l’accesso con la password è fermo fino alle %(time)s. "
                    "Intanto si può entrare con un codice inviato per e-mail."
                )
                % {"time": at},
                code="too_many_login_attempts",
            ) from None

    def _locked_until(self, request: HttpRequest, **credentials: Any) -> datetime | None:
        """When the last of the limits reached lets somebody try again."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        place = {"app": "allauth.account", "action": "login_failed"}
        ends = []
        for rate in ratelimit.get_rates(**place):
            history = cache.get(ratelimit.get_cache_key(request, **place, rate=rate, key=key), [])
            if len(history) >= rate.amount:
                ends.append(history[rate.amount - 1] + rate.duration)
        # Rounded up to the minute, so that the time said is never too early.
        return datetime.fromtimestamp((max(ends) // 60 + 1) * 60, UTC) if ends else None


class MfaAdapter(DefaultMFAAdapter):
    """Second factors. Their secrets are sealed with the installation's key before they are stored."""

    error_messages = {  # noqa: RUF012 - the library reads it from the class
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Il codice non è giusto."),
        "add_email_blocked": _("Con la verifica in due passaggi attiva l’indirizzo non si aggiunge da qui."),
        "cannot_generate_recovery_codes": _(
            "I codici di riserva servono solo con la verifica in due passaggi."
        ),
        "unverified_email": _("Prima va confermato l’indirizzo e-mail."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return base64.b64encode(vault.seal(text.encode(), organisation=None, place="mfa")).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return vault.unseal(base64.b64decode(encrypted_text), organisation=None, place="mfa").decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name to start from; the person may change it."""
        del user, type
        return _t("Questo dispositivo")

    def _get_site_name(self) -> str:
        return "Triennio"
