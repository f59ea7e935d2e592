"""`triennio position`: cases in, positions out, in the same order. One bad case and nothing is answered."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import IO, Any

from triennio.kernel.faults import InputFaults
from triennio.rules import families
from triennio.rules.book import RulebookFaults, load
from triennio.rules.ecm import compensation
from triennio.rules_cli import reading
from triennio.rules_cli.guard import ANSWERED, Refused, fault_line, refused
from triennio.rules_cli.reading import Found
from triennio.rules_cli.writing import compact, pretty, write, write_bytes

IN_MEMORY = 8 * 1024 * 1024
CHUNK = 64 * 1024

Question = Callable[[Any], Any]


def run(arguments: argparse.Namespace) -> int:
    """The command. Several files are one list."""
    if arguments.files.count(reading.STANDARD_INPUT) > 1:
        raise Refused([fault_line(reading.STANDARD_INPUT, "", "standard input given twice")])
    ask, check = _questions(arguments)
    if arguments.lines:
        cases: Iterable[Found] = (case for file in arguments.files for case in reading.lines(file))
        _answer_all(cases, ask, check, start="", between="\n", end="\n")
        return ANSWERED
    documents = [reading.document(file) for file in arguments.files]
    if len(documents) == 1 and not documents[0][0]:
        write(pretty(_answer(documents[0][1][0], ask)))
        return ANSWERED
    cases = (case for _, found in documents for case in found)
    _answer_all(cases, ask, check, start="[\n", between=",\n", end="\n]\n", nothing="[]\n")
    return ANSWERED


def _questions(arguments: argparse.Namespace) -> tuple[Question, Question]:
    """What to ask for each case; and, once a case was refused, what tells the faults of the others.

    The book of a family is read with the first case of it.
    """
    if arguments.compensation:
        ask = partial(compensation, book=load("ecm"))
        return ask, ask
    day = reading.today()
    return (
        lambda case: families.position(reading.dated(case, day), trace=arguments.trace),
        lambda case: families.check(reading.dated(case, day)),
    )


def _answer(case: Found, ask: Question) -> Any:
    """One answer. Raises Refused. What the library did not foresee is one line too."""
    refusal = case.refusal()
    if refusal:
        raise refusal
    try:
        return ask(case.value)
    except InputFaults as error:
        raise refused(case.file, error, case.root) from None
    except RulebookFaults:
        raise
    except Exception as error:
        line = fault_line(
            case.file, case.root, f"internal error, please report it: {type(error).__name__}: {error}"
        )
        raise Refused([line]) from error


def _answer_all(
    cases: Iterable[Found],
    ask: Question,
    check: Question,
    *,
    start: str,
    between: str,
    end: str,
    nothing: str = "",
) -> None:
    """Every answer on a line. They wait aside, on disk when they are many, until the last case is known to be good."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as aside:
        faults: list[str] = []
        count = 0
        for case in _until_unreadable(cases, faults):
            try:
                answer = _answer(case, check if faults else ask)
            except Refused as refusal:
                faults.extend(refusal.lines)
                continue
            if not faults:
                aside.write(((between if count else start) + compact(answer)).encode("utf-8"))
                count += 1
        if faults:
            raise Refused(faults)
        aside.write((end if count else nothing).encode("utf-8"))
        _copy(aside)


def _until_unreadable(cases: Iterable[Found], faults: list[str]) -> Iterator[Found]:
    """The cases, until the file turns out not to be what it should: that is a fault like the others."""
    try:
        yield from cases
    except Refused as refusal:
        faults.extend(refusal.lines)


def _copy(aside: IO[bytes]) -> None:
    aside.seek(0)
    write_bytes(iter(lambda: aside.read(CHUNK), b""))
