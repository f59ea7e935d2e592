"""The parsers of `triennio batch`. What they run is imported only when it runs: pyarrow is heavy."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOST_PERSONS = 100_000_000
MOST_CREDITS = 2_000.0


def register(subparsers: Any) -> None:
    """Add `batch` and what is under it."""
    parser = subparsers.add_parser(
        "batch",
        help="posizioni per registri interi, da Parquet a Parquet",
        description="Le stesse regole del comando position per molte persone: tabelle Parquet in ingresso e in uscita.",
    )
    commands = parser.add_subparsers(title="comandi", metavar="COMANDO", required=True)
    _sample(commands)


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """A function of `run.py`, imported and guarded when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        guard = importlib.import_module("triennio.batch.guard")
        return int(guard.guarded(getattr(importlib.import_module("triennio.batch.run"), name), arguments))

    return run


def _sample(commands: Any) -> None:
    parser = commands.add_parser(
        "sample",
        help="un registro sintetico, verosimile e di nessuno",
        description="Scrive un registro sintetico: lo stesso seme dà le stesse persone.",
    )
    parser.add_argument("out", metavar="USCITA", type=Path, help="cartella dove scrivere le tabelle")
    parser.add_argument("--persons", required=True, type=_within(1, MOST_PERSONS), metavar="N")
    parser.add_argument("--seed", required=True, type=_within(0, 2**63 - 1), metavar="S")
    parser.add_argument(
        "--credits-per-triennio",
        type=_credits,
        default=40.0,
        metavar="C",
        help="partecipazioni e attività per persona e triennio intero, in media (40)",
    )
    parser.add_argument(
        "--nested", action="store_true", help="scrive direttamente register.parquet, una riga per persona"
    )
    parser.set_defaults(run=_command("sample"))


def _within(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"un numero intero tra {least} e {most}, non {text!r}")
        return int(text)

    return parse


def _credits(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= MOST_CREDITS:
        raise argparse.ArgumentTypeError(f"un numero tra 0 e {MOST_CREDITS:.0f}, non {text!r}")
    return number
