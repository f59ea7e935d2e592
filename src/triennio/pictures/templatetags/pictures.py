"""Tags of the pictures. A page hands over `links` (`pictures.links.Links`) and `rules` (the rulebook's, by id)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.translation import get_language

from triennio.pictures.labels import CONFIDENCE_LABELS, KIND_LABELS, PREPOSITIONS
from triennio.pictures.links import NOWHERE

register = template.Library()


@register.simple_tag(takes_context=True)
def link_to(context: Context, kind: str, about: str) -> str:
    """The address of a rule, a credit, a page of the guide; "" where the page gave none."""
    return (context.get("links") or NOWHERE).to(kind, about)


@register.filter
def kind_label(kind: str) -> Any:
    """The words for a kind of credits."""
    return KIND_LABELS[kind]


@register.filter
def confidence_label(confidence: str) -> Any:
    """The words for how sure a rule is."""
    return CONFIDENCE_LABELS.get(confidence, confidence)


@register.filter
def rule_of(rules: Mapping[str, Any], rule: str) -> Any:
    """The rule with that id, or None."""
    return rules.get(rule) if rules else None


@register.filter
def day(value: date | None) -> str:
    """A day in words: «31 dicembre 2028», «1º gennaio 2027»; Italian writes months small. No day, no words."""
    if value is None:
        return ""
    language = (get_language() or "it")[:2]
    text = date_format(value, "j. F Y" if language == "de" else "j F Y")
    return re.sub(r"^1 ", "1º ", text.lower()) if language == "it" else text


@register.filter
def when(value: date | None, how: str) -> str:
    """A day with its preposition, because Italian says «il 7 maggio» but «l’8 maggio» and «l’11 maggio».

    `how`: `on`, `by`, `until`, `since`, `of`. The sentence around it holds no preposition, in any language.
    """
    if value is None:
        return ""
    language = (get_language() or "it")[:2]
    plain, elided = PREPOSITIONS.get(language, PREPOSITIONS["it"])[how]
    return (elided if value.day in (8, 11) else plain) + day(value)
