"""The commands themselves: read the options, call the parts, say what was written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from triennio.batch import manifest as m
from triennio.batch.guard import Refused, complain
from triennio.batch.nesting import nest_folder
from triennio.batch.options import policies_of, today
from triennio.batch.results import gather, input_files, parts_of
from triennio.batch.sample.flat import write_flat
from triennio.batch.sample.write import write_nested
from triennio.batch.tables import REGISTER
from triennio.batch.task import Positions, book_of


def say(text: str) -> None:
    """One line on standard output, numbers with the Italian mark of the thousands."""
    sys.stdout.write(text.replace("_", ".") + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """One line for who watches, apart from the answer."""
    complain([text])


def sample(arguments: argparse.Namespace) -> None:
    """`triennio batch sample`."""
    write, what = (write_nested, REGISTER) if arguments.nested else (write_flat, "otto tabelle")
    count = write(arguments.out, arguments.persons, arguments.seed, arguments.credits_per_triennio)
    say(f"{what}: {arguments.persons:_} persone, {count:_} crediti")


def nest(arguments: argparse.Namespace) -> None:
    """`triennio batch nest`."""
    _apart(arguments.input, arguments.out)
    persons = nest_folder(arguments.input, arguments.out, note)
    say(f"{REGISTER}: {persons:_} persone")


def positions(arguments: argparse.Namespace) -> None:
    """`triennio batch positions`."""
    given, out = arguments.input, arguments.out
    _apart(given, out)
    book = book_of(arguments.rules)
    policies = policies_of(arguments.policies, book)
    task = Positions(arguments.rules, policies, arguments.as_of or today(), arguments.trace)
    files = input_files(given)
    wanted = m.manifest(book.digest, policies, task.as_of.isoformat(), m.fingerprint(files), task.schemas)
    if all(m.finished(out / f"{table}.parquet", wanted) for table in task.schemas):
        say(f"{out}: già calcolato, con gli stessi dati e le stesse regole")
        return
    with parts_of(task, wanted, given, out, arguments.workers, note) as jobs:
        counts = gather(task, jobs, wanted, out)
    for table, count in counts.items():
        say(f"{table}.parquet: {count:_} righe")


def _apart(given: Path, out: Path) -> None:
    """Results never go where the register is."""
    folder = given.parent if given.name == REGISTER else given
    if folder.resolve() == out.resolve():
        raise Refused(f"{out}: the folder of the register itself: results go elsewhere")
