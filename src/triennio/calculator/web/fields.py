"""Fields that read what people type: a comma for decimals, a year or a whole date, months as a number."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAXIMUM = Decimal(999)  # nobody earns more in three years; beyond it is a slip of the finger
_AMOUNT = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{0,9}))?")
_YEAR = re.compile(r"(?:[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-])?([0-9]{4})")
_DAY = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


class TypedField(forms.Field):
    """A line of text that means a value. Empty is None; `read` raises ValidationError with a sentence."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"\s+", "", str(value or ""))
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        raise NotImplementedError


class CreditsField(TypedField):
    """An amount of credits with at most two decimals, comma or dot."""

    def read(self, text: str) -> Decimal:
        found = _AMOUNT.fullmatch(text)
        if not found:
            raise ValidationError(_("Scrivi un numero, per esempio 25 oppure 18,4."))
        if len(found[2] or "") > 2:
            raise ValidationError(_("Scrivi al massimo due decimali, senza separatore delle migliaia."))
        amount = Decimal(f"{found[1]}.{found[2] or 0}")
        if amount > MAXIMUM:
            raise ValidationError(_("Sono troppi per tre anni: controlla il numero."))
        return amount


class WholeHoursField(CreditsField):
    """Hours: only whole ones count."""

    def read(self, text: str) -> Decimal:
        hours = super().read(text)
        if hours != hours.to_integral_value():
            raise ValidationError(_("Scrivi ore intere: le frazioni di ora non contano."))
        return Decimal(int(hours))


class YearField(TypedField):
    """A year (`2010`) or a date (`02/03/2010`), of which only the year matters."""

    def read(self, text: str) -> int:
        found = _YEAR.fullmatch(text)
        if not found:
            raise ValidationError(_("Scrivi l’anno con quattro cifre, per esempio 2010."))
        return int(found[1])


class MonthsField(TypedField):
    """Whole months of a year, 1 to 11."""

    def read(self, text: str) -> int:
        if not (re.fullmatch("[0-9]{1,2}", text) and 1 <= int(text) <= 11):
            raise ValidationError(
                _("Scrivi i mesi interi, da 1 a 11; per dodici mesi scegli «tutto l’anno».")
            )
        return int(text)


class DayField(TypedField):
    """A day as people write it, `01/03/2021`; `2021-03-01` too."""

    def read(self, text: str) -> date:
        found = _DAY.fullmatch(text)
        parts = found.groups() if found else reversed(text.split("-"))
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except (ValueError, TypeError):
            raise ValidationError(_("Scrivi il giorno così: 01/03/2021.")) from None
