"""How a batch command ends: with its files, or with clear lines on standard error. Never with a traceback."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable

import pyarrow as pa

from triennio.kernel.faults import InputFaults
from triennio.rules.book import RulebookFaults

ANSWERED, FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130


class Refused(Exception):
    """What was given cannot be used: one line for each fault."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("; ".join(lines))


class Failed(Exception):
    """It went wrong for a reason that is not in the files."""


def guarded(command: Callable[[argparse.Namespace], None], arguments: argparse.Namespace) -> int:
    """Run a command; return its exit code."""
    try:
        command(arguments)
        return ANSWERED
    except Refused as refusal:
        complain(refusal.lines)
        return REFUSED
    except InputFaults as error:
        complain(f"{fault}" for fault in error.faults)
        return REFUSED
    except RulebookFaults as error:
        complain(error.faults)
        return REFUSED
    except pa.ArrowException as error:
        complain([f"cannot be read: {str(error).splitlines()[0]}"])
        return REFUSED
    except KeyboardInterrupt:
        complain(["interrotto: lo stesso comando riprende da dove era arrivato"])
        return INTERRUPTED
    except Failed as error:
        complain([str(error)])
        return FAILED
    except OSError as error:
        if error.errno is None:  # what is inside a file, not the file itself
            complain([f"cannot be read: {str(error).splitlines()[0]}"])
            return REFUSED
        where = f"{error.filename}: " if error.filename else ""
        complain([f"{where}cannot be read or written: {error.strerror or error}"])
        return FAILED


def complain(lines: Iterable[str]) -> None:
    """Each line on standard error, whatever a terminal would act on written as an escape."""
    if sys.stderr is None:
        return
    for line in lines:
        shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line)
        sys.stderr.write(shown + "\n")
    sys.stderr.flush()
