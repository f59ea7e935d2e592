"""Tags of people: the menu of every page, fields of forms, what the pages of access need to know."""

from __future__ import annotations

import re
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from triennio.kernel.messages import Message
from triennio.people.access.adapter import ENDED
from triennio.people.identity.providers import Provider, configured
from triennio.people.models import Account
from triennio.people.queries.terms import Current, current
from triennio.people.web.actors import account_of
from triennio.people.web.forms import profession_name
from triennio.people.web.menu import Menu, menu

register = template.Library()

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.simple_tag(takes_context=True)
def menu_of(context: dict[str, Any]) -> Menu:
    """The menu of whoever is signed in; empty for others and on pages made without a request."""
    request = context.get("request")
    account = account_of(request) if request else None
    return menu(account, request.path) if request and account else Menu([], [])


@register.inclusion_tag("people/parts/field.html")
def field(bound: BoundField, label: str = "", hint: str = "") -> dict[str, Any]:
    """A field with label, hint and fault, tied together for those who do not see them side by side."""
    attributes: dict[str, str | bool] = {"class": _style(bound)}
    described = [
        f"{bound.auto_id}_{part}" for part, there in (("hint", hint), ("error", bound.errors)) if there
    ]
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    bound.field.widget.attrs.pop("placeholder", None)
    return {
        "field": bound,
        "kind": _kind(bound),
        "label": label or bound.label,
        "hint": hint,
        "optional": not bound.field.required and not getattr(bound.form, "all_optional", False),
        "widget": bound.as_widget(attrs=attributes),
    }


@register.simple_tag
def current_terms() -> Current:
    """The terms in force."""
    return current()


@register.simple_tag(takes_context=True)
def ended_account(context: dict[str, Any]) -> Account | None:
    """The suspended or deleted account whose right credentials were just given in this session."""
    request = context.get("request")
    ended = request.session.get(ENDED) if request else None
    return Account.objects.filter(pk=ended).first() if ended else None


@register.simple_tag
def identity_providers() -> tuple[Provider, ...]:
    """SPID and CIE, as far as this installation has them."""
    return configured()


@register.simple_tag
def identity_address(provider: Provider, process: str = "") -> str:
    """Where signing in with a provider begins."""
    return provider.address("connect" if process == "connect" else "login")


@register.simple_tag
def profession(code: int | None) -> str:
    """The name of a profession, or a dash."""
    return profession_name(code) or "—"


@register.simple_tag
def said(message: Message) -> str:
    """A sentence of a library in the language of the page."""
    return _(message.template) % message.values


@register.filter
def device(user_agent: str) -> str:
    """A browser's description of itself in two words.

    >>> device("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36")
    'Chrome, Linux'
    """
    parts = [
        next((name for mark, name in known if re.search(mark, user_agent)), "")
        for known in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(part for part in parts if part) or user_agent[:40]


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "radio" if isinstance(widget, forms.RadioSelect) else "text"


def _style(bound: BoundField) -> str:
    if isinstance(bound.field.widget, (forms.CheckboxInput, forms.RadioSelect)):
        return ""
    return "form-select" if isinstance(bound.field.widget, forms.Select) else "form-control"
