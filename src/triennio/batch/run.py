"""The commands themselves: read the options, call the parts, say what was written."""

from __future__ import annotations

import argparse
import sys

from triennio.batch.sample.write import write_nested


def say(text: str) -> None:
    """One line on standard output, numbers with the Italian mark of the thousands."""
    sys.stdout.write(text.replace("_", ".") + "\n")
    sys.stdout.flush()


def sample(arguments: argparse.Namespace) -> None:
    """`triennio batch sample`."""
    count = write_nested(arguments.out, arguments.persons, arguments.seed, arguments.credits_per_triennio)
    say(f"register.parquet: {arguments.persons:_} persone, {count:_} crediti")
