"""`triennio explain`: the position of a person as a readable Italian text."""

from __future__ import annotations

import argparse
from typing import Any

from triennio.kernel.faults import InputFaults
from triennio.kernel.triennio import Triennio
from triennio.rules import families
from triennio.rules.book import Book, load
from triennio.rules_cli import explain_after, explain_head, explain_triennio, reading
from triennio.rules_cli.compare import compare
from triennio.rules_cli.compare_lawyers import compare_lawyers
from triennio.rules_cli.explain_lawyers import explained_lawyer
from triennio.rules_cli.guard import ANSWERED, Refused, fault_line, printable, refused
from triennio.rules_cli.layout import Page
from triennio.rules_cli.writing import write

LAWYERS = "lawyers"


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    day = reading.today()
    family, case, answer = _answered(arguments.file, day, traced=bool(arguments.against))
    book = load(family)
    _wanted(arguments.file, answer, arguments.triennio, family)
    if arguments.against:
        other_family, _, other = _answered(arguments.against, day, traced=True)
        if other_family != family:
            raise Refused([fault_line(arguments.against, "", f"not of the family of {arguments.file}")])
        names = (printable(arguments.file), printable(arguments.against))
        side_by_side = compare_lawyers if family == LAWYERS else compare
        write(str(side_by_side(names, answer, other, book, arguments.triennio)))
        return ANSWERED
    tell = explained_lawyer if family == LAWYERS else explained
    write(str(tell(case, answer, book, arguments.triennio)))
    return ANSWERED


def explained(case: dict[str, Any], answer: dict[str, Any], book: Book, only: Triennio | None = None) -> Page:
    """The whole text, or that of one triennio."""
    page = Page()
    explain_head.head(page, case, answer, book, only)
    for period in answer["trienni"]:
        if only is None or period["triennio"] == str(only):
            explain_triennio.triennio(page, case, period)
    explain_after.after(page, case, answer, book, only)
    return page


def _answered(file: str, day: str, *, traced: bool) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The family, the case of a file, dated, and its position. Raises Refused."""
    found = reading.one_case(file)
    refusal = found.refusal()
    if refusal:
        raise refusal
    case = reading.dated(found.value, day)
    try:
        return families.family_of(case), case, families.position(case, trace=traced)
    except InputFaults as error:
        raise refused(file, error) from None


def _wanted(file: str, answer: dict[str, Any], only: Triennio | None, family: str) -> None:
    """A triennio that is not in the answer is a slip: say which ones are. Lawyers have any three years."""
    if only is None:
        return
    if family == LAWYERS:
        years = [year["year"] for year in answer["years"]]
        if not set(years) & set(only.years):
            known = f"{years[0]}-{years[-1]}" if years else "none"
            raise Refused([fault_line(file, "", f"no year of {only} in this position (there are: {known})")])
        return
    listed = [period["triennio"] for period in answer["trienni"]]
    if str(only) not in listed:
        known = ", ".join(listed) or "none"
        raise Refused([fault_line(file, "", f"no triennio {only} in this position (there are: {known})")])
