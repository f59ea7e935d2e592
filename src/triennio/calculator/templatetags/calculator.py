"""Tags of the calculator's pages."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import get_language

from triennio.calculator.web.labels import CONFIDENCE_LABELS, KIND_LABELS
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


@register.filter
def kind_label(kind: str) -> Any:
    """The words for a kind of credits."""
    return KIND_LABELS[kind]


@register.filter
def confidence_label(confidence: str) -> Any:
    """The words for how sure a rule is."""
    return CONFIDENCE_LABELS.get(confidence, confidence)


@register.filter
def doubtful(confidence: str) -> bool:
    """True when the reader should be told that a rule is not beyond doubt."""
    return confidence not in ("", "official", "seed")


@register.filter
def rule_of(rules: Mapping[str, Any], rule: str) -> Any:
    """The rule with that id, or None."""
    return rules.get(rule)


@register.filter
def day(value: date) -> str:
    """A day in words: «31 dicembre 2028», «1º gennaio 2027»; Italian writes months small."""
    language = (get_language() or "it")[:2]
    text = date_format(value, "j. F Y" if language == "de" else "j F Y")
    return re.sub(r"^1 ", "1º ", text.lower()) if language == "it" else text
