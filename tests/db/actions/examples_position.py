"""Examples of the actions on one's own calendar and archive."""

from __future__ import annotations

from tests.support.examples import Builder, Example
from tests.support.world import World
from triennio.registry.models import CalendarFeed

STRANGERS = (
    "marco",
    "elena",
    "clerk",
    "president",
    "other_clerk",
    "office",
    "secretary",
    "operator",
    "suspended",
)


def _example(made: World, **arguments: object) -> Example:
    return Example(made.giulia, {"professional": made.professional.code, **arguments}, strangers=STRANGERS)


def _renew(made: World) -> Example:
    CalendarFeed.objects.create(professional=made.professional, token="a" * 64)
    return _example(made, digest="b" * 64)


def _close(made: World) -> Example:
    CalendarFeed.objects.create(professional=made.professional, token="a" * 64)
    return _example(made)


EXAMPLES: dict[str, Builder] = {
    "calendar.renew": _renew,
    "calendar.close": _close,
    "archive.take": _example,
}
