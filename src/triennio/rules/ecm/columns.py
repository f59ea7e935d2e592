"""The input columns of the ECM steps: name → axis. Whoever runs the steps provides exactly these.

Amounts are engine units, days are day numbers (`date.toordinal`), hours are whole hours (they are never split),
flags are 0/1. The Arrow schema of the batch stores the same facts before normalisation (see `schema.py`).
"""

from __future__ import annotations

from enum import IntEnum

from triennio.rules.engine.step import Axis


class Kind(IntEnum):
    """What a credit is."""

    EVENT = 0
    PUBLICATION = 1
    TRIAL = 2
    TUTORING = 3
    ABROAD = 4
    SELF_TRAINING = 5


class Family(IntEnum):
    """The families that caps speak of: each credit is in exactly one.

    `TEACHING` are teachers, tutors and speakers; `OTHER_ROLE` the other roles of who helps to give the event.
    """

    COURSE = 0
    CONGRESS = 1
    FIELD_RESEARCH = 2
    FIELD_GROUPS = 3
    DISTANCE = 4
    TEACHING = 5
    PUBLICATION = 6
    TRIAL = 7
    TUTORING = 8
    ABROAD = 9
    SELF_TRAINING = 10
    OTHER_ROLE = 11


LEARNER = frozenset(
    {Family.COURSE, Family.CONGRESS, Family.FIELD_RESEARCH, Family.FIELD_GROUPS, Family.DISTANCE}
)
"""Families of who takes part in a provider's event as a learner (discente)."""

PERSON: tuple[str, ...] = (
    "profession",
    "years_due",
    "previous_credits",
    "closed_previous_late",
    "vaccine_credits",
    "dossier_individual",
    "dossier_group",
    "dossier_individual_first_regime",
    "dossier_group_first_regime",
    "dossier_done_individual",
    "dossier_done_group",
    "premium_class",
    "earthquake_2009",
    "earthquake_2012",
    "earthquake_2016",
    "flood_2023",
    "known_total",
)
"""`premium_class`: 1, 2, 3 for a duty since 2014-16, 2017-19, 2020-22, 0 for none. `flood_2023`: ten-thousandths.
`known_total`: credits known only as the total of the triennio."""

YEAR: tuple[str, ...] = ("counts", "position_in_triennio")

ABSENCE: tuple[str, ...] = (
    "measure_day",
    "favourable",
    "alternative",
    "sixths",
    "course_months",
    "mission_months",
    "course_hours",
    "decided",
    "blocks",
    "exempt_months",
    "whole_year",
)
"""One absence in one year. `alternative`: 0 counts always, 1 and 2 are the two ways of counting overlapping days once
(1 the exoneration keeps them, 2 the exemption). `sixths`: sixths of the obligation (a year of study is 2)."""

CREDIT: tuple[str, ...] = (
    "acquired_day",
    "kind",
    "family",
    "is_learner",
    "recruited",
    "radiation",
    "stated",
    "decided_credits",
    "hours",
    "months",
    "tutoring_months",
    "indexed",
    "medium",
    "position",
    "leef",
    "listed_country",
    "distance",
    "not_due",
    "exempt_day",
    "study_day",
    "moved_away",
    "not_accredited",
    "field_training_too_early",
    "not_chosen",
    "event_group",
    "band_group",
)
"""`stated`, `decided_credits` and `hours` are −1 when not given. `not_chosen`: another edition, role or host event
was counted instead. `event_group`, `band_group`: rows sharing the limit of an event or of a year; −1 none."""

INPUTS: dict[str, Axis] = {
    **dict.fromkeys(PERSON, Axis.PERSON),
    **dict.fromkeys(YEAR, Axis.YEAR),
    **dict.fromkeys(ABSENCE, Axis.ABSENCE),
    **dict.fromkeys(CREDIT, Axis.CREDIT),
}

POSITIONS = {"first": 0, "last": 1, "other": 2}
MEDIA = {"journal": 0, "proceedings": 1, "book": 2}
