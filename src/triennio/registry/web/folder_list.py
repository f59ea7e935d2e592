"""The list of credits on the page of proofs: under their triennio, one cover at a time where it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triennio.kernel.triennio import Triennio
from triennio.registry.queries.folder import Item


@dataclass(frozen=True, slots=True)
class Bundle:
    """The credits of a triennio. `bare` of them have no proof; `open` where they are shown at once."""

    triennio: Triennio
    items: tuple[Item, ...]
    bare: int
    open: bool


def bundles(items: Sequence[Item], only: str = "") -> list[Bundle]:
    """Items (newest first) by triennio, the newest open; with `only` (a cover) the others are left out and all is
    open, since whoever asks for them wants to see them."""
    found: dict[Triennio, list[Item]] = {}
    for each in items:
        if not only or each.cover == only:
            found.setdefault(Triennio.of(each.acquired), []).append(each)
    return [
        Bundle(triennio, tuple(rows), sum(row.cover == "nothing" for row in rows), bool(only) or place == 0)
        for place, (triennio, rows) in enumerate(found.items())
    ]
