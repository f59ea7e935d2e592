"""What is wrong with a password, said in our words: the library's own are not all in Italian."""

from __future__ import annotations

from django.contrib.auth import password_validation as library
from django.utils.translation import gettext as _


class NotLikeTheAccount(library.UserAttributeSimilarityValidator):
    DEFAULT_USER_ATTRIBUTES = ("email", "first_name", "last_name")

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("La password somiglia troppo all’indirizzo o al nome.")


class NotCommon(library.CommonPasswordValidator):
    def get_error_message(self) -> str:
        """What is wrong."""
        return _("La password è fra le più comuni: si indovina subito.")


class NotOnlyDigits(library.NumericPasswordValidator):
    def get_error_message(self) -> str:
        """What is wrong."""
        return _("La password è fatta solo di cifre.")


class LongEnough(library.MinimumLengthValidator):
    def get_error_message(self) -> str:
        """What is wrong."""
        return _("La password è troppo corta: servono almeno %(count)s caratteri.") % {
            "count": self.min_length
        }
