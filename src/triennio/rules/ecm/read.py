"""A JSON case (interfaces, part 1) → `Case`. Every fault of the file is found in one pass, each with its JSON path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from triennio.kernel.faults import Fault, InputFaults
from triennio.kernel.units import parse_amount, units
from triennio.rules import reader as r
from triennio.rules.book import Book
from triennio.rules.ecm import facts as f
from triennio.rules.ecm.dossier import AREAS, Area
from triennio.rules.reader import Reader

NEVER = date(9999, 1, 1)
"""Enrolment of who is not enrolled yet on the day of the position."""
LATER = "È successivo alla data della posizione."
FORMATS = ("RES", "FAD", "FSC", "BLENDED")
EVENT_TYPES = (
    "COURSE",
    "CONGRESS",
    "WORKSHOP",
    "NO_ONLINE",
    "ONLINE",
    "SOCIAL",
    "LIVE",
    "ANY",
    "TRAINING",
    "GROUPS",
    "PROJECTS",
    "AUDIT",
    "RESEARCH",
)
ACTS = ("enrolment", "cancellation", "reenrolment")


def read_case(value: Any, book: Book, root: str = "$") -> f.Case:
    """The case of one person on its day. Raises InputFaults with all faults, in the order of the file."""
    return only_until(read_whole(value, book, root))


def read_whole(value: Any, book: Book, root: str = "$") -> f.Case:
    """The case as the file has it, with what is later than its day. Raises InputFaults."""
    faults: list[Fault] = []
    case = _Reading(Reader(value, root, faults), book).case()
    if faults:
        raise InputFaults(faults)
    return case


@dataclass
class _Reading:
    top: Reader
    book: Book

    def case(self) -> f.Case:
        top = self.top
        as_of = top.take("as_of", r.day, None) or self.latest_day()
        person = self.person(top)
        facts = [self.fact(reader) for reader, _ in top.items("facts")]
        dossiers = [self.dossier(reader) for reader, _ in top.items("dossiers")]
        exonerations = [
            self.absence(reader, f.EXONERATION_KINDS, n, "x")
            for n, (reader, _) in enumerate(top.items("exonerations"))
        ]
        exemptions = [
            self.absence(reader, f.EXEMPTION_KINDS, n, "e")
            for n, (reader, _) in enumerate(top.items("exemptions"))
        ]
        credits = [self.credit(reader, n) for n, (reader, _) in enumerate(top.items("credits"))]
        moves = [self.move(reader) for reader, _ in top.items("moves")]
        policies = r.policies(top, self.book)
        top.close()
        r.unique([(credit.id, credit.path) for credit in credits], top.faults)
        self.known_moves(credits, moves)
        return f.Case(
            as_of,
            person,
            tuple(facts),
            tuple(dossiers),
            tuple(exonerations),
            tuple(exemptions),
            tuple(credits),
            tuple(moves),
            policies,
        )

    def latest_day(self) -> date:
        """Without `as_of` nothing is later than the file: the last day of the last triennio of the book."""
        return self.book.trienni[-1].end

    def person(self, top: Reader) -> f.Person:
        top.left.pop("person", None)
        if "person" not in top.value:
            top.fault("person", "missing")
        reader = Reader(top.value.get("person", {}), f"{top.path}.person", top.faults)
        reader.take("family", r.one_of("ecm"), "ecm")
        reader.ignore("name", "surname")
        acts = []
        for act, _ in reader.items("register"):
            kind = act.take("act", r.one_of(*ACTS))
            day = act.take("date", r.day)
            act.close()
            acts.append(f.Act(kind, day))
        disciplines = reader.take("disciplines", _whole_numbers, ())
        person = f.Person(
            id=reader.take("id", r.name, ""),
            profession=reader.take("profession", r.whole(0, 30), 0),
            disciplines=disciplines,
            practice=reader.take("practice", r.one_of("employee", "freelance"), "employee"),
            born=reader.take("born", r.day, None),
            register=tuple(sorted((a for a in acts if a.day), key=lambda a: a.day)),
            nhs_work=reader.take("nhs_work", r.flag, False),
        )
        reader.close()
        return person

    def fact(self, reader: Reader) -> f.Fact:
        kind = reader.take("kind", r.one_of(*f.FACT_KINDS))
        triennio = amount = day = income = None
        share = Decimal(1)
        if kind in ("previous_credits", "certified", "vaccine_credits", "closed_previous_late"):
            triennio = reader.take("triennio", r.triennio)
        if kind in ("previous_credits", "vaccine_credits"):
            amount = reader.take("credits", r.amount)
        if kind == "flood_2023":
            share = reader.take("share", _share, Decimal(1))
        if kind in ("retired", "regular_practice_declared"):
            day = reader.take("from", r.day)
        if kind == "retired":
            income = reader.take("yearly_income", r.amount, None)
        if kind is not None:
            reader.close()
        cents = None if income is None else int(income * 100)
        return f.Fact(kind, reader.path, triennio, units(amount or 0), int(share * 10_000), day, cents)

    def dossier(self, reader: Reader) -> f.Dossier:
        kind = reader.take("type", r.one_of("individual", "group"))
        built = reader.take("built", r.day)
        realised = reader.take("realised", r.flag, False)
        reader.left.pop("areas", None)
        areas = self.areas(reader) if reader.value.get("areas") is not None else None
        reader.close()
        return f.Dossier(kind, built, realised, reader.path, areas)

    def areas(self, parent: Reader) -> dict[str, Area]:
        """`"areas": {"technical": {"planned": "60", "realised": "45"}, …}`: credits planned and realised."""
        top = Reader(parent.value["areas"], f"{parent.path}.areas", parent.faults)
        found: dict[str, Area] = {}
        for name in AREAS:
            top.left.pop(name, None)
            if top.value.get(name) is None:
                continue
            area = Reader(top.value[name], f"{top.path}.{name}", top.faults)
            planned, realised = area.take("planned", r.amount), area.take("realised", r.amount, Decimal(0))
            area.close()
            found[name] = Area(Fraction(planned or 0), Fraction(realised))
        top.close()
        return found

    def absence(self, reader: Reader, kinds: tuple[str, ...], index: int, prefix: str) -> f.Absence:
        kind = reader.take("kind", r.one_of(*kinds))
        start = reader.take("from", r.day)
        end = reader.take("to", r.day)
        hours = reader.take("hours", r.amount, None)
        credits = reader.take("credits", r.amount, None)
        absence = f.Absence(
            id=reader.take("id", r.name, f"{prefix}{index + 1}"),
            kind=kind,
            start=start,
            end=end,
            path=reader.path,
            hours=-1 if hours is None else int(hours),
            chosen_year=reader.take("chosen_year", r.whole(r.FIRST_YEAR, r.LAST_YEAR), None),
            filed=reader.take("filed", r.day, None),
            amount=-1 if credits is None else units(credits),
        )
        if start and end and end < start:
            reader.fault("to", f"before `from`: {end} < {start}")
        reader.close()
        return absence

    def credit(self, reader: Reader, index: int) -> f.Credit:
        kind = reader.take("kind", r.one_of(*f.CREDIT_KINDS), "event")
        amount = (
            reader.take("credits", r.amount) if kind == "event" else reader.take("credits", r.amount, None)
        )
        recognised = reader.take("recognised", r.amount, None)
        hours = reader.take("hours", r.amount, None)
        credit = f.Credit(
            id=reader.take("id", r.name, f"c{index + 1}"),
            kind=kind,
            acquired=reader.take("acquired", r.day),
            path=reader.path,
            stated=-1 if amount is None else units(amount),
            recognised=-1 if recognised is None else units(recognised),
            role=reader.take("role", r.one_of(*f.ROLES), "learner"),
            event=reader.take("event", r.name, None),
            edition=reader.take("edition", r.whole(), None),
            recruited=reader.take("recruited", r.flag, False),
            objective=reader.take("objective", r.whole(0, 999), None),
            format=reader.take("format", r.one_of(*FORMATS), None),
            event_type=reader.take("event_type", r.one_of(*EVENT_TYPES), None),
            host_event=reader.take("host_event", r.name, None),
            accredited=reader.take("accredited", r.flag, True),
            indexed=reader.take("indexed", r.flag, False),
            medium=reader.take("medium", r.one_of("journal", "proceedings", "book"), "journal"),
            position=reader.take("position", r.one_of("first", "last", "other"), "other"),
            months=reader.take("months", _months, 0),
            hours=-1 if hours is None else int(hours),
            days=reader.take("days", r.whole(0, 100_000), -1),
            leef=reader.take("leef", r.flag, False),
            country=reader.take("country", _country, None),
            distance=reader.take("distance", r.flag, False),
        )
        reader.close()
        return credit

    def move(self, reader: Reader) -> f.Move:
        credit = reader.take("credit", r.name)
        to = reader.take("to", r.triennio)
        on = reader.take("on", r.day)
        reader.close()
        return f.Move(credit, to, on, reader.path)

    def known_moves(self, credits: list[f.Credit], moves: list[f.Move]) -> None:
        known = {credit.id for credit in credits}
        for move in moves:
            if move.credit and move.credit not in known:
                self.top.faults.append(
                    Fault(f"{move.path}.credit", f"no credit with this id: {move.credit!r}")
                )


def only_until(case: f.Case) -> f.Case:
    """The same case without what is later than its day; what was left out is listed."""
    day = case.as_of
    ignored: list[f.Ignored] = []

    def kept(items: Any, when: Any) -> Any:
        late = [item for item in items if (when(item) or day) > day]
        ignored.extend(f.Ignored(item.path, None, LATER) for item in late)
        return tuple(item for item in items if (when(item) or day) <= day)

    person = f.Person(
        case.person.id,
        case.person.profession,
        case.person.disciplines,
        case.person.practice,
        case.person.born,
        _acts_until(case.person.register, day),
        case.person.nhs_work,
    )
    facts = kept(case.facts, lambda fact: fact.day)
    dossiers = kept(case.dossiers, lambda dossier: dossier.built)
    exonerations = kept(case.exonerations, lambda a: max(a.start, a.filed or a.start))
    exemptions = kept(case.exemptions, lambda a: max(a.start, a.filed or a.start))
    credits = kept(case.credits, lambda credit: credit.acquired)
    moves = kept(case.moves, lambda move: move.on)
    return f.Case(
        day, person, facts, dossiers, exonerations, exemptions, credits, moves, case.policies, tuple(ignored)
    )


def _acts_until(acts: tuple[f.Act, ...], day: date) -> tuple[f.Act, ...]:
    """The acts up to a day. Whose first act is still to come is not enrolled yet: not the same as unknown."""
    past = tuple(act for act in acts if act.day <= day)
    return past or tuple(f.Act("enrolment", NEVER) for _ in acts[:1])


def _whole_numbers(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise ValueError(f"not a list: {r.brief(value)}")
    return tuple(r.whole(0, 10_000)(item) for item in value)


def _share(value: Any) -> Decimal:
    share = parse_amount(value, places=4)
    if share > 1:
        raise ValueError(f"not between 0 and 1: {r.brief(value)}")
    return share


def _months(value: Any) -> int:
    """Months of a trial; a part of a month counts as begun."""
    return ceil(r.amount(value))


def _country(value: Any) -> str:
    code = r.text(value)
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise ValueError(f"not a country code of two letters: {r.brief(value)}")
    return code.upper()
