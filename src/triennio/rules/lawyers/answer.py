"""The answer of `triennio position` for a lawyer: a case in, a JSON object out (docs/lawyers.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triennio.kernel.units import shown
from triennio.kernel.year import Year
from triennio.rules.book import Book
from triennio.rules.book import load as load_book
from triennio.rules.lawyers.carried import carried
from triennio.rules.lawyers.certificate import certificate
from triennio.rules.lawyers.facts import Ignored
from triennio.rules.lawyers.fold import Career, Period, career
from triennio.rules.lawyers.read import read_case
from triennio.rules.lawyers.traces import trace_of
from triennio.rules.lawyers.verdicts import not_yet, verdicts
from triennio.rules.lawyers.waterfall import cited, triennio_steps, year_steps
from triennio.rules.lawyers.work import drive_one


def position(case: Any, book: Book | None = None, *, root: str = "$", trace: bool = False) -> dict[str, Any]:
    """The position of one lawyer. `case` is the decoded JSON; `root` the path its faults begin with.

    With `trace` each triennio, and each year outside one, carries its whole trace. Raises InputFaults.
    """
    book = book or load_book("lawyers")
    found = drive_one(book, career(read_case(case, book, root), book), traced=trace)
    return as_json(found, book, trace=trace)


def as_json(found: Career, book: Book, *, trace: bool = False) -> dict[str, Any]:
    """A computed career in the shape of the interface."""
    years = listed_years(found, book)
    ignored = sorted([*found.ignored, *_outside(found, book)], key=lambda item: _path_key(item.what))
    return {
        "family": "lawyers",
        "as_of": found.case.as_of.isoformat(),
        "years": [_year_or_not(year, found, book, trace) for year in years],
        "trienni": [_triennio(period, found, book, trace) for period in listed_trienni(found, years)],
        "surplus_2020": _surplus(found, book),
        "certificate": certificate(found, book),
        "not_published": [_unpublished(year, book) for year in sorted(book.unpublished)],
        "ignored": [{"what": i.what, "rule": i.rule, "reason": i.reason} for i in ignored if i.rule],
        "notes": [{"what": i.what, "reason": i.reason} for i in ignored if not i.rule],
    }


def listed_years(found: Career, book: Book) -> list[Year]:
    """From the first year owed, or with a credit, to the year of the case's day."""
    today = found.case.as_of.year
    bound = [number for number, owed in found.owed.items() if owed and number <= today]
    bound += [credit.acquired.year for credit in found.case.credits]
    first = max(min(bound, default=today + 1), book.years[0].number)
    return [year for year in book.years if first <= year.number <= today]


def listed_trienni(found: Career, years: list[Year]) -> list[Period]:
    """The trienni with a listed year."""
    return [
        period for period in found.periods if period.span.is_triennio and set(period.span.years) & set(years)
    ]


def _outside(found: Career, book: Book) -> Iterator[Ignored]:
    """Credits of years of which the rulebook knows nothing."""
    for credit in found.case.credits:
        if credit.acquired < book.years[0].start:
            reason = f"Le regole prima del {book.years[0]} non sono calcolate."
            yield Ignored(credit.path, "AVV-OBB", reason)
        elif credit.acquired > book.years[-1].end:
            yield Ignored(credit.path, "AVV-2027", f"Le regole dopo il {book.years[-1]} non sono raccolte.")


def _year_or_not(year: Year, found: Career, book: Book, trace: bool) -> dict[str, Any]:
    period = found.period_of(year)
    if period is None:
        return _year_unpublished(year, found, book)
    return _year(period, year, found, book, trace)


def _year(period: Period, year: Year, found: Career, book: Book, trace: bool) -> dict[str, Any]:
    def of(column: str) -> str:
        return shown(period.of_year(column, year))

    single = not period.span.is_triennio
    answer: dict[str, Any] = {
        "year": year.number,
        "published": True,
        "triennio": None if single else period.span.name,
        "owed": bool(period.of_year("owed", year)),
        "ended": year.end < found.case.as_of,
        "due": of("due"),
        "compulsory_due": of("compulsory_due"),
        "counted": of("earned"),
        "compulsory_counted": of("compulsory_earned"),
        "carried_in": of("carried_in"),
        "carried_out": of("carried_out"),
        "missing": of("missing"),
        "compulsory_missing": of("compulsory_missing"),
        "surplus": of("left_over"),
        "met": not period.of_year("missing", year),
        "steps": year_steps(period, year, book),
        "carried": carried(period, year, found),
        "credits": verdicts(period, year, found),
    }
    if trace and single:
        answer["trace"] = trace_of(period, book)
    return answer


def _year_unpublished(year: Year, found: Career, book: Book) -> dict[str, Any]:
    unknown = ("due", "compulsory_due", "counted", "compulsory_counted", "carried_in", "carried_out")
    rest = ("missing", "compulsory_missing", "surplus", "met")
    credits = [credit for credit in found.case.credits if credit.acquired in year]
    return {
        "year": year.number,
        "published": False,
        "triennio": None,
        "owed": None,
        "ended": year.end < found.case.as_of,
        **dict.fromkeys((*unknown, *rest)),
        "steps": [],
        "carried": [],
        "credits": not_yet(credits, book, year),
        **{key: value for key, value in _unpublished(year, book).items() if key != "year"},
    }


def _unpublished(year: Year, book: Book) -> dict[str, Any]:
    entry = book.unpublished[year]
    return {
        "year": year.number,
        "rule": entry.rule,
        "reason": f"Le regole per il {year} non sono ancora pubblicate.",
    }


def _triennio(period: Period, found: Career, book: Book, trace: bool) -> dict[str, Any]:
    missing = period.units("triennio_missing")
    answer: dict[str, Any] = {
        "triennio": period.span.name,
        "years": [year.number for year in period.span.years],
        "open": not period.span.concluded,
        "ended": period.span.concluded and period.span.end < found.case.as_of,
        "due": shown(period.units("triennio_due")),
        "compulsory_due": shown(period.units("triennio_compulsory_due")),
        "counted": shown(period.units("earned_in_all")),
        "compulsory_counted": shown(period.units("compulsory_earned_in_all")),
        "carried_in": shown(period.units("received_in_all")),
        "missing": shown(missing),
        "compulsory_missing": shown(period.units("triennio_compulsory_missing")),
        "met": None if not period.span.concluded else not missing,
        "steps": triennio_steps(period, book),
        "caps": [_distance_cap(period, book)],
    }
    if trace:
        answer["trace"] = trace_of(period, book)
    return answer


def _distance_cap(period: Period, book: Book) -> dict[str, Any]:
    used, excess = distance(period)
    source, confidence = cited(period, "distance_percent", "AVV-FAD", book)
    return {
        "rule": "AVV-FAD",
        "label": book.rules["AVV-FAD"].title,
        "limit": shown(period.units("distance_limit")),
        "used": shown(used),
        "excess": shown(excess),
        "source": source,
        "confidence": confidence,
    }


def distance(period: Period) -> tuple[int, int]:
    """Credits at a distance that count, and those beyond the limit, in units."""
    rows = period.frame.rows
    at = [row for row, distant in enumerate(rows["at_distance"]) if distant]
    used = sum(rows["after_distance"][row] for row in at)
    return used, sum(rows["after_activity"][row] for row in at) - used


def _surplus(found: Career, book: Book) -> dict[str, Any] | None:
    """What 2020 spared, where it went and what is left; None when the case ends before."""
    source = found.source
    if source is None:
        return None
    spare = source.frame.rows["spare"][0]
    used = {p.span.name: p.units("received_in_all") for p in found.periods if p.units("received_in_all")}
    return {
        "total": shown(spare),
        "compulsory": shown(source.frame.rows["spare_compulsory"][0]),
        "used": {name: shown(amount) for name, amount in used.items()},
        "left": shown(spare - sum(used.values())),
        "rule": "AVV-ECC",
        "source": book.rules["AVV-ECC"].source_line,
    }


def _path_key(path: str) -> tuple[Any, ...]:
    """Order of the file: exemptions before credits, `[2]` before `[10]`."""
    name, _, index = path.rpartition("[")
    return (not name.endswith("exemptions"), name, int(index.rstrip("]")) if index[:-1].isdigit() else -1)
