"""`triennio explain`: the position of a person as a readable Italian text."""

from __future__ import annotations

import argparse
from typing import Any

from triennio.kernel.faults import InputFaults
from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book, load
from triennio.rules.ecm import position
from triennio.rules_cli import explain_after, explain_head, explain_triennio, reading
from triennio.rules_cli.compare import compare
from triennio.rules_cli.guard import ANSWERED, Refused, fault_line, printable, refused
from triennio.rules_cli.layout import Page
from triennio.rules_cli.writing import write


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    book = load("ecm")
    day = reading.today()
    case, answer = _answered(arguments.file, day, book, traced=bool(arguments.against))
    _wanted(arguments.file, answer, arguments.triennio)
    if arguments.against:
        other = _answered(arguments.against, day, book, traced=True)[1]
        names = (printable(arguments.file), printable(arguments.against))
        write(str(compare(names, answer, other, book, arguments.triennio)))
    else:
        write(str(explained(case, answer, book, arguments.triennio)))
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


def _answered(file: str, day: str, book: Book, *, traced: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """The case of a file, dated, and its position. Raises Refused."""
    found = reading.one_case(file)
    refusal = found.refusal()
    if refusal:
        raise refusal
    case = reading.dated(found.value, day)
    try:
        return case, position(case, book, trace=traced)
    except InputFaults as error:
        raise refused(file, error) from None


def _wanted(file: str, answer: dict[str, Any], only: Triennio | None) -> None:
    """A triennio that is not in the answer is a slip: say which ones are."""
    listed = [period["triennio"] for period in answer["trienni"]]
    if only is not None and str(only) not in listed:
        known = ", ".join(listed) or "none"
        raise Refused([fault_line(file, "", f"no triennio {only} in this position (there are: {known})")])
