"""What was typed, said back: to the reader under the result, and to the form when it is opened again."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from triennio.calculator.web.forms import CalculatorForm
from triennio.calculator.web.steps import STEPS, periods_of
from triennio.kernel.triennio import Triennio

SILENT = ("", "none")


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    answers: list[tuple[Any, str]]


def summary(form: CalculatorForm, triennio: Triennio) -> list[Step]:
    """The answers of each step that concern the period; what was left empty is left out."""
    return [Step(number, _said(form, names, triennio)) for number, names in STEPS.items()]


def typed(form: CalculatorForm) -> list[tuple[str, str]]:
    """(field, text) as typed, for hidden fields: only fields of the form, only those with an answer."""
    return [(name, form.data[name]) for name in form.fields if form.data.get(name)]


def _said(form: CalculatorForm, names: tuple[str, ...], triennio: Triennio) -> list[tuple[Any, str]]:
    found = []
    for name in names:
        periods = periods_of(name)
        text = _value(form, name)
        if text and (not periods or triennio in periods):
            found.append((form.fields[name].label, text))
    return found


def _value(form: CalculatorForm, name: str) -> str:
    field, value = form.fields[name], form.data.get(name, "")
    if value in SILENT:
        return ""
    if isinstance(field, forms.BooleanField):
        return _("sì")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return next((str(label) for key, label in choices if str(key) == value), "")
    return str(value).strip()
