"""The commands themselves: read the options, call the parts, say what was written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from triennio.batch import cluster
from triennio.batch import manifest as m
from triennio.batch.changes import Difference
from triennio.batch.compared import COMPARED
from triennio.batch.families import ECM, FAMILIES
from triennio.batch.guard import Refused, complain
from triennio.batch.nesting import nest_folder
from triennio.batch.options import policies_of, today
from triennio.batch.report import csv_text, number, summed, text
from triennio.batch.results import PARTS, gather, input_files, parts_of, rows_of
from triennio.batch.sample.write import SAMPLES, write_flat, write_nested
from triennio.batch.tables import REGISTER, family_of
from triennio.batch.task import Positions, book_of

HISTOGRAM = "histogram.csv"
TABLES_SAID = {4: "quattro tabelle", 8: "otto tabelle"}


def say(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def note(line: str) -> None:
    """One line for who watches, apart from the answer."""
    complain([line])


def sample(arguments: argparse.Namespace) -> None:
    """`triennio batch sample`."""
    family = FAMILIES[arguments.family or ECM]
    per_triennio = arguments.credits_per_triennio
    if per_triennio is None:
        per_triennio = SAMPLES[family.name].per_triennio
    write = write_nested if arguments.nested else write_flat
    what = REGISTER if arguments.nested else TABLES_SAID[len(family.flat)]
    count = write(family, arguments.out, arguments.persons, arguments.seed, per_triennio)
    say(f"{what}: {number(arguments.persons)} persone, {number(count)} crediti")


def nest(arguments: argparse.Namespace) -> None:
    """`triennio batch nest`."""
    given = arguments.input
    _apart(given, arguments.out)
    persons = nest_folder(given, arguments.out, note, family_of(given, arguments.family))
    say(f"{REGISTER}: {number(persons)} persone")


def positions(arguments: argparse.Namespace) -> None:
    """`triennio batch positions`."""
    given, out = arguments.input, arguments.out
    _apart(given, out)
    family = family_of(given, arguments.family)
    book = book_of(arguments.rules, family)
    policies = policies_of(arguments.policies, book)
    task = Positions(arguments.rules, policies, arguments.as_of or today(), arguments.trace, family)
    if arguments.engine == "spark":
        cluster.compute(given, out, task)
        say(
            f"{', '.join(f'{table}.parquet' for table in task.schemas)}: scritte da Spark, una cartella ciascuna"
        )
        return
    files = input_files(given, family)
    wanted = m.manifest(book.digest, policies, task.as_of.isoformat(), m.fingerprint(files), task.schemas)
    if all(m.finished(out / f"{table}.parquet", wanted) for table in task.schemas):
        say(f"{out}: già calcolato, con gli stessi dati e le stesse regole")
        return
    with parts_of(task, wanted, given, out, arguments.workers, note) as jobs:
        counts = gather(task, task.schemas, jobs, wanted, out)
    for table, count in counts.items():
        say(f"{table}.parquet: {number(count)} righe")


def diff(arguments: argparse.Namespace) -> None:
    """`triennio batch diff`."""
    given, out = arguments.input, arguments.out
    _apart(given, out)
    family = family_of(given, arguments.family)
    books = [book_of(folder, family) for folder in (arguments.rules_a, arguments.rules_b)]
    policies = [policies_of(arguments.policies, book) for book in books]
    day = arguments.as_of or today()
    task = Difference(arguments.rules_a, arguments.rules_b, policies[0], policies[1], day, family)
    both = " > ".join(book.digest for book in books)
    files = m.fingerprint(input_files(given, family))
    wanted = m.manifest(both, policies[0] | policies[1], day.isoformat(), files, task.schemas)
    compared = COMPARED[family]
    with parts_of(task, wanted, given, out, arguments.workers, note) as jobs:
        tally = summed(rows_of(out / PARTS, "tally", jobs), compared)
        changed = gather(task, ["changes"], jobs, wanted, out)["changes"]
    (out / HISTOGRAM).write_text(csv_text(tally, compared), encoding="utf-8")
    for line in text(tally, changed, compared):
        say(line)


def _apart(given: Path, out: Path) -> None:
    """Results never go where the register is."""
    folder = given.parent if given.name == REGISTER else given
    if folder.resolve() == out.resolve():
        raise Refused(f"{out}: the folder of the register itself: results go elsewhere")
