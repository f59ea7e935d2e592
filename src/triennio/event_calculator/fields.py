"""Fields of the form: whole numbers as people type them, and for whom each question is asked."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_NUMBER = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]))?")


class Asked(forms.Field):
    """A question for some events only. Without script all questions stand there, each with its `only`.

    `asked` lists FORMAT.TYPE.ROLE with `*` for any; empty means always.
    """

    def __init__(self, *, asked: str = "", only: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asked = asked
        self.only = only


class WholeField(Asked):
    """A whole number, not negative. Empty is None."""

    widget = forms.TextInput
    mode = "numeric"

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.most = most

    def to_python(self, value: Any) -> int | None:
        text = re.sub(r"\s+", "", str(value or ""))
        if not text:
            return None
        if not re.fullmatch("[0-9]{1,9}", text):
            raise ValidationError(_("Scrivi un numero intero, per esempio 60."))
        if int(text) > self.most:
            raise ValidationError(
                _("Il numero è troppo grande: al massimo %(most)s."), params={"most": self.most}
            )
        return int(text)


class TenthsField(Asked):
    """Credits with at most one decimal, comma or dot. Empty is None."""

    widget = forms.TextInput
    mode = "decimal"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Fraction | None:
        text = re.sub(r"\s+", "", str(value or ""))
        if not text:
            return None
        found = _NUMBER.fullmatch(text)
        if not found:
            raise ValidationError(_("Scrivi i crediti con un decimale, per esempio 7,8."))
        return Fraction(f"{found[1]}.{found[2] or 0}")


class CheckField(Asked, forms.BooleanField):
    """A tick."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
