"""Whether a dossier was satisfied: planned and realised training, area by area (rulebook section 3).

The published texts give the threshold (70 %) and say that areas are judged; the arithmetic is ours (DOS-L): of each
area the part realised of what was planned, never more than all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

AREAS = ("technical", "process", "system")


@dataclass(frozen=True, slots=True)
class Area:
    """Credits planned and realised in one area, in any one unit."""

    planned: Fraction
    realised: Fraction

    @property
    def coherence(self) -> Fraction:
        """Part realised of what was planned, at most 1; an area in which nothing was planned is wholly coherent."""
        if not self.planned:
            return Fraction(1)
        return min(self.realised / self.planned, Fraction(1))


def satisfied(areas: Mapping[str, Area], threshold_percent: int, *, overall: bool) -> bool:
    """True when coherence reaches the threshold: in each area, or (policy `dossier_coherence`) over all of them.

    Overall, an area weighs as much as was planned in it. A dossier that plans nothing is not satisfied.
    """
    planned = sum((area.planned for area in areas.values()), Fraction(0))
    if not planned:
        return False
    threshold = Fraction(threshold_percent, 100)
    if overall:
        return sum(area.coherence * area.planned for area in areas.values()) / planned >= threshold
    return all(area.coherence >= threshold for area in areas.values())
