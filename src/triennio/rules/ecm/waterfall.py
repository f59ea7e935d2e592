"""The steps a person is shown: from the standard amount to the obligation, each with rule, base, amount, result.

The order is that of the law's formula; the amount shown is the difference of two shown results, so that a
waterfall always adds up to the hundredth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triennio.kernel.units import hundredths, italian, text_of_hundredths
from triennio.rules.book import Book
from triennio.rules.ecm.fold import Period
from triennio.rules.engine.step import Axis


@dataclass(frozen=True, slots=True)
class Line:
    """One step before it is shown: what it takes off (units), or the result it sets."""

    rule: str
    label: str
    less: int | None = None
    result: int | None = None
    note: str | None = None
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step as shown: amounts in hundredths of a credit."""

    rule: str
    label: str
    base: int
    amount: int
    result: int
    source: str
    confidence: str
    note: str | None

    def as_json(self) -> dict[str, str | None]:
        return {
            "rule": self.rule,
            "label": self.label,
            "base": text_of_hundredths(self.base),
            "amount": text_of_hundredths(self.amount),
            "result": text_of_hundredths(self.result),
            "source": self.source,
            "confidence": self.confidence,
            "note": self.note,
        }


def waterfall(period: Period, book: Book) -> list[ShownStep]:
    """Every step that changes the obligation, and those that a fact of the person brought to nothing."""
    now = period.units("standard_amount")
    steps = []
    for line in _lines(period, book):
        after = line.result if line.result is not None else max(now - (line.less or 0), 0)
        base, result = hundredths(now), hundredths(after)
        source, confidence = cited(period, line.parameter, line.rule, book)
        steps.append(
            ShownStep(line.rule, line.label, base, result - base, result, source, confidence, line.note)
        )
        now = after
    if now != period.units("obligation"):
        raise ArithmeticError("the waterfall does not end at the obligation")
    return steps


def cited(period: Period, parameter: str, rule: str, book: Book) -> tuple[str, str]:
    """Source and confidence: those of the number used in this triennio, else those of the rule."""
    value = period.params.origin.get(parameter)
    if value is None:
        return book.rules[rule].source_line, book.rules[rule].confidence
    return book.sources[value.sources[0]].title, value.confidence


def standard_rule(period: Period) -> str:
    """The rule that set the standard amount: an earthquake's, or the general one."""
    for rule, column in (
        ("SEISM-3", "earthquake_2009_cut"),
        ("SEISM-2", "earthquake_2012_cut"),
        ("SEISM-1", "earthquake_2016_cut"),
    ):
        if period.units(column):
            return rule
    return "OBL-1"


def _lines(period: Period, book: Book) -> Iterator[Line]:
    whole = period.years_due == 3
    absences_first = not whole and not period.params.count("absences_after")
    if absences_first:
        yield from _absences(period, book)
    if not whole:
        yield Line("PRO-1", _prorata_label(period.years_due), result=period.units("base"))
    yield from _fixed(period)
    if not absences_first:
        yield from _absences(period, book)
    if period.units("covid"):
        yield Line(
            "COV-1",
            "Riduzione Covid: un terzo di quello che resta",
            period.units("covid"),
            parameter="covid_divisor",
        )
    if period.units("flood"):
        yield Line(
            "FLOOD-1",
            "Alluvioni del maggio 2023: un terzo di quello che resta",
            period.units("flood"),
            parameter="flood_divisor",
        )


def _prorata_label(years: int) -> str:
    return {
        0: "Nessun anno dovuto nel triennio",
        1: "Un solo anno dovuto su tre",
        2: "Due anni dovuti su tre",
    }[years]


def _fixed(period: Period) -> Iterator[Line]:
    previous, lost = period.units("reduction_previous"), period.units("reduction_previous_lost")
    if previous:
        rule = period.params.origin["previous_table"].rule
        if lost:
            label = "Riduzione persa: il triennio precedente si è chiuso nell'anno di proroga"
            yield Line("RED-20x", label, 0, parameter="late_closing_loses")
        else:
            earned = italian(period.units("previous_credits"))
            label = f"Crediti del triennio {period.triennio.previous}"
            note = f"Nel {period.triennio.previous} risultano {earned} crediti."
            yield Line(rule, label, previous, note=note, parameter="previous_table")
    for rule, column, parameter, label in (
        (
            "DOS-BUILD",
            "dossier_building",
            "dossier_build_individual",
            "Dossier formativo costruito in questo triennio",
        ),
        (
            "DOS-DONE",
            "dossier_done",
            "dossier_next_individual",
            "Dossier formativo realizzato nel triennio precedente",
        ),
        ("PREM-1", "premium_since_2014", "premium_2014", "Premialità: in regola in tutti i trienni dal 2014"),
        ("PREM-2", "premium_since_2017", "premium_2017", "Premialità: in regola in tutti i trienni dal 2017"),
        ("PREM-3", "premium_since_2020", "premium_2020", "Premialità: in regola nel triennio 2020-2022"),
        ("RED-V", "vaccines", "vaccines_at_most", "Crediti sui vaccini del triennio precedente"),
        ("SEISM-1", "earthquake_2016_reduction", "earthquake_2016_less", "Terremoto 2016-2017"),
    ):
        if period.units(column):
            yield Line(rule, label, period.units(column), parameter=parameter)


def _absences(period: Period, book: Book) -> Iterator[Line]:
    """A line for each measure and year, cut where the year's third is reached (the cut is noted)."""
    frame = period.frame
    third = period.units("year_third")
    for year_index, year in enumerate(period.triennio.years):
        if not frame.rows["counts"][year_index]:
            continue
        left = frame.rows["year_relief"][year_index]
        for rule, label, amount in _year_items(period, year_index, book):
            taken = min(amount, left)
            note = None
            if taken < amount:
                note = f"Vale il limite di un terzo per anno: {italian(third)} crediti."
            yield Line(rule, f"{label} {year}", taken, note=note)
            left -= taken


def _year_items(period: Period, year_index: int, book: Book) -> Iterator[tuple[str, str, int]]:
    """(rule, label, amount) of the absences of a year in the more favourable way of counting an overlap."""
    frame = period.frame
    first, other = (
        frame.rows["year_exoneration_first"][year_index],
        frame.rows["year_exemption_first"][year_index],
    )
    excluded = 2 if first >= other else 1
    sums: dict[tuple[str, str], int] = {}
    for index, row in enumerate(period.absence_rows):
        if frame.year_row[Axis.ABSENCE][index] != year_index or row.alternative == excluded:
            continue
        label = "Esonero" if row.exoneration else "Esenzione"
        for rule, column in _measures(period, index, book):
            amount = frame.rows[column][index]
            if amount or (column == "suspension" and not row.exoneration):
                sums[rule, label] = sums.get((rule, label), 0) + amount
    for (rule, label), amount in sorted(sums.items(), key=lambda item: item[0][1], reverse=True):
        yield rule, label, amount


def _measures(period: Period, index: int, book: Book) -> Iterator[tuple[str, str]]:
    """The columns of an absence and the rule each stands for in this row."""
    row = period.absence_rows[index]
    old = row.year < book.since("EXE-2").year
    if row.exoneration:
        yield "EXO-2", "study_years"
        yield ("EXO-9" if old and not row.favourable else "EXO-4"), "study_course"
        yield "EXO-9", "missions"
        yield "EXO-11", "decided"
        return
    if old and not (row.favourable and _new_wins(period, index)):
        yield "EXE-6", "suspension"
    else:
        yield ("EXE-3" if row.whole_year else "EXE-2"), "suspension"


def _new_wins(period: Period, index: int) -> bool:
    """Under the favourable-rule clause: the newer measure is worth more."""
    row = period.absence_rows[index]
    newer = int(period.frame.rows["suspension"][index])
    return newer > row.exempt_months * period.params.count("credits_a_month")
