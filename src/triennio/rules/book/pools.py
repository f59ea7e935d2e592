"""A cap as it stands in a rulebook → a pool of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from triennio.rules.engine.pools import FIRST_DAY, LAST_DAY, Pool

FAMILIES = (
    "course",
    "congress",
    "field_research",
    "field_groups",
    "distance",
    "teaching",
    "publication",
    "trial",
    "tutoring",
    "abroad",
    "self_training",
    "other_role",
)
"""Names of the families of credits, in the order of their codes (`ecm.columns.Family`)."""


def read_pool(entry: Mapping[str, Any]) -> Pool:
    """The pool of a `[[pool]]` table whose shape was already checked."""
    share = Fraction(entry["share"])
    return Pool(
        rule=entry["rule"],
        stage=entry["stage"],
        families=frozenset(FAMILIES.index(name) for name in entry["families"]),
        numerator=share.numerator,
        denominator=share.denominator,
        recruited=entry.get("recruited", False),
        first_day=entry["acquired_from"].toordinal() if "acquired_from" in entry else FIRST_DAY,
        last_day=entry["acquired_to"].toordinal() if "acquired_to" in entry else LAST_DAY,
        professions=frozenset(entry.get("professions", ())),
        inside=entry.get("inside", ""),
    )
