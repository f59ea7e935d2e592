"""`triennio event-credits`: a table of events in, the same table with credits out, or all its faults."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from triennio.kernel.faults import InputFaults
from triennio.rules.events import load_events
from triennio.rules.events.table import answer_table
from triennio.rules_cli.guard import ANSWERED, Refused, fault_line
from triennio.rules_cli.reading import STANDARD_INPUT
from triennio.rules_cli.writing import write


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    book = load_events()
    if arguments.body not in book.bodies:
        known = ", ".join(book.bodies)
        raise Refused([fault_line("--body", "", f"not one of {known}: {arguments.body!r}")])
    try:
        answer = answer_table(_text(arguments.file), book, arguments.body)
    except InputFaults as error:
        lines = (fault_line(arguments.file, fault.path, fault.message) for fault in error.faults)
        raise Refused(lines) from None
    write(answer)
    return ANSWERED


def _text(file: str) -> str:
    try:
        if file != STANDARD_INPUT:
            content = Path(file).read_bytes()
        elif sys.stdin is None:
            raise Refused([fault_line(file, "", "cannot be read: standard input is closed")])
        else:
            content = sys.stdin.buffer.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refused([fault_line(file, "", f"cannot be read: {reason}")]) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused([fault_line(file, "", f"not UTF-8 text (byte {error.start + 1})")]) from None
