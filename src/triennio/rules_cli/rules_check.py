"""`triennio rules check`: is a folder of rulebooks one that the engine would take?"""

from __future__ import annotations

import argparse
from pathlib import Path

from triennio.rules.book import Book, RulebookFaults, load_folder
from triennio.rules.book.load import RULEBOOKS
from triennio.rules_cli.guard import ANSWERED, FAILED, Refused, fault_line, printable
from triennio.rules_cli.writing import write


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    folder = Path(arguments.folder) if arguments.folder else RULEBOOKS / "ecm"
    if not folder.is_dir():
        raise Refused([fault_line(str(folder), "", "not a folder")])
    try:
        book = load_folder(folder)
    except RulebookFaults as error:
        faults = error.faults
    except OSError as error:
        raise Refused([fault_line(str(folder), "", f"cannot be read: {error.strerror or error}")]) from None
    except Exception as error:
        # A table where a text should be can break the loader before its own checks.
        faults = (f"{folder}: : not readable as a rulebook ({type(error).__name__}: {error})",)
    else:
        write(f"nessun difetto: {_counted(book)}; impronta {book.digest}\n")
        return ANSWERED
    write("".join(f"{printable(fault)}\n" for fault in faults))
    return FAILED


def _counted(book: Book) -> str:
    caps = sum(len(pools) for pools in book.pools.values())
    parts = (
        (book.rules, "regole"),
        (book.values, "valori"),
        (book.sources, "fonti"),
        (book.policies, "scelte"),
        (book.contradictions, "contraddizioni"),
        (book.trienni, "trienni"),
    )
    return ", ".join([*(f"{len(things)} {name}" for things, name in parts), f"{caps} massimi"])
