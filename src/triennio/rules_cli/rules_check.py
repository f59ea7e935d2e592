"""`triennio rules check`: is a folder of rulebooks one that the engine would take?"""

from __future__ import annotations

import argparse
from pathlib import Path

from triennio.rules.book import RulebookFaults, load_folder
from triennio.rules.book.load import RULEBOOKS
from triennio.rules.events.book import load_folder as load_events_folder
from triennio.rules_cli.guard import ANSWERED, FAILED, Refused, fault_line, printable
from triennio.rules_cli.shelf import DEFAULT, EVENTS, FAMILIES
from triennio.rules_cli.writing import write


def run(arguments: argparse.Namespace) -> int:
    """The command: a folder, or every family of the product."""
    if arguments.folder:
        return _checked(Path(arguments.folder), arguments.family or DEFAULT)
    families = [arguments.family] if arguments.family else FAMILIES
    return max(_checked(RULEBOOKS / family, family, f"{family}: ") for family in families)


def _checked(folder: Path, family: str, before: str = "") -> int:
    if not folder.is_dir():
        raise Refused([fault_line(str(folder), "", "not a folder")])
    try:
        counted = _events(folder) if family == EVENTS else _book(folder, family)
    except RulebookFaults as error:
        faults = error.faults
    except OSError as error:
        raise Refused([fault_line(str(folder), "", f"cannot be read: {error.strerror or error}")]) from None
    except Exception as error:
        # A table where a text should be can break the loader before its own checks.
        faults = (f"{folder}: : not readable as a rulebook ({type(error).__name__}: {error})",)
    else:
        write(f"{before}nessun difetto: {counted}\n")
        return ANSWERED
    write("".join(f"{before}{printable(fault)}\n" for fault in faults))
    return FAILED


def _book(folder: Path, family: str) -> str:
    book = load_folder(folder, family)
    caps = sum(len(pools) for pools in book.pools.values())
    parts = (
        (book.rules, "regole"),
        (book.values, "valori"),
        (book.sources, "fonti"),
        (book.policies, "scelte"),
        (book.contradictions, "contraddizioni"),
        (book.trienni, "trienni") if book.trienni else (book.years, "anni"),
    )
    words = [*(f"{len(things)} {name}" for things, name in parts), *([f"{caps} massimi"] if caps else [])]
    return f"{', '.join(words)}; impronta {book.digest}"


def _events(folder: Path) -> str:
    book = load_events_folder(folder)
    parts = (
        (book.rules, "regole"),
        ([value for criteria in book.criteria.values() for value in criteria.values], "valori"),
        (book.measures, "misure dei ruoli"),
        (book.sources, "fonti"),
        (book.contradictions, "contraddizioni"),
    )
    return f"{', '.join(f'{len(things)} {name}' for things, name in parts)}; impronta {book.digest}"
