"""Tags of people for the header of every page."""

from __future__ import annotations

from typing import Any

from django import template

from triennio.people.web.actors import account_of
from triennio.people.web.menu import Entry, entries

register = template.Library()


@register.simple_tag(takes_context=True)
def menu_of(context: dict[str, Any]) -> list[Entry]:
    """The entries of whoever is signed in; none for others and on pages made without a request."""
    request = context.get("request")
    account = account_of(request) if request else None
    return entries(account, request.path) if request and account else []
