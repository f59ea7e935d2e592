"""What a case tells beside the engine's answer: kinds and days of credits, absences, days on which none counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from triennio.kernel.intervals import Days, merged
from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.ecm.absences import normalise_absences
from triennio.rules.ecm.read import read_case

Item = Mapping[str, Any]
Group = Literal["exoneration", "exemption"]


@dataclass(frozen=True, slots=True)
class Away:
    """A recorded absence. Its reason is not here, so that no picture can draw it."""

    id: str
    group: Group
    days: Days


def kind_of(credit: Item) -> str:
    """The kind under which a credit is drawn: one of `shares.KINDS`."""
    if credit["kind"] == "self_training":
        return "self"
    if credit["kind"] != "event":
        return "individual"
    if credit.get("role", "learner") != "learner":
        return "teaching"
    return "recruited" if credit.get("recruited") else "learner"


def kinds_of(credits: Iterable[Item]) -> dict[str, str]:
    """Id → kind."""
    return {credit["id"]: kind_of(credit) for credit in credits}


def days_of(credits: Iterable[Item]) -> dict[str, date]:
    """Id → day on which a credit was acquired."""
    return {credit["id"]: date.fromisoformat(credit["acquired"]) for credit in credits}


def absences(facts: Item) -> list[Away]:
    """Exonerations and exemptions of the case, by first day."""
    groups: tuple[tuple[str, Group], ...] = (("exonerations", "exoneration"), ("exemptions", "exemption"))
    found = [
        Away(item.get("id") or "", group, (date.fromisoformat(item["from"]), date.fromisoformat(item["to"])))
        for key, group in groups
        for item in facts.get(key, ())
    ]
    return sorted(found, key=lambda away: (away.days, away.id))


def void_days(facts: Item, book: Book, until: date) -> list[Days]:
    """The days on which credits do not count (EXE-5, EXO-8b), as the engine itself measures them, up to `until`."""
    case = read_case({**facts, "credits": [], "moves": []}, book)  # absences alone: credits take time to read
    found = normalise_absences(case, book, until, split_whole=False)
    return merged([*found.exempt_days, *found.study_days])


def duty_start(facts: Item, period: Triennio) -> date:
    """The first day of the duty from a period on: its own, or 1 January after a later enrolment (START-1)."""
    acts = facts.get("person", {}).get("register", ())
    enrolled = [date.fromisoformat(act["date"]) for act in acts if act["act"] == "enrolment"]
    return max(period.start, date(min(enrolled).year + 1, 1, 1)) if enrolled else period.start
