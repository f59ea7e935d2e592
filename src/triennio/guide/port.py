"""Where one's own numbers come in. The guide does not know registers: whoever holds positions connects a reader.

    port.connect(lambda viewer, today: position_of(viewer, today))

The reader gets the signed-in viewer and the day and gives the viewer's *own* position in the shape of
`triennio position` (never somebody else's), or None when the viewer has none. It checks the permission itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from triennio.guide.domain.own import OwnAnswer, answer

PositionReader = Callable[[Any, date], Mapping[str, Any] | None]
_readers: list[PositionReader] = []


def connect(reader: PositionReader) -> None:
    """Use this reader from now on; the last one connected is asked."""
    _readers[:] = [reader]


def disconnect() -> None:
    """Back to a guide without own numbers."""
    _readers.clear()


def own(viewer: Any, slug: str, today: date) -> tuple[OwnAnswer | None, bool]:
    """What a page says to this viewer about their own position (None where nothing is to say), and whether pages of
    one's own are open to them: to strangers, who may sign in, and to whom a register knows.
    """
    if not _readers or not getattr(viewer, "is_authenticated", False):
        return None, True
    position = _readers[0](viewer, today)
    return (answer(slug, position, today), True) if position else (None, False)


def own_answer(viewer: Any, slug: str, today: date) -> OwnAnswer | None:
    """The first part of `own`."""
    return own(viewer, slug, today)[0]
