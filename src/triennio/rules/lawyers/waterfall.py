"""The steps a lawyer is shown: from nothing to the minimum of the year, and down to what is due.

The amount shown is the difference of two shown results, so that a waterfall always adds up to the hundredth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triennio.kernel.units import hundredths, text_of_hundredths
from triennio.kernel.year import Year
from triennio.rules.book import Book
from triennio.rules.lawyers.fold import Period


@dataclass(frozen=True, slots=True)
class Line:
    """One step before it is shown: the result it leads to (units), and the parameter that gives its source."""

    rule: str
    label: str
    result: int
    parameter: str = ""


def year_steps(period: Period, year: Year, book: Book) -> list[dict[str, str]]:
    """The steps of one year."""
    return list(_shown(_year_lines(period, year), period, book))


def triennio_steps(period: Period, book: Book) -> list[dict[str, str]]:
    """The steps of a triennio: the part of each of its years."""
    return list(_shown(_triennio_lines(period), period, book))


def cited(period: Period, parameter: str, rule: str, book: Book) -> tuple[str, str]:
    """Source and confidence: those of the number used in this period, else those of the rule."""
    value = period.params.origin.get(parameter)
    if value is None:
        return book.rules[rule].source_line, book.rules[rule].confidence
    return book.sources[value.sources[0]].title, value.confidence


def _shown(lines: Iterable[Line], period: Period, book: Book) -> Iterator[dict[str, str]]:
    now = 0
    for line in lines:
        base, result = hundredths(now), hundredths(line.result)
        source, confidence = cited(period, line.parameter, line.rule, book)
        yield {
            "rule": line.rule,
            "label": line.label,
            "base": text_of_hundredths(base),
            "amount": text_of_hundredths(result - base),
            "result": text_of_hundredths(result),
            "source": source,
            "confidence": confidence,
        }
        now = line.result


def minimum_rule(period: Period) -> str:
    """The rule that sets the minimum of the years of a period: AVV-MIN, AVV-2020, …"""
    return period.params.origin["minimum"].rule


def _year_lines(period: Period, year: Year) -> Iterator[Line]:
    def of(column: str) -> int:
        return period.of_year(column, year)

    if not of("owed"):
        yield Line("AVV-INIZIO", f"Nel {year} l'obbligo non c'è", 0)
        return
    now = of("minimum_owed")
    yield Line(minimum_rule(period), f"Minimo del {year}", now, "minimum")
    for rule, column, label in (
        ("AVV-ETA", "age_cut", "25 anni di albo o 60 di età: l'anno non si deve"),
        ("AVV-ESE", "exempt_cut", f"Esenzione: {_months(of('exempt_months'))}"),
        ("AVV-ESO", "waived_cut", f"Esonero: {_months(of('waived_months'))}"),
        ("AVV-ESO-D", "decided_cut", "Esonero misurato dall'Ordine in crediti"),
    ):
        if of(column):
            now -= of(column)
            yield Line(rule, label, now)
    if now != of("due"):
        raise ArithmeticError("the waterfall does not end at what is due")


def _months(number: int) -> str:
    return "un mese su 12" if number == 1 else f"{number} mesi su 12"


def _triennio_lines(period: Period) -> Iterator[Line]:
    rule = "AVV-ETA-TRI" if period.units("age_ends") else "AVV-TRI"
    parameter = "" if period.units("age_ends") else "triennio_total"
    now = 0
    for year in period.span.years:
        now += period.of_year("triennio_part", year)
        yield Line(rule, f"Parte del {year}", now, parameter)
