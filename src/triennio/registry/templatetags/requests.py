"""Tags of the pages of requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.translation import gettext

from triennio.kernel.messages import Message
from triennio.registry.domain.requests.fields import Field
from triennio.registry.models import Request
from triennio.registry.web.requests.labels import FAMILIES, ICONS, ROLES, TONES

register = template.Library()
AS_RADIO = 4
"""Questions with no more answers than this show them all; the others are lists."""


@register.filter
def told(words: object) -> str:
    """A sentence of the domain in the language of the page."""
    if isinstance(words, Message):
        text = gettext(words.template)
        return text % words.values if words.values else text
    return gettext(str(words)) if words else ""


@register.filter
def family_word(family: str) -> Any:
    """The name of a family of requests."""
    return FAMILIES[family]


@register.filter
def role_word(role: str) -> Any:
    """What a document is."""
    return ROLES.get(role, role)


@register.inclusion_tag("registry/requests/parts/state.html")
def request_state(state: str) -> dict[str, Any]:
    """The state of a request: colour, icon and word."""
    return {"word": Request.State(state).label, "tone": TONES[state], "icon_name": ICONS[state]}


@register.inclusion_tag("registry/requests/parts/field.html", takes_context=True)
def request_field(context: Context, each: Field) -> dict[str, Any]:
    """One question: label, hint, what is wrong, the input. Reads `raw`, `wrong` and `labels` of the page."""
    faults: dict[str, Any] = context.get("wrong") or {}
    labels: dict[str, Any] = context.get("labels") or {}
    wrong = faults.get(each.name)
    hinted = bool(each.hint) or each.when is not None
    described = [f"{each.name}_hint"] if hinted else []
    if wrong:
        described.append(f"{each.name}_wrong")
    few = each.type == "choice" and len(each.choices) <= AS_RADIO
    return {
        "field": each,
        "shape": "radio" if few else each.type,
        "value": context["raw"].get(each.name, ""),
        "wrong": wrong,
        "described": " ".join(described),
        "about": labels.get(each.when[0], "") if each.when else "",
        "values": " ".join(each.when[1]) if each.when else "",
    }


@register.filter
def answer(value: object, each: Field) -> str:
    """A value as people read it: the words of a choice, a day as a day."""
    if value is None or value == "":
        return "–"
    if each.type == "choice":
        return gettext(dict(each.choices).get(str(value), str(value)))
    if each.type == "day":
        return date_format(value, "j F Y").lower()  # type: ignore[arg-type]
    if each.type == "check":
        return gettext("Sì")
    return str(value).replace(".", ",") if each.type == "amount" else str(value)


@register.filter
def value_of(values: Mapping[str, Any], each: Field) -> object:
    """The value of a field, None where it has none."""
    return values.get(each.name)
