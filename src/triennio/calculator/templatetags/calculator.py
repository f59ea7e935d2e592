"""Tags of the calculator's pages."""

from typing import Any

from django import forms, template
from django.forms import BoundField

from triennio.calculator.web.steps import periods_of

register = template.Library()

_INPUT_MODES = {"WholeHoursField": "numeric", "MonthsField": "numeric", "CreditsField": "decimal"}


@register.inclusion_tag("calculator/parts/question.html")
def question(field: BoundField, unit: str = "") -> dict[str, Any]:
    """One question with label, hint, fault and input; `unit` is the word after a number."""
    periods = periods_of(field.name)
    described = [f"{field.auto_id}_hint"] if field.help_text or periods else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
    return {
        "field": field,
        "unit": unit,
        "kind": _kind(field.field),
        "mode": _INPUT_MODES.get(type(field.field).__name__, "text"),
        "value": "" if field.value() is None else field.value(),
        "periods": periods,
        "first_years": " ".join(str(period.first) for period in periods),
        "described": " ".join(described),
    }


def _kind(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return "check"
    if isinstance(field, forms.ChoiceField):
        return "radio" if isinstance(field.widget, forms.RadioSelect) else "select"
    return "text"
