"""What a year asks, what a triennio asks, and what a lawyer's credits bring to them (art. 12, 15 and 20)."""

from __future__ import annotations

from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.step import Axis, Steps
from triennio.rules.lawyers.columns import Activity, Subject

OWN = Steps()
step, total, allocate = OWN.step, OWN.total, OWN.allocate


# What the year asks ------------------------------------------------------------------------------------------------


@step(Axis.YEAR, rule="@minimum")
def minimum_owed(ops: Ops, owed: Value, minimum: int) -> Value:
    """The minimum of the year, for who owes the year."""
    return ops.where(owed, minimum, 0)


@step(Axis.YEAR, rule="AVV-ETA")
def age_cut(ops: Ops, minimum_owed: Value, age_exempt: Value) -> Value:
    """25 years of register or 60 of age: the whole year."""
    return ops.where(age_exempt, minimum_owed, 0)


@step(Axis.YEAR, rule="AVV-ESE")
def exempt_cut(
    ops: Ops, minimum_owed: Value, age_cut: Value, exempt_months: Value, months_in_a_year: int
) -> Value:
    """A twelfth for each exempt month."""
    return ops.share(minimum_owed - age_cut, exempt_months, months_in_a_year)


@step(Axis.YEAR, rule="AVV-ESO")
def waived_cut(
    ops: Ops, minimum_owed: Value, age_cut: Value, waived_months: Value, months_in_a_year: int
) -> Value:
    """A twelfth for each month of impediment."""
    return ops.share(minimum_owed - age_cut, waived_months, months_in_a_year)


@step(Axis.YEAR, rule="AVV-ESO")
def after_months(
    ops: Ops, minimum_owed: Value, age_cut: Value, exempt_cut: Value, waived_cut: Value
) -> Value:
    """What exemptions and waivers measured in months leave."""
    return ops.greatest(minimum_owed - age_cut - exempt_cut - waived_cut, 0)


@step(Axis.YEAR, rule="AVV-ESO-D")
def decided_cut(ops: Ops, after_months: Value, decided_credits: Value) -> Value:
    """What the Order decided in credits, never more than is left."""
    return ops.least(decided_credits, after_months)


@step(Axis.YEAR, rule="@minimum")
def due(ops: Ops, after_months: Value, decided_cut: Value) -> Value:
    """Credits due in the year."""
    return after_months - decided_cut


@step(Axis.YEAR, rule="@compulsory_minimum")
def months_due(
    ops: Ops,
    owed: Value,
    age_exempt: Value,
    exempt_months: Value,
    waived_months: Value,
    months_in_a_year: int,
) -> Value:
    """Months of the year that are owed and neither exempt nor waived."""
    left = ops.greatest(months_in_a_year - exempt_months - waived_months, 0)
    return ops.where(owed * (1 - age_exempt), left, 0)


@step(Axis.YEAR, rule="@compulsory_minimum")
def compulsory_due(
    ops: Ops, months_due: Value, compulsory_minimum: int, months_in_a_year: int, decided_compulsory: Value
) -> Value:
    """Of them, in the compulsory subjects."""
    measured = ops.share(compulsory_minimum, months_due, months_in_a_year)
    return ops.greatest(measured - decided_compulsory, 0)


# What the triennio asks --------------------------------------------------------------------------------------------


@step(Axis.YEAR, rule="AVV-TRI", absent=0)
def triennio_part(
    ops: Ops,
    months_due: Value,
    triennio_total: int,
    months_in_a_year: int,
    decided_credits: Value,
    age_ends: Value,
    due: Value,
) -> Value:
    """The year's part of the triennio; the yearly minimum alone where age or seniority ends the duty (AVV-ETA-TRI)."""
    part = ops.share(triennio_total, months_due, 3 * months_in_a_year)
    return ops.where(age_ends, due, ops.greatest(part - decided_credits, 0))


@step(Axis.YEAR, rule="AVV-TRI", absent=0)
def triennio_compulsory_part(
    ops: Ops,
    months_due: Value,
    triennio_compulsory: int,
    months_in_a_year: int,
    decided_compulsory: Value,
    age_ends: Value,
    compulsory_due: Value,
) -> Value:
    """The same for the compulsory subjects."""
    part = ops.share(triennio_compulsory, months_due, 3 * months_in_a_year)
    return ops.where(age_ends, compulsory_due, ops.greatest(part - decided_compulsory, 0))


total("triennio_due", Axis.PERSON, of="triennio_part", rule="AVV-TRI")
total("triennio_compulsory_due", Axis.PERSON, of="triennio_compulsory_part", rule="AVV-TRI")


@step(Axis.PERSON, rule="AVV-FAD", absent=0)
def distance_limit(
    ops: Ops, triennio_due: Value, open_years: Value, triennio_total: int, distance_percent: int
) -> Value:
    """A share of what the whole triennio asks, its years still to come included."""
    whole = triennio_due + ops.share(triennio_total, open_years, 3)
    return ops.share(whole, distance_percent, 100)


# What each credit is worth -----------------------------------------------------------------------------------------


@step(Axis.CREDIT, rule="AVV-ANNO")
def recorded(ops: Ops, stated: Value) -> Value:
    """The credits granted to the event: they are never computed from minutes (AVV-CF)."""
    return stated


@step(Axis.CREDIT, rule="AVV-INIZIO")
def admitted(ops: Ops, recorded: Value, not_due: Value) -> Value:
    """Credits of a year that is not owed do not count."""
    return ops.where(not_due, 0, recorded)


@step(Axis.CREDIT, rule="AVV-ATTIV")
def activity_limit(
    ops: Ops,
    activity: Value,
    lectures_at_most: int,
    publications_at_most: int,
    teaching_at_most: int,
    study_groups_at_most: int,
) -> Value:
    """The yearly limit of the activity; events have none (their group is −1)."""
    last = ops.where(activity == Activity.TEACHING, teaching_at_most, study_groups_at_most)
    later = ops.where(activity == Activity.PUBLICATION, publications_at_most, last)
    return ops.where(activity == Activity.LECTURE, lectures_at_most, later)


allocate("after_activity", of="admitted", group="activity_group", limit="activity_limit", rule="AVV-ATTIV")


@step(Axis.CREDIT, rule="AVV-FAD", absent=-1)
def distance_group(ops: Ops, at_distance: Value, distance_percent: int) -> Value:
    """Credits at a distance share the limit of the triennio; where the rulebook holds none, nobody does."""
    return ops.where(at_distance, 0, -1)


allocate(
    "after_distance", of="after_activity", group="distance_group", limit="distance_limit", rule="AVV-FAD"
)


@step(Axis.CREDIT, rule="AVV-ANNO")
def counted(ops: Ops, after_distance: Value) -> Value:
    """What the credit brings to its year."""
    return after_distance


@step(Axis.CREDIT, rule="AVV-MIN")
def ordinary_counted(ops: Ops, counted: Value, subject: Value) -> Value:
    """The part in ordinary subjects."""
    return ops.where(subject == Subject.ORDINARY, counted, 0)


@step(Axis.CREDIT, rule="AVV-MIN")
def forensic_counted(ops: Ops, counted: Value, subject: Value) -> Value:
    """The part in professional order and social security."""
    return ops.where(subject == Subject.FORENSIC, counted, 0)


@step(Axis.CREDIT, rule="AVV-MIN")
def deontology_counted(ops: Ops, counted: Value, subject: Value) -> Value:
    """The part in ethics."""
    return ops.where(subject == Subject.DEONTOLOGY, counted, 0)


total("ordinary", Axis.YEAR, of="ordinary_counted", rule="AVV-MIN")
total("forensic", Axis.YEAR, of="forensic_counted", rule="AVV-MIN")
total("deontology", Axis.YEAR, of="deontology_counted", rule="AVV-MIN")
