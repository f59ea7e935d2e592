"""Where the pictures of a position send their reader, for the person and for the office that looks at a member."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from triennio.pictures.links import Links
from triennio.registry.domain.next_action import NextAction
from triennio.registry.domain.requests.kinds import KINDS

# What to do next → the view that does it; the target goes where the view takes an argument.
_ACTIONS = {
    "answer": ("registry:request", True),
    "move_soon": ("registry:moves", False),
    "move": ("registry:moves", False),
    "dossier": ("registry:dossier", False),
    "plan": ("registry:whatif", False),
}


def own_links() -> Links:
    """For the page of the person."""
    return Links(
        rule="calculator:rule",
        guide="guide:page",
        credit="registry:participation",
        triennio=lambda period: f"{reverse('registry:position')}?periodo={period}",
    )


def member_links(member: str) -> Links:
    """For the page of a member, as the office sees it."""
    return Links(
        rule="calculator:rule",
        guide="guide:page",
        credit=lambda code: reverse("registry:member_credit", args=[member, code]),
        triennio=lambda period: f"{reverse('registry:member', args=[member])}?periodo={period}",
    )


def missing_credit(code: str) -> str:
    """The request for a credit that has not arrived, already filled from its participation."""
    address = begin("missing_credits")
    return f"{address}?partecipazione={code}" if address else ""


def begin(kind: str) -> str:
    """Where a request of a kind begins."""
    return address_of("registry:request_begin", KINDS[kind].slug)


def next_address(action: NextAction | None) -> str:
    """Where the next action is done; "" where there is nothing to open."""
    if action is None:
        return ""
    if action.code == "missing_credits":
        return missing_credit(action.target)
    view, with_target = _ACTIONS.get(action.code, ("", False))
    return address_of(view, *([action.target] if with_target else [])) if view else ""


def address_of(view: str, *arguments: str) -> str:
    """The address of a view, "" where this installation does not have it."""
    try:
        return reverse(view, args=arguments)
    except NoReverseMatch:
        return ""
