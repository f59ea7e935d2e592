"""A JSON case of a lawyer → `Case`. Every fault of the file is found in one pass, each with its JSON path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from triennio.kernel.faults import Fault, InputFaults
from triennio.kernel.units import units
from triennio.rules import reader as r
from triennio.rules.book import Book
from triennio.rules.ecm.read import ACTS, LATER
from triennio.rules.lawyers import facts as f
from triennio.rules.lawyers.columns import ACTIVITIES, MODES, SUBJECTS
from triennio.rules.reader import Reader

OTHER_FAMILY = ("facts", "dossiers", "exonerations", "moves")
"""Lists that speak of the health professions: they may stand in the file, but empty."""


def read_case(value: Any, book: Book, root: str = "$") -> f.Case:
    """The case of one lawyer. Raises InputFaults with all faults, in the order of the file."""
    faults: list[Fault] = []
    case = _Reading(Reader(value, root, faults), book).case()
    if faults:
        raise InputFaults(faults)
    return only_until(case)


@dataclass
class _Reading:
    top: Reader
    book: Book

    def case(self) -> f.Case:
        top = self.top
        as_of = top.take("as_of", r.day, None) or self.book.years[-1].end
        person = self.person(top)
        for key in OTHER_FAMILY:
            top.ignore(key)
            if top.value.get(key):
                top.fault(key, "does not concern lawyers")
        exemptions = [self.exemption(reader, n) for n, (reader, _) in enumerate(top.items("exemptions"))]
        credits = [self.credit(reader, n) for n, (reader, _) in enumerate(top.items("credits"))]
        policies = r.policies(top, self.book)
        top.close()
        r.unique([(credit.id, credit.path) for credit in credits], top.faults)
        r.unique([(exemption.id, exemption.path) for exemption in exemptions], top.faults)
        return f.Case(as_of, person, tuple(exemptions), tuple(credits), policies)

    def person(self, top: Reader) -> f.Person:
        top.left.pop("person", None)
        if "person" not in top.value:
            top.fault("person", "missing")
        reader = Reader(top.value.get("person", {}), f"{top.path}.person", top.faults)
        reader.take("family", r.one_of("lawyers"))
        reader.ignore("name", "surname")
        acts = []
        for act, _ in reader.items("register"):
            kind = act.take("act", r.one_of(*ACTS))
            day = act.take("date", r.day)
            act.close()
            acts.append(f.Act(kind, day))
        person = f.Person(
            id=reader.take("id", r.name, ""),
            born=reader.take("born", r.day, None),
            register=tuple(sorted((a for a in acts if a.day), key=lambda a: a.day)),
        )
        reader.close()
        return person

    def exemption(self, reader: Reader, index: int) -> f.Exemption:
        kind = reader.take("kind", r.one_of(*f.EXEMPTION_KINDS))
        start = reader.take("from", r.day)
        end = reader.take("to", r.day, None)
        credits = reader.take("credits", r.amount, None)
        compulsory = reader.take("compulsory", r.amount, None)
        exemption = f.Exemption(
            id=reader.take("id", r.name, f"e{index + 1}"),
            kind=kind,
            start=start,
            end=end,
            path=reader.path,
            filed=reader.take("filed", r.day, None),
            credits=-1 if credits is None else units(credits),
            compulsory=-1 if compulsory is None else units(compulsory),
        )
        if start and end and end < start:
            reader.fault("to", f"before `from`: {end} < {start}")
        if credits is not None and kind in (*f.REACHED_KINDS, *f.EXEMPT_KINDS):
            reader.fault("credits", f"only a waiver is measured in credits: {r.brief(kind)}")
        if compulsory is not None and compulsory > (credits or 0):
            reader.fault("compulsory", "a part of `credits` is needed")
        reader.close()
        return exemption

    def credit(self, reader: Reader, index: int) -> f.Credit:
        amount = reader.take("credits", r.amount)
        credit = f.Credit(
            id=reader.take("id", r.name, f"c{index + 1}"),
            acquired=reader.take("acquired", r.day),
            stated=units(amount or 0),
            subject=reader.take("subject", r.one_of(*SUBJECTS), "ordinary"),
            mode=reader.take("mode", r.one_of(*MODES), "in_person"),
            activity=reader.take("activity", r.one_of(*ACTIVITIES), "event"),
            path=reader.path,
        )
        reader.ignore("event", "title")
        reader.close()
        return credit


def only_until(case: f.Case) -> f.Case:
    """The same case without what is later than its day; what was left out is listed."""
    day = case.as_of
    ignored: list[f.Ignored] = []

    def known(item: f.Credit | f.Exemption, when: date) -> bool:
        if when > day:
            ignored.append(f.Ignored(item.path, None, LATER))
        return when <= day

    person = f.Person(
        case.person.id, case.person.born, tuple(act for act in case.person.register if act.day <= day)
    )
    exemptions = tuple(e for e in case.exemptions if known(e, max(e.start, e.filed or e.start)))
    credits = tuple(c for c in case.credits if known(c, c.acquired))
    return f.Case(day, person, exemptions, credits, case.policies, tuple(ignored))
