"""Needs of training without a name: how many people plan an objective, and nothing that points at a few of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from triennio.registry.domain.dossiers import Objective

LEAST: Final = 5
"""A count of fewer people is not published. Ours: small enough to be useful, large enough to hide each of them."""


@dataclass(frozen=True, slots=True)
class Need:
    """One objective: people by profession, and their sum. Only counts of at least `LEAST`."""

    objective: Objective
    professions: tuple[tuple[int, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Needs:
    """`areas` sum what is published: nothing can be found out by taking one number from another."""

    needs: tuple[Need, ...]
    areas: Mapping[str, int]
    hidden: bool


def needs(
    counts: Mapping[tuple[int, int], int],
    known: Mapping[int, Objective],
    *,
    area: str = "",
    profession: int | None = None,
) -> Needs:
    """What may be shown of {(objective, profession): people}. Every sum is of shown counts only."""
    shown = {key: count for key, count in counts.items() if count >= LEAST and key[0] in known}
    chosen = {
        key: count
        for key, count in shown.items()
        if (not area or known[key[0]].area == area) and profession in (None, key[1])
    }
    found = []
    for code in sorted({objective for objective, _ in chosen}):
        cells = sorted(
            ((p, count) for (o, p), count in chosen.items() if o == code), key=lambda each: -each[1]
        )
        found.append(Need(known[code], tuple(cells), sum(count for _, count in cells)))
    areas: dict[str, int] = {}
    for each in found:
        areas[each.objective.area] = areas.get(each.objective.area, 0) + each.total
    found.sort(key=lambda each: (-each.total, each.objective.code))
    return Needs(tuple(found), areas, any(0 < count < LEAST for count in counts.values()))
