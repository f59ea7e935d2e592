"""How a command ends: with its answer, or with clear lines on standard error. Never with a traceback."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable

from triennio.kernel.faults import InputFaults
from triennio.rules.book import RulebookFaults

ANSWERED, FAILED, REFUSED = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141


class Refused(Exception):
    """The input cannot be answered: one line for each fault, without the line ends."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("; ".join(self.lines))


def refused(file: str, faults: InputFaults, root: str = "$") -> Refused:
    """The faults of one case of a file. `root` takes the place of the `$` that their paths begin with."""
    return Refused(fault_line(file, f"{root}{fault.path[1:]}", fault.message) for fault in faults.faults)


def fault_line(file: str, path: str, message: str) -> str:
    """`FILE: $.credits[3].acquired: not a date: '2024-13-01'`."""
    return f"{file}: {path}: {message}" if path else f"{file}: {message}"


def printable(text: str) -> str:
    """The text on one line: what a terminal would act on is written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def guarded(command: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Run a command; return its exit code."""
    try:
        code = command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except Refused as refusal:
        complain(refusal.lines)
        return REFUSED
    except RulebookFaults as error:
        complain(error.faults)
        return FAILED
    except BrokenPipeError:
        _silence_stdout()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        complain([f"cannot write the answer: {error.strerror or error}"])
        _silence_stdout()
        return FAILED


def complain(lines: Iterable[str]) -> None:
    """Each line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write("".join(f"{printable(line)}\n" for line in lines))


def _silence_stdout() -> None:
    """Nobody reads any more: whatever is still in the buffer goes nowhere, and the end of the program stays quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
