"""One lawyer through the years: first each period alone, then the surplus of 2020, then what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from triennio.kernel.year import Year
from triennio.rules.book import Book, Params
from triennio.rules.engine.frame import Frame
from triennio.rules.engine.run_ints import Trace
from triennio.rules.engine.step import Axis
from triennio.rules.lawyers.absences import Relief, relief
from triennio.rules.lawyers.columns import (
    ACTIVITIES,
    AT_DISTANCE,
    BALANCE_ROWS,
    COMPENSATION_COPIES,
    CREDIT,
    POSITIONS,
    SUBJECTS,
    YEAR,
)
from triennio.rules.lawyers.facts import Case, Credit, Ignored
from triennio.rules.lawyers.periods import Span, spans
from triennio.rules.lawyers.register import age_day, owed_years
from triennio.rules.lawyers.work import Fold, Stretch, Work


@dataclass(slots=True)
class Period:
    """One period of one lawyer, computed. `credits` in the order of the rows."""

    span: Span
    params: Params
    frame: Frame
    credits: list[Credit]
    trace: list[Trace] = field(default_factory=list)

    def units(self, column: str) -> int:
        """A column of the period."""
        return self.frame.person[column]

    def of_year(self, column: str, year: Year) -> int:
        """A column of one of its years."""
        return self.frame.rows[column][self.span.years.index(year)]


@dataclass(slots=True)
class Career:
    """All periods up to the one of the case's day. `age_day`: when age or seniority ends the duty, if it does."""

    case: Case
    periods: list[Period]
    owed: dict[int, bool]
    age_day: date | None
    relief: Relief
    ignored: list[Ignored]

    def period_of(self, year: Year) -> Period | None:
        """The period a year belongs to."""
        return next((period for period in self.periods if year in period.span.years), None)

    @property
    def source(self) -> Period | None:
        """The year whose surplus other years may use: the one whose rulebook says so."""
        return next((p for p in self.periods if "surplus_deontology" in p.params.values), None)


def career(case: Case, book: Book) -> Fold[Career]:
    """Fold a case over its periods. Yields requests for work; returns the whole career."""
    walker = _Walker(case, book)
    for period in walker.found.periods:
        walker.put_own(period)
        yield from _ask(period, Stretch.OWN)
        walker.copy_places(period)
        yield from _ask(period, Stretch.COMPENSATION)
    yield from walker.share_surplus()
    for period in walker.found.periods:
        walker.put_rows(period)
        yield from _ask(period, Stretch.BALANCE)
    return walker.found


def _ask(period: Period, stretch: Stretch) -> Fold[None]:
    work = Work(stretch, period.params, period.frame)
    yield work
    period.trace += work.trace


class _Walker:
    """Prepares the inputs of each stretch. It places numbers; it computes none."""

    def __init__(self, case: Case, book: Book) -> None:
        self.case, self.book = case, book
        first = book.years[0].number
        published = [year.number for year in book.years if year not in book.unpublished]
        last = min(case.as_of.year, published[-1])
        general = book.params(book.years[0], case.policies)
        owed = owed_years(case, general, first, max(last, published[-1]))
        self.age_day = age_day(case, general, book)
        self.relief = relief(case, general, book, book.years[-1].end, owed)
        self.compulsory_first = general.count("compulsory_fills_first")
        self.next_first = general.count("surplus_next_first")
        periods = [self.period(span) for span in spans(case, book, general, owed, last)]
        ignored = [*case.ignored, *self.relief.ignored]
        self.found = Career(case, periods, owed, self.age_day, self.relief, ignored)

    def period(self, span: Span) -> Period:
        inside = [c for c in self.case.credits if any(c.acquired in year for year in span.years)]
        inside.sort(key=lambda c: (self.late(c), c.acquired, c.id))
        params = self.book.params(span.years[0], self.case.policies)
        return Period(span, params, Frame(), inside)

    def late(self, credit: Credit) -> bool:
        """Policy `distance_order`: ordinary credits come after compulsory ones."""
        return bool(self.compulsory_first) and credit.subject == "ordinary"

    # Inputs of the first stretch ------------------------------------------------------------------------------

    def put_own(self, period: Period) -> None:
        frame, span = period.frame, period.span
        frame.put("concluded", Axis.PERSON, int(span.concluded))
        frame.put("open_years", Axis.PERSON, span.open_years)
        frame.put("age_ends", Axis.PERSON, int(any(self.age_exempt(year) for year in span.years)))
        frame.sizes = {Axis.YEAR: len(span.years), Axis.CREDIT: len(period.credits), Axis.ABSENCE: 0}
        frame.year_row = {
            Axis.CREDIT: [credit.acquired.year - span.years[0].number for credit in period.credits],
            Axis.ABSENCE: [],
        }
        years = [self.year_inputs(year) for year in span.years]
        for name in YEAR:
            frame.put(name, Axis.YEAR, [row[name] for row in years])
        credits = [self.credit_inputs(credit) for credit in period.credits]
        for name in CREDIT:
            frame.put(name, Axis.CREDIT, [row[name] for row in credits])

    def age_exempt(self, year: Year) -> bool:
        """AVV-ETA: the whole year in which the day falls, and every later one."""
        return self.age_day is not None and year.number >= self.age_day.year

    def year_inputs(self, year: Year) -> dict[str, int]:
        number = year.number
        return {
            "owed": int(self.found.owed[number]),
            "age_exempt": int(self.age_exempt(year)),
            "exempt_months": self.relief.exempt.get(number, 0),
            "waived_months": self.relief.waived.get(number, 0),
            "decided_credits": self.relief.decided.get(number, 0),
            "decided_compulsory": self.relief.decided_compulsory.get(number, 0),
        }

    def credit_inputs(self, credit: Credit) -> dict[str, int]:
        year, activity = Year.of(credit.acquired), ACTIVITIES[credit.activity]
        owes = self.found.owed[year.number] and not self.age_exempt(year)
        return {
            "stated": credit.stated,
            "subject": SUBJECTS[credit.subject],
            "at_distance": int(credit.activity == "event" and credit.mode in AT_DISTANCE),
            "activity": activity,
            "activity_group": year.number * len(ACTIVITIES) + activity if activity else -1,
            "not_due": int(not owes),
        }

    # Between stretches ----------------------------------------------------------------------------------------

    def copy_places(self, period: Period) -> None:
        """The columns of each year, to the person's columns of its place; zero for a place without a year."""
        for name in COMPENSATION_COPIES:
            rows = period.frame.rows[name]
            for place in POSITIONS:
                value = rows[place - 1] if place <= len(rows) else 0
                period.frame.put(f"{name}_{place}", Axis.PERSON, value)

    def share_surplus(self) -> Fold[None]:
        """AVV-ECC: what 2020 spares goes to each admitted period in turn."""
        source = self.found.source
        available, compulsory = 0, 0
        if source is not None:
            available = source.frame.rows["spare"][0]
            compulsory = source.frame.rows["spare_compulsory"][0]
        for period in self.targets():
            period.frame.put("available", Axis.PERSON, available)
            period.frame.put("available_compulsory", Axis.PERSON, compulsory)
            yield from _ask(period, Stretch.SURPLUS)
            available -= period.units("received_in_all")
            compulsory -= period.units("taken_compulsory")

    def targets(self) -> list[Period]:
        """The last concluded triennio, and the years whose rulebook admits the surplus."""
        if self.found.source is None:
            return []
        past = [period for period in self.found.periods if period.span.concluded][-1:]
        later = [p for p in self.found.periods if p.params.values.get("takes_surplus_2020")]
        return [*later, *past] if self.next_first else [*past, *later]

    def put_rows(self, period: Period) -> None:
        """What moved, from the person's columns of each place to the rows of the years."""
        person, size = period.frame.person, period.frame.sizes[Axis.YEAR]
        for name in BALANCE_ROWS:
            row = [person.get(f"{name}_{place}", 0) for place in POSITIONS[:size]]
            period.frame.put(name, Axis.YEAR, row)
        for name in ("received_in_all", "received_compulsory_in_all"):
            period.frame.put(name, Axis.PERSON, person.get(name, 0))
        if period is self.found.source:
            others = [p.frame.person for p in self.targets()]
            period.frame.put("given", Axis.YEAR, [sum(p["received_in_all"] for p in others)])
            period.frame.put("given_compulsory", Axis.YEAR, [sum(p["taken_compulsory"] for p in others)])
