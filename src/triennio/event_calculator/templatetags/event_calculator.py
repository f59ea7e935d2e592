"""Tags of the pages of events."""

from typing import Any

from django import forms, template
from django.forms import BoundField

from triennio.event_calculator.labels import CONFIDENCE

register = template.Library()


@register.inclusion_tag("event_calculator/parts/question.html")
def event_question(field: BoundField, unit: str = "") -> dict[str, Any]:
    """One question with label, hint, fault and input; `unit` is the word after a number."""
    kinds = {forms.BooleanField: "check", forms.ChoiceField: "select", forms.DateField: "date"}
    kind = next((name for type, name in kinds.items() if isinstance(field.field, type)), "text")
    only = getattr(field.field, "only", "")
    described = [f"{field.auto_id}_hint"] if field.help_text or only else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
    value = field.value()
    if hasattr(value, "isoformat"):
        value = value.isoformat()
    return {
        "field": field,
        "kind": kind,
        "mode": getattr(field.field, "mode", ""),
        "asked": getattr(field.field, "asked", ""),
        "only": only,
        "described": " ".join(described),
        "value": "" if value is None else value,
        "unit": unit,
    }


@register.filter
def said_confidence(confidence: str) -> Any:
    """How sure a rule is, in words."""
    return CONFIDENCE[confidence]


@register.filter
def formats_for(role: str, formats: dict[str, str]) -> str:
    """The formats in which a role exists; empty means all."""
    return formats.get(role, "")
