"""The input columns of the lawyers' steps: name → axis. Whoever runs the steps provides exactly these.

One frame is one period of one lawyer: a triennio (one to three rows on the axis of the year) or a single year (one
row). Amounts are engine units, months are whole months, flags are 0/1.
"""

from __future__ import annotations

from enum import IntEnum

from triennio.rules.engine.step import Axis


class Subject(IntEnum):
    """What a credit is about. `FORENSIC`: professional order and social security, compulsory but not ethics."""

    ORDINARY = 0
    FORENSIC = 1
    DEONTOLOGY = 2


class Activity(IntEnum):
    """What was done. All but the event have a yearly limit (art. 20)."""

    EVENT = 0
    LECTURE = 1
    PUBLICATION = 2
    TEACHING = 3
    STUDY_GROUP = 4


SUBJECTS = {"ordinary": Subject.ORDINARY, "compulsory": Subject.FORENSIC, "deontology": Subject.DEONTOLOGY}
ACTIVITIES = {
    "event": Activity.EVENT,
    "lecture": Activity.LECTURE,
    "publication": Activity.PUBLICATION,
    "teaching": Activity.TEACHING,
    "study_group": Activity.STUDY_GROUP,
}
MODES = ("in_person", "live", "deferred")
AT_DISTANCE = frozenset({"live", "deferred"})

POSITIONS = (1, 2, 3)
"""Places of the years in a triennio. A period with fewer years has zeros in the places it lacks."""

PERSON: tuple[str, ...] = ("concluded", "age_ends", "open_years")
"""`concluded`: a whole triennio. `age_ends`: in one of its years 25 years of register or 60 of age are reached.
`open_years`: years that a triennio still lacks."""

YEAR: tuple[str, ...] = (
    "owed",
    "age_exempt",
    "exempt_months",
    "waived_months",
    "decided_credits",
    "decided_compulsory",
)
"""`exempt_months` and `waived_months` are different months. `decided_…`: what the Order took off, in credits."""

CREDIT: tuple[str, ...] = ("stated", "subject", "at_distance", "activity", "activity_group", "not_due")
"""`activity_group`: rows sharing the limit of one activity in one year; −1 none."""

OWN_INPUTS: dict[str, Axis] = {
    **dict.fromkeys(PERSON, Axis.PERSON),
    **dict.fromkeys(YEAR, Axis.YEAR),
    **dict.fromkeys(CREDIT, Axis.CREDIT),
}


def placed(*names: str) -> dict[str, Axis]:
    """Columns of the year copied to the person, one for each place: `gap` → `gap_1`, `gap_2`, `gap_3`."""
    return {f"{name}_{place}": Axis.PERSON for name in names for place in POSITIONS}


COMPENSATION_COPIES = ("gap", "compulsory_gap", "movable", "movable_compulsory")
SURPLUS_COPIES = ("available", "available_compulsory")
BALANCE_ROWS = (
    "moved_in",
    "moved_out",
    "moved_in_compulsory",
    "moved_out_compulsory",
    "received",
    "received_compulsory",
    "given",
    "given_compulsory",
)
"""Columns of the person or of another period, copied to the rows of the years."""
