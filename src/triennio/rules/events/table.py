"""A table of events as CSV: the same rows, with credits, hours of the report, rule and refusal."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from triennio.kernel.faults import Fault, InputFaults
from triennio.rules.events.book import load_events
from triennio.rules.events.compute import credits_of
from triennio.rules.events.model import EventBook
from triennio.rules.events.rows import NATIONAL, read_event

ADDED = ("credits", "report_hours", "rule", "refusal")
MOST_FAULTS = 1000


def answer_table(text: str, book: EventBook | None = None, body: str = NATIONAL) -> str:
    """The table with its answers. Row 1 is the header. A table with one bad row answers nothing: InputFaults.

    Fault paths are `row 3, frontal_minutes`. A column that has the name of an answer is written anew.
    """
    book = book or load_events()
    header, rows, delimiter = _read(text)
    kept = [index for index, name in enumerate(header) if name not in ADDED]
    output = io.StringIO()
    writer = csv.writer(output, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*(header[index] for index in kept), *ADDED])
    faults: list[Fault] = []
    for number, cells in rows:
        try:
            event = read_event(dict(zip(header, cells, strict=True)), book, body)
            answer = credits_of(event, book)
        except InputFaults as error:
            faults += [Fault(f"row {number}, {fault.path}", fault.message) for fault in error.faults]
            if len(faults) > MOST_FAULTS:
                break
            continue
        hours = "" if answer.report_hours is None else str(answer.report_hours)
        found = [answer.credits_text, hours, answer.rule, answer.refusal_text]
        writer.writerow([*(cells[index] for index in kept), *found])
    if faults:
        raise InputFaults(faults)
    return output.getvalue()


def _read(text: str) -> tuple[list[str], list[tuple[int, list[str]]], str]:
    """Header, rows with their numbers, delimiter. Empty lines are left out but counted."""
    if not text.strip():
        raise InputFaults([Fault("", "empty: a header is needed")])
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = ";" if ";" in first and "," not in first else ","
    listed = list(_records(text, delimiter))
    header = [name.strip() for name in listed[0][1]]
    faults = [
        Fault("row 1", f"column given twice: {name!r}")
        for name, times in Counter(filter(None, header)).items()
        if times > 1
    ]
    if "format" not in header:
        faults.append(Fault("row 1", "the column 'format' is missing"))
    faults += [
        Fault(f"row {number}", f"{len(cells)} cells, the header has {len(header)}")
        for number, cells in listed[1:]
        if len(cells) != len(header)
    ]
    if faults:
        raise InputFaults(faults[:MOST_FAULTS])
    return header, listed[1:], delimiter


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputFaults([Fault(f"row {number}", f"not CSV: {error}")]) from None
        if any(cell.strip() for cell in cells):
            yield number, cells
