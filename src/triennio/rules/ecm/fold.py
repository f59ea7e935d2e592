"""One person through the trienni, in order: each looks back at what the one before recognised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book, Params
from triennio.rules.ecm.absence_rows import AbsenceRow, Absences
from triennio.rules.ecm.absences import normalise_absences
from triennio.rules.ecm.columns import ABSENCE, YEAR
from triennio.rules.ecm.credits import Placed, columns_of, place
from triennio.rules.ecm.dossier import satisfied
from triennio.rules.ecm.facts import Case, Credit, Dossier, Fact, Ignored, Move
from triennio.rules.ecm.moves import Moves, admitted_moves
from triennio.rules.ecm.premium import premium_class, premium_day
from triennio.rules.ecm.register import DueYear, due_years
from triennio.rules.ecm.study import CALAMITY
from triennio.rules.ecm.work import Fold, Stretch, Work
from triennio.rules.engine.frame import Frame
from triennio.rules.engine.run_ints import Trace
from triennio.rules.engine.step import Axis

FIRST_YEAR = 2008
BOOKLESS = Triennio(2008)
BELOW = {
    **dict.fromkeys(YEAR, Axis.YEAR),
    **dict.fromkeys(ABSENCE, Axis.ABSENCE),
}
"""The axes of the inputs of the obligation that are not of the person."""


@dataclass(slots=True)
class Period:
    """One triennio of one person, computed."""

    triennio: Triennio
    params: Params
    due: tuple[DueYear, ...]
    frame: Frame
    placed: list[Placed]
    absence_rows: list[AbsenceRow]
    trace: list[Trace] = field(default_factory=list)
    known_by_total: bool = False
    singles: bool = False
    wholly_absent: bool = False

    @property
    def years_due(self) -> int:
        return sum(year.due for year in self.due)

    def units(self, column: str) -> int:
        """A column of the person, in units."""
        return self.frame.person[column]


@dataclass(slots=True)
class Career:
    """All trienni of one person that the rulebooks hold, up to the one of the case's day."""

    case: Case
    periods: dict[Triennio, Period]
    absences: Absences
    moves: Moves
    due: dict[int, DueYear]
    ignored: list[Ignored]


def career(case: Case, book: Book) -> Fold[Career]:
    """Fold a case over the trienni. Yields requests for work; returns the whole career."""
    certified = {fact.triennio for fact in case.of_kind("certified") if fact.triennio}
    due = person_due(case, book)
    moves = admitted_moves(case, book, due)
    doubtful = [
        (move, credit)
        for to, entries in moves.by_destination.items()
        for move, credit in entries
        if to.next in certified and move.on > to.next.end
    ]
    if doubtful:
        yield from _only_surplus(case, book, moves, doubtful)
    early = yield from _certifiable_for_premium(case, book, moves, certified)
    walker = _Walker(case, book, moves, certified, early)
    return (yield from walker.walk(book.trienni))


def person_due(case: Case, book: Book) -> dict[int, DueYear]:
    """Due years from 2008 to the end of the triennio of the case's day."""
    last = min(Triennio.of(case.as_of), book.trienni[-1]).last
    return due_years(case.person, book, FIRST_YEAR, max(last, FIRST_YEAR))


def _only_surplus(case: Case, book: Book, moves: Moves, doubtful: list[tuple[Move, Credit]]) -> Fold[None]:
    """REC-3: out of a certified triennio only its surplus may be moved."""
    still = admitted_moves(case, book, person_due(case, book))
    for move, _ in doubtful:
        still.refuse(move, "REC-3", "")
    before = yield from _Walker(case, book, still, set(), None).walk(book.trienni)
    left: dict[Triennio, int] = {}
    for move, credit in doubtful:
        origin = before.periods.get(move.to.next)
        if origin is None:
            continue
        left.setdefault(origin.triennio, origin.units("surplus"))
        amount = _recorded(origin, credit.id)
        if amount > left[origin.triennio]:
            moves.refuse(move, "REC-3", f"Il {origin.triennio} è certificato: se ne sposta solo l'eccedenza.")
        else:
            left[origin.triennio] -= amount


def _recorded(period: Period, credit_id: str) -> int:
    for row, placed in enumerate(period.placed):
        if placed.credit.id == credit_id:
            return period.frame.rows["recorded"][row]
    return 0


def _certifiable_for_premium(
    case: Case, book: Book, moves: Moves, certified: set[Triennio]
) -> Fold[dict[Triennio, Period] | None]:
    """The past trienni as they stood on the premium's day, when later moves have changed them since; else None."""
    day = premium_day(book)
    if all(move.on <= day for entries in moves.by_destination.values() for move, _ in entries):
        return None
    earlier = Moves(
        {to: [e for e in entries if e[0].on <= day] for to, entries in moves.by_destination.items()}
    )
    past = tuple(triennio for triennio in book.trienni if triennio.end < day)
    stood = yield from _Walker(case, book, earlier, certified, None).walk(past)
    return stood.periods


class _Walker:
    """Prepares the inputs of each triennio in turn."""

    def __init__(
        self,
        case: Case,
        book: Book,
        moves: Moves,
        certified: set[Triennio],
        early: dict[Triennio, Period] | None,
    ) -> None:
        self.case, self.book, self.moves, self.certified, self.early = case, book, moves, certified, early
        last = Triennio.of(case.as_of)
        self.last = min(last, book.trienni[-1])
        self.due = person_due(case, book)
        split = book.params(book.trienni[0], case.policies).count("absence_whole")
        self.absences = normalise_absences(case, book, self.last.end, bool(split))
        self.periods: dict[Triennio, Period] = {}
        self.ignored: list[Ignored] = []
        self.calamity = any(absence.kind == CALAMITY for absence in case.exonerations)
        self.facts_of: dict[str, list[Fact]] = {}
        for fact in case.facts:
            self.facts_of.setdefault(fact.kind, []).append(fact)
        self.credits_of: dict[int, list[Credit]] = {}
        for credit in case.credits:
            first = Triennio.first_of(credit.acquired.year)
            self.credits_of.setdefault(first, []).append(credit)

    def walk(self, trienni: Iterable[Triennio]) -> Fold[Career]:
        for triennio in trienni:
            if triennio > self.last:
                break
            yield from self.period(triennio)
        ignored = [*self.case.ignored, *self.ignored, *self.absences.ignored, *self.moves.ignored]
        return Career(self.case, self.periods, self.absences, self.moves, self.due, ignored)

    def period(self, triennio: Triennio) -> Fold[None]:
        params = self.book.params(triennio, self.case.policies)
        due = tuple(self.due[year] for year in triennio.years)
        singles = triennio.first in self.credits_of
        totals = [fact for fact in self.facts_of.get("previous_credits", ()) if fact.triennio == triennio]
        rows = [row for row in self.absences.rows if row.year in triennio.years]
        frame = self.frame(triennio, params, due, rows)
        frame.put("known_total", Axis.PERSON, 0 if singles else sum(fact.amount for fact in totals))
        frame.put("total_only", Axis.PERSON, int(bool(totals) and not singles))
        if singles:
            self.ignored += [
                Ignored(fact.path, None, f"Del {triennio} ci sono i singoli crediti: valgono quelli.")
                for fact in totals
            ]
        work = Work(Stretch.OBLIGATION, params, frame)
        yield work
        period = Period(
            triennio, params, due, frame, [], rows, work.trace, bool(totals) and not singles, singles
        )
        period.wholly_absent = bool(period.years_due) and self.absences.whole(
            year for year, answer in zip(triennio.years, due, strict=True) if answer.due
        )
        self.periods[triennio] = period
        yield from self.credits(period)

    # Obligation ---------------------------------------------------------------------------------------------------

    def frame(
        self, triennio: Triennio, params: Params, due: Iterable[DueYear], rows: list[AbsenceRow]
    ) -> Frame:
        counts = [int(year.due) for year in due]
        frame = Frame(sizes={Axis.YEAR: 3, Axis.ABSENCE: len(rows), Axis.CREDIT: 0})
        frame.year_row = {Axis.ABSENCE: [row.year - triennio.first for row in rows], Axis.CREDIT: []}
        frame.person = self.person_inputs(triennio, params, sum(counts))
        frame.axes = dict.fromkeys(frame.person, Axis.PERSON) | BELOW
        frame.rows = {"counts": counts, "position_in_triennio": [0, 1, 2]}
        for name in ABSENCE:
            frame.rows[name] = [self.absence_value(row, name) for row in rows]
        return frame

    def absence_value(self, row: AbsenceRow, name: str) -> int:
        return date(row.year, 1, 1).toordinal() if name == "measure_day" else int(getattr(row, name))

    def person_inputs(self, triennio: Triennio, params: Params, years_due: int) -> dict[str, int]:
        built = self.dossiers(triennio)
        done = self.realised(triennio.previous)
        second = self.book.dossier[triennio].second_regime_from if triennio in self.book.dossier else None
        first = [d for d in built if second and d.built < second]
        later = [d for d in built if d not in first]
        facts, before = self.facts_of, triennio.previous
        late, vaccines = facts.get("closed_previous_late", ()), facts.get("vaccine_credits", ())
        return {
            "profession": self.case.person.profession,
            "years_due": years_due,
            "previous_credits": self.previous_credits(triennio),
            "closed_previous_late": int(any(fact.triennio == before for fact in late)),
            "vaccine_credits": sum(fact.amount for fact in vaccines if fact.triennio == before),
            "dossier_individual": _has(later, "individual"),
            "dossier_group": _has(later, "group"),
            "dossier_individual_first_regime": _has(first, "individual"),
            "dossier_group_first_regime": _has(first, "group"),
            "dossier_done_individual": _has(done, "individual"),
            "dossier_done_group": _has(done, "group"),
            "premium_class": self.premium(triennio, params),
            "earthquake_2009": int("earthquake_2009" in facts),
            "earthquake_2012": int("earthquake_2012" in facts),
            "earthquake_2016": int("earthquake_2016_17" in facts or self.calamity),
            "flood_2023": max((fact.share for fact in facts.get("flood_2023", ())), default=0),
            "radiation_percent": self.radiation_percent(),
        }

    def previous_credits(self, triennio: Triennio) -> int:
        """What the previous triennio recognised (after moves), or what the file says of a period without rules."""
        before = self.periods.get(triennio.previous)
        if before is not None:
            return before.units("recognised")
        if triennio.previous != BOOKLESS:
            return 0
        single = [c for c in self.credits_of.get(BOOKLESS.first, ()) if c.kind == "event"]
        if single:
            return sum(credit.stated for credit in single)
        return sum(f.amount for f in self.case.of_kind("previous_credits") if f.triennio == BOOKLESS)

    def dossiers(self, triennio: Triennio) -> list[Dossier]:
        """The dossiers built in time in a triennio."""
        term = self.book.dossier.get(triennio)
        inside = [d for d in self.case.dossiers if d.built in triennio]
        return [d for d in inside if term and d.built <= term.built_until]

    def realised(self, triennio: Triennio) -> list[Dossier]:
        """Those also satisfied; who was away for the whole triennio has satisfied none (DOS-G)."""
        period = self.periods.get(triennio)
        if period is None or period.wholly_absent:
            return []
        params = self.book.params(triennio, self.case.policies)
        threshold, overall = params.count("dossier_coherence_percent"), bool(params.count("dossier_overall"))
        return [
            d
            for d in self.dossiers(triennio)
            if (satisfied(d.areas, threshold, overall=overall) if d.areas is not None else d.realised)
        ]

    def premium(self, triennio: Triennio, params: Params) -> int:
        if "premium_2014" not in params.values:
            return 0
        return premium_class(self.periods, self.early, self.certified, self.book)

    def radiation_percent(self) -> int:
        person, data = self.case.person, self.book.radiation
        doctor = person.profession == 1
        special = set(person.disciplines) - set(data["ten_percent_doctors_except_disciplines"])
        if person.profession in data["ten_percent"] or (doctor and special):
            return 10
        return 15 if person.profession in data["fifteen_percent"] else 0

    # Credits ------------------------------------------------------------------------------------------------------

    def credits(self, period: Period) -> Fold[None]:
        while True:
            period.placed = self.place(period.triennio)
            self.put_credits(period)
            work = Work(Stretch.CREDITS, period.params, period.frame)
            yield work
            if not self.too_much_in_2017(period):
                period.trace += work.trace
                return

    def place(self, triennio: Triennio) -> list[Placed]:
        moved = self.moves.moved()
        own = [Placed(c, moved_out=c.id in moved) for c in self.credits_of.get(triennio.first, ())]
        arrived = [Placed(c, moved_in=True) for _, c in self.moves.by_destination.get(triennio, ())]
        return place(self.case, triennio, [*own, *arrived], self.due, self.absences, self.book)

    def put_credits(self, period: Period) -> None:
        frame, triennio = period.frame, period.triennio
        banded = "band_maximum_percent" in period.params.values and self.case.person.practice == "employee"
        frame.forget(Axis.CREDIT)
        frame.sizes[Axis.CREDIT] = len(period.placed)
        frame.year_row[Axis.CREDIT] = [
            -1 if placed.moved_in else placed.credit.acquired.year - triennio.first
            for placed in period.placed
        ]
        for name, column in columns_of(period.placed, triennio, self.book, banded).items():
            frame.put(name, Axis.CREDIT, column)

    def too_much_in_2017(self, period: Period) -> bool:
        """REC-4: moves made in 2017 could cover half of the 2014-16 obligation at most; the last too many go back."""
        first, last = self.book.since("REC-4"), self.book.until("REC-4")
        moves = [e for e in self.moves.by_destination.get(period.triennio, ()) if first <= e[0].on <= last]
        percent = period.params.count("recovery_2017_percent")
        left = period.units("obligation") * percent // 100
        for move, credit in moves:
            left -= _recorded(period, credit.id)
            if left < 0:
                self.moves.refuse(
                    move, "REC-4", "Nel 2017 si recuperava al massimo metà dell'obbligo del 2014-2016."
                )
                return True
        return False


def _has(dossiers: Iterable[Dossier], kind: str) -> int:
    return int(any(dossier.type == kind for dossier in dossiers))
