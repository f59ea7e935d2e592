"""Caps as pools: what a pool selects and how much it lets through. `fill` does the filling.

A pool lets through a share of the obligation; its credits are taken in the order (acquired, id), so that the one
that straddles the limit counts partly and later ones do not. Pools of one stage are nested or disjoint (the loader
proves it), and stages run from the innermost to the outermost, each on what the one before let through.
"""

from __future__ import annotations

from dataclasses import dataclass

FIRST_DAY, LAST_DAY = 0, 10_000_000


@dataclass(frozen=True, slots=True)
class Pool:
    """A cap. `families` are codes of `credit families`; empty `professions` means all of them.

    `first_day` and `last_day` bound the day of acquisition (day numbers, both included); `yearly` shares the limit
    by calendar year (a third of it each), `recruited` restricts the pool to recruited credits.
    """

    rule: str
    stage: int
    families: frozenset[int]
    numerator: int
    denominator: int
    recruited: bool = False
    first_day: int = FIRST_DAY
    last_day: int = LAST_DAY
    professions: frozenset[int] = frozenset()
    yearly: bool = False
    inside: str = ""

    def within(self, other: Pool) -> bool:
        """Every credit of this pool is certainly also a credit of the other."""
        return (
            self.families <= other.families
            and (self.recruited or not other.recruited)
            and other.first_day <= self.first_day
            and self.last_day <= other.last_day
            and (not other.professions or (bool(self.professions) and self.professions <= other.professions))
        )

    def apart(self, other: Pool) -> bool:
        """No credit can be in both."""
        both_limited = bool(self.professions) and bool(other.professions)
        return (
            not self.families & other.families
            or self.last_day < other.first_day
            or other.last_day < self.first_day
            or (both_limited and not self.professions & other.professions)
        )


@dataclass(frozen=True, slots=True)
class Filled:
    """How a pool went for one person: its limit, what it let through at its own stage, what it cut there (units)."""

    rule: str
    limit: int
    used: int
    excess: int


def in_order(pools: tuple[Pool, ...]) -> tuple[Pool, ...]:
    """Stages ascending; inside a stage the pool that lies within another comes first."""
    return tuple(sorted(pools, key=lambda p: (p.stage, sum(p.within(q) for q in pools) * -1)))
