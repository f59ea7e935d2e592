"""From the standard amount of the triennio to the obligation of one person (rulebook sections 1 to 7)."""

from __future__ import annotations

from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.step import Axis, Steps

OBLIGATION = Steps()
step, variant, total = OBLIGATION.step, OBLIGATION.variant, OBLIGATION.total

Table = tuple[tuple[int, int], ...]


# The standard amount, and the earthquakes that replace it ---------------------------------------------------------


@step(Axis.PERSON, rule="SEISM-3", absent=0)
def earthquake_2009_cut(ops: Ops, earthquake_2009: Value, standard: int, earthquake_2009_need: int) -> Value:
    """2011 asks 30 credits instead of a third."""
    return ops.where(earthquake_2009, ops.share(standard, 1, 3) - earthquake_2009_need, 0)


@step(Axis.PERSON, rule="SEISM-2", absent=0)
def earthquake_2012_cut(ops: Ops, earthquake_2012: Value, standard: int, earthquake_2012_need: int) -> Value:
    """2012 and 2013 together ask 50 credits instead of two thirds."""
    return ops.where(earthquake_2012, ops.share(standard, 2, 3) - earthquake_2012_need, 0)


@step(Axis.PERSON, rule="SEISM-1", absent=0)
def earthquake_2016_cut(
    ops: Ops, earthquake_2016: Value, standard: int, earthquake_2016_standard: int
) -> Value:
    """The standard of 2017-19 becomes 75."""
    return ops.where(earthquake_2016, standard - earthquake_2016_standard, 0)


@step(Axis.PERSON, rule="OBL-1")
def standard_amount(
    ops: Ops,
    standard: int,
    earthquake_2009_cut: Value,
    earthquake_2012_cut: Value,
    earthquake_2016_cut: Value,
) -> Value:
    """The amount from which everything starts, and of which a year is a third."""
    return standard - earthquake_2009_cut - earthquake_2012_cut - earthquake_2016_cut


@step(Axis.PERSON, rule="PRO-1")
def whole_triennio(ops: Ops, years_due: Value) -> Value:
    """1 when all three years of the triennio are due."""
    return years_due == 3


# Fixed reductions ------------------------------------------------------------------------------------------------


@step(Axis.PERSON, rule="@previous_table", absent=0)
def reduction_previous(
    ops: Ops, previous_credits: Value, previous_table: Table, reduction_extended_to: int
) -> Value:
    """By the credits of the previous triennio: a bracket is reached at its lower bound (RED-B)."""
    found: Value = 0 * previous_credits
    for lower, amount in previous_table:
        found = ops.where(previous_credits >= lower, amount, found)
    return found * reduction_extended_to


@step(Axis.PERSON, rule="RED-20x", absent=0)
def reduction_previous_lost(
    ops: Ops, closed_previous_late: Value, reduction_previous: Value, late_closing_loses: int
) -> Value:
    """Who closed the previous triennio in the extension year loses that reduction."""
    return ops.where(closed_previous_late, reduction_previous * late_closing_loses, 0)


@step(Axis.PERSON, rule="DOS-BUILD", absent=0)
def dossier_built(
    ops: Ops,
    dossier_individual: Value,
    dossier_group: Value,
    dossier_build_individual: int,
    dossier_build_group: int,
    two_dossiers: int,
) -> Value:
    """One bonus, never two (DOS-F); `two_dossiers`: 0 the larger, 1 the individual, 2 the group."""
    individual = ops.where(dossier_individual, dossier_build_individual, 0)
    group = ops.where(dossier_group, dossier_build_group, 0)
    return _one_of(ops, individual, group, dossier_individual, dossier_group, two_dossiers)


@step(Axis.PERSON, rule="DOS-BUILD", absent=0)
def dossier_built_first_regime(
    ops: Ops,
    dossier_individual_first_regime: Value,
    dossier_group_first_regime: Value,
    dossier_build_first_regime: int,
) -> Value:
    """2017-19, built up to 25 July 2019."""
    any_built = (dossier_individual_first_regime + dossier_group_first_regime) > 0
    return ops.where(any_built, dossier_build_first_regime, 0)


@step(Axis.PERSON, rule="DOS-BUILD")
def dossier_building(ops: Ops, dossier_built: Value, dossier_built_first_regime: Value) -> Value:
    """The larger of what the two regimes of 2017-19 give; elsewhere the only one there is."""
    return ops.greatest(dossier_built, dossier_built_first_regime)


@step(Axis.PERSON, rule="DOS-DONE", absent=0)
def dossier_done(
    ops: Ops,
    dossier_done_individual: Value,
    dossier_done_group: Value,
    dossier_next_individual: int,
    dossier_next_group: int,
    two_dossiers: int,
) -> Value:
    """For a dossier of the previous triennio that was satisfied."""
    individual = ops.where(dossier_done_individual, dossier_next_individual, 0)
    group = ops.where(dossier_done_group, dossier_next_group, 0)
    return _one_of(ops, individual, group, dossier_done_individual, dossier_done_group, two_dossiers)


def _one_of(ops: Ops, individual: Value, group: Value, has: Value, has_group: Value, choice: int) -> Value:
    if choice == 1:
        return ops.where(has, individual, group)
    if choice == 2:
        return ops.where(has_group, group, individual)
    return ops.greatest(individual, group)


@step(Axis.PERSON, rule="PREM-1", absent=0)
def premium_since_2014(ops: Ops, premium_class: Value, premium_2014: int) -> Value:
    """Certifiable for every past triennio, duty since 2014-16."""
    return ops.where(premium_class == 1, premium_2014, 0)


@step(Axis.PERSON, rule="PREM-2", absent=0)
def premium_since_2017(ops: Ops, premium_class: Value, premium_2017: int) -> Value:
    """The same, duty since 2017-19."""
    return ops.where(premium_class == 2, premium_2017, 0)


@step(Axis.PERSON, rule="PREM-3", absent=0)
def premium_since_2020(ops: Ops, premium_class: Value, premium_2020: int) -> Value:
    """The same, duty since 2020-22."""
    return ops.where(premium_class == 3, premium_2020, 0)


@step(Axis.PERSON, rule="RED-V", absent=0)
def vaccines(ops: Ops, vaccine_credits: Value, vaccines_at_most: int) -> Value:
    """Credits on vaccines of the previous triennio, up to a limit."""
    return ops.least(vaccine_credits, vaccines_at_most)


@step(Axis.PERSON, rule="SEISM-1", absent=0)
def earthquake_2016_reduction(ops: Ops, earthquake_2016: Value, earthquake_2016_less: int) -> Value:
    """25 credits less in 2014-16."""
    return ops.where(earthquake_2016, earthquake_2016_less, 0)


@step(Axis.PERSON, rule="RED-C")
def fixed_reductions(
    ops: Ops,
    reduction_previous: Value,
    reduction_previous_lost: Value,
    dossier_building: Value,
    dossier_done: Value,
    premium_since_2014: Value,
    premium_since_2017: Value,
    premium_since_2020: Value,
    vaccines: Value,
    earthquake_2016_reduction: Value,
) -> Value:
    """They add up."""
    premium = premium_since_2014 + premium_since_2017 + premium_since_2020
    kept = reduction_previous - reduction_previous_lost
    return kept + dossier_building + dossier_done + premium + vaccines + earthquake_2016_reduction


# The third of a year ---------------------------------------------------------------------------------------------


@step(Axis.PERSON, rule="EXO-BASE")
def year_third(
    ops: Ops,
    standard_amount: Value,
    fixed_reductions: Value,
    whole_triennio: Value,
    years_due: Value,
    third_of_standard: int,
    absences_after: int,
) -> Value:
    """A third of the personal obligation (policy `third_of`).

    For who does not owe all three years the absences come off the triennial amount before the pro-rata, so the
    third is that of the standard amount; when they come off afterwards (policy `prorata_exemptions`) it is personal.
    """
    of_standard = ops.share(standard_amount, 1, 3)
    if third_of_standard:
        return of_standard
    due = ops.share(standard_amount, years_due, 3)
    personal = ops.share(ops.greatest(due - fixed_reductions, 0), 1, 3)
    return personal if absences_after else ops.where(whole_triennio, personal, of_standard)


# Absences --------------------------------------------------------------------------------------------------------


@step(Axis.ABSENCE, rule="EXO-2")
def study_years(ops: Ops, sixths: Value, year_third: Value) -> Value:
    """A third for each year of attendance (a two-year mycologist course: a sixth in each of two years)."""
    return ops.share(year_third * sixths, 1, 2)


@variant("study_course", Axis.ABSENCE, rule="EXO-9", governed_by="measure_day", favourable="favourable")
def study_course_by_month(ops: Ops, course_months: Value, credits_a_month: int) -> Value:
    """Up to 2018: so many credits for each month of more than 15 days."""
    return course_months * credits_a_month


@variant("study_course", Axis.ABSENCE, rule="EXO-4", governed_by="measure_day", favourable="favourable")
def study_course_by_hour(ops: Ops, course_hours: Value, hours_a_credit_unit: int) -> Value:
    """From 2019: one credit for every three hours, thirds kept."""
    return course_hours * hours_a_credit_unit


@step(Axis.ABSENCE, rule="EXO-9")
def missions(ops: Ops, mission_months: Value, credits_a_month: int) -> Value:
    """Military missions abroad asked as an exoneration: by month."""
    return mission_months * credits_a_month


@variant("suspension", Axis.ABSENCE, rule="EXE-6", governed_by="measure_day", favourable="favourable")
def suspension_by_month(ops: Ops, exempt_months: Value, credits_a_month: int) -> Value:
    """Up to 2018: so many credits for each month with more than 15 days of suspension."""
    return exempt_months * credits_a_month


@variant("suspension", Axis.ABSENCE, rule="EXE-2", governed_by="measure_day", favourable="favourable")
def suspension_by_fortnight(
    ops: Ops, blocks: Value, credits_a_fortnight: int, whole_year: Value, year_third: Value
) -> Value:
    """From 2019: two credits every 15 days without a break; a whole calendar year is worth a third (EXE-3)."""
    return ops.where(whole_year, year_third, blocks * credits_a_fortnight)


@step(Axis.ABSENCE, rule="EXO-11")
def relief(
    ops: Ops, study_years: Value, study_course: Value, missions: Value, decided: Value, suspension: Value
) -> Value:
    """What one absence is worth in one year, before the limit of the year. `decided`: set by the commission."""
    return study_years + study_course + missions + decided + suspension


@step(Axis.ABSENCE, rule="EXO-10")
def relief_exoneration_first(ops: Ops, relief: Value, alternative: Value) -> Value:
    """Overlapping days counted with the exoneration."""
    return ops.where(alternative == 2, 0, relief)


@step(Axis.ABSENCE, rule="EXO-10")
def relief_exemption_first(ops: Ops, relief: Value, alternative: Value) -> Value:
    """Overlapping days counted with the exemption."""
    return ops.where(alternative == 1, 0, relief)


total("year_exoneration_first", Axis.YEAR, of="relief_exoneration_first", rule="EXO-10")
total("year_exemption_first", Axis.YEAR, of="relief_exemption_first", rule="EXO-10")


@step(Axis.YEAR, rule="EXO-10")
def year_wanted(ops: Ops, year_exoneration_first: Value, year_exemption_first: Value, counts: Value) -> Value:
    """The more favourable way of counting the overlap; years that are not due are not lightened."""
    return ops.where(counts, ops.greatest(year_exoneration_first, year_exemption_first), 0)


@step(Axis.YEAR, rule="EXO-5")
def year_relief(ops: Ops, year_wanted: Value, year_third: Value) -> Value:
    """Exonerations and exemptions of a year share one limit: a third (EXO-5, EXE-4)."""
    return ops.least(year_wanted, year_third)


total("absences", Axis.PERSON, of="year_relief", rule="EXO-5")


# Put together ----------------------------------------------------------------------------------------------------


@step(Axis.PERSON, rule="PRO-1")
def base(
    ops: Ops,
    standard_amount: Value,
    absences: Value,
    years_due: Value,
    whole_triennio: Value,
    absences_after: int,
) -> Value:
    """Three years owe the standard amount; fewer owe (standard − absences) ÷ 3 × years (PRO-3: or the other order)."""
    shared = standard_amount if absences_after else ops.greatest(standard_amount - absences, 0)
    return ops.where(whole_triennio, standard_amount, ops.share(shared, years_due, 3))


@step(Axis.PERSON, rule="RED-C")
def after_fixed(ops: Ops, base: Value, fixed_reductions: Value) -> Value:
    """Never below zero."""
    return ops.greatest(base - fixed_reductions, 0)


@step(Axis.PERSON, rule="COV-3")
def after_absences(
    ops: Ops, after_fixed: Value, absences: Value, whole_triennio: Value, absences_after: int
) -> Value:
    """Where the absences did not already enter the pro-rata, they come off here."""
    less = ops.greatest(after_fixed - absences, 0)
    return less if absences_after else ops.where(whole_triennio, less, after_fixed)


@step(Axis.PERSON, rule="COV-1", absent=0)
def covid(ops: Ops, after_absences: Value, covid_divisor: int) -> Value:
    """A third of what remains after everything else: always last."""
    return ops.share(after_absences, 1, covid_divisor)


@step(Axis.PERSON, rule="FLOOD-1", absent=0)
def flood(ops: Ops, after_absences: Value, flood_2023: Value, flood_divisor: int) -> Value:
    """A third of what remains, for the part of the period worked there (ten-thousandths)."""
    return ops.share(after_absences, flood_2023, flood_divisor * 10_000)


@step(Axis.PERSON, rule="OBL-1")
def obligation(ops: Ops, after_absences: Value, covid: Value, flood: Value) -> Value:
    """What this person owes in this triennio."""
    return after_absences - covid - flood
