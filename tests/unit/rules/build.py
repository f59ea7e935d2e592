"""Small cases for the tests of the normaliser: only what a test is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from triennio.rules.book import load
from triennio.rules.ecm.absence_rows import Absences
from triennio.rules.ecm.absences import normalise_absences
from triennio.rules.ecm.facts import Case
from triennio.rules.ecm.read import read_case

BOOK = load("ecm")
HORIZON = date(2028, 12, 31)


def case_of(**parts: Any) -> Case:
    """A case on the last day of 2028 unless told otherwise; `person` holds only what matters."""
    return read_case({"as_of": "2028-12-31", "person": {}, **parts}, BOOK)


def absences_of(*, whole: bool = False, **parts: Any) -> Absences:
    """The absences of a case, cut and merged. `whole` is the other reading of policy absence_split."""
    case = case_of(**parts)
    return normalise_absences(case, BOOK, HORIZON, whole)


def days(start: str, end: str) -> tuple[date, date]:
    return date.fromisoformat(start), date.fromisoformat(end)
