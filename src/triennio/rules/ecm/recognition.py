"""From what a person did to what is recognised (rulebook sections 8 and 9), up to the caps, which are pools."""

from __future__ import annotations

from triennio.rules.ecm.columns import Kind
from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.step import Axis, Steps

RECOGNITION = Steps()
step, variant, total, allocate = (
    RECOGNITION.step,
    RECOGNITION.variant,
    RECOGNITION.total,
    RECOGNITION.allocate,
)

FIRST, LAST = 0, 1
EVENT, PUBLICATION, TRIAL, TUTORING, ABROAD, SELF_TRAINING = (int(kind) for kind in Kind)
JOURNAL, BOOK = 0, 2


# Individual training: each kind, old measure and new --------------------------------------------------------------


@variant("publication", Axis.CREDIT, rule="IND-PUBo", governed_by="acquired_day", only=("kind", PUBLICATION))
def publication_old(
    ops: Ops,
    indexed: Value,
    medium: Value,
    position: Value,
    pub_old_cited_first: int,
    pub_old_cited_other: int,
    pub_old_book_first: int,
    pub_old_book_other: int,
    pub_old_minor_first: int,
    pub_old_minor_other: int,
) -> Value:
    """Citation Index journal, book or chapter, everything else; the first name earns more."""
    first = position == FIRST
    cited = ops.where(first, pub_old_cited_first, pub_old_cited_other)
    book = ops.where(first, pub_old_book_first, pub_old_book_other)
    minor = ops.where(first, pub_old_minor_first, pub_old_minor_other)
    return ops.where(medium == BOOK, book, ops.where((medium == JOURNAL) & (indexed == 1), cited, minor))


@variant("publication", Axis.CREDIT, rule="IND-PUB", governed_by="acquired_day", only=("kind", PUBLICATION))
def publication_new(
    ops: Ops, indexed: Value, position: Value, pub_edge_name: int, pub_other_name: int
) -> Value:
    """Scopus or Web of Science only; the first and the last name earn more."""
    edge = (position == FIRST) | (position == LAST)
    return ops.where(indexed == 1, ops.where(edge, pub_edge_name, pub_other_name), 0)


@variant("trial", Axis.CREDIT, rule="IND-TRIALo", governed_by="acquired_day", only=("kind", TRIAL))
def trial_old(
    ops: Ops,
    months: Value,
    trial_short_months: int,
    trial_long_months: int,
    trial_old_table: tuple[int, int, int],
) -> Value:
    """One to three credits by duration."""
    return _by_duration(ops, months, trial_short_months, trial_long_months, trial_old_table)


@variant("trial", Axis.CREDIT, rule="IND-TRIAL", governed_by="acquired_day", only=("kind", TRIAL))
def trial_new(
    ops: Ops,
    months: Value,
    trial_short_months: int,
    trial_long_months: int,
    trial_table: tuple[int, int, int],
) -> Value:
    """Two, four or eight credits by duration."""
    return _by_duration(ops, months, trial_short_months, trial_long_months, trial_table)


def _by_duration(ops: Ops, months: Value, short: int, long: int, table: tuple[int, int, int]) -> Value:
    some = ops.where(months <= short, table[0], ops.where(months <= long, table[1], table[2]))
    return ops.where(months > 0, some, 0)


@variant("tutoring", Axis.CREDIT, rule="IND-TUTo", governed_by="acquired_day", only=("kind", TUTORING))
def tutoring_old(ops: Ops, tutoring_months: Value, tutoring_credits_a_month: int) -> Value:
    """By month; the days of the triennio add up, and this credit carries the months it completes."""
    return tutoring_months * tutoring_credits_a_month


@variant("tutoring", Axis.CREDIT, rule="IND-TUT", governed_by="acquired_day", only=("kind", TUTORING))
def tutoring_new(ops: Ops, hours: Value, tutoring_hours: int, tutoring_credits: int) -> Value:
    """One credit every 15 whole hours."""
    return ops.floor(ops.greatest(hours, 0), tutoring_hours) * tutoring_credits


@variant("abroad", Axis.CREDIT, rule="IND-ESTo", governed_by="acquired_day", only=("kind", ABROAD))
def abroad_old(
    ops: Ops,
    stated: Value,
    hours: Value,
    listed_country: Value,
    abroad_percent: int,
    abroad_at_most: int,
    credits_an_hour: int,
) -> Value:
    """Half, at most 25; when both credits and hours are stated the more restrictive counts."""
    by_hours = hours * credits_an_hour
    both = ops.least(stated, by_hours)
    known = ops.where(hours < 0, stated, ops.where(stated < 0, by_hours, both))
    return _half(ops, known, listed_country, abroad_percent, abroad_at_most)


@variant("abroad", Axis.CREDIT, rule="IND-EST2", governed_by="acquired_day", only=("kind", ABROAD))
def abroad_new(
    ops: Ops,
    stated: Value,
    hours: Value,
    leef: Value,
    listed_country: Value,
    distance: Value,
    abroad_percent: int,
    abroad_at_most: int,
    leef_at_most: int,
    credits_an_hour: int,
) -> Value:
    """LEEF body: all of it, at most 50 (IND-EST1). Elsewhere half, at most 25, hours before credits, never distance."""
    by_hours = hours * credits_an_hour
    full = ops.where(stated >= 0, stated, ops.greatest(by_hours, 0))
    known = ops.where(hours >= 0, by_hours, stated)
    part = _half(ops, known, listed_country & (distance == 0), abroad_percent, abroad_at_most)
    return ops.where(leef, ops.least(full, leef_at_most), part)


def _half(ops: Ops, known: Value, admitted: Value, percent: int, at_most: int) -> Value:
    part = ops.least(ops.share(ops.greatest(known, 0), percent, 100), at_most)
    return ops.where(admitted, part, 0)


@step(Axis.CREDIT, rule="IND-AUTO", only=("kind", SELF_TRAINING))
def self_training(ops: Ops, hours: Value, credits_an_hour: int) -> Value:
    """One credit for each whole hour."""
    return ops.greatest(hours, 0) * credits_an_hour


@step(Axis.CREDIT, rule="ROUND-1")
def recorded(
    ops: Ops,
    kind: Value,
    stated: Value,
    decided_credits: Value,
    publication: Value,
    trial: Value,
    tutoring: Value,
    abroad: Value,
    self_training: Value,
) -> Value:
    """What the register holds before any limit; a decision already taken replaces the computed amount."""
    research = ops.where(kind == PUBLICATION, publication, trial)
    other = ops.where(kind == ABROAD, abroad, self_training)
    computed = ops.where(kind <= TRIAL, research, ops.where(kind == TUTORING, tutoring, other))
    individual = ops.where(decided_credits >= 0, decided_credits, computed)
    return ops.where(kind == EVENT, stated, individual)


# Stage 1 to 4 of the allocation ----------------------------------------------------------------------------------


@step(Axis.CREDIT, rule="START-2")
def admitted(
    ops: Ops,
    recorded: Value,
    not_due: Value,
    exempt_day: Value,
    study_day: Value,
    moved_away: Value,
    not_accredited: Value,
    field_training_too_early: Value,
) -> Value:
    """Whole credits, in or out."""
    out = not_due + exempt_day + study_day + moved_away + not_accredited + field_training_too_early
    return ops.where(out > 0, 0, recorded)


@step(Axis.CREDIT, rule="CAP-6")
def chosen(ops: Ops, admitted: Value, not_chosen: Value) -> Value:
    """Of several editions or roles, or of a congress and its workshop, the one that was chosen."""
    return ops.where(not_chosen, 0, admitted)


@step(Axis.CREDIT, rule="CAP-5")
def event_limit(ops: Ops, event_at_most: int) -> Value:
    """The most a person can have from one event."""
    return event_at_most


allocate("after_event", of="chosen", group="event_group", limit="event_limit", rule="CAP-5")


@step(Axis.YEAR, rule="OBL-2", absent=0)
def year_need(
    ops: Ops,
    reduction_previous: Value,
    reduction_previous_lost: Value,
    counts: Value,
    years_due: Value,
    position_in_triennio: Value,
    earthquake_2009_cut: Value,
    earthquake_2012_cut: Value,
    standard: int,
) -> Value:
    """What one year asks: a third of the standard, or the year's own after an earthquake, less its part of RED."""
    even = ops.share(standard, 1, 3)
    later = even - ops.share(earthquake_2012_cut, 1, 2)
    own = ops.where(position_in_triennio == 0, even - earthquake_2009_cut, later)
    less = reduction_previous - reduction_previous_lost
    of_two = ops.where(years_due == 2, ops.share(less, 1, 2), less)
    part = ops.where(years_due == 3, ops.share(less, 1, 3), of_two)
    return ops.where(counts, ops.greatest(own - part, 0), 0)


@step(Axis.YEAR, rule="OBL-2", absent=0)
def band_minimum(ops: Ops, year_need: Value, band_minimum_percent: int) -> Value:
    """The least an employee had to earn in the year."""
    return ops.share(year_need, band_minimum_percent, 100)


@step(Axis.YEAR, rule="OBL-2", absent=0)
def band_maximum(ops: Ops, year_need: Value, band_maximum_percent: int) -> Value:
    """The most that counts in the year."""
    return ops.share(year_need, band_maximum_percent, 100)


allocate("after_band", of="after_event", group="band_group", limit="band_maximum", rule="OBL-2")
total("year_earned", Axis.YEAR, of="after_event", rule="OBL-2")
