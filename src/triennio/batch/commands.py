"""The parsers of `triennio batch`. What they run is imported only when it runs: pyarrow is heavy."""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

FAMILIES = ("ecm", "lawyers")
MOST_PERSONS = 100_000_000
MOST_CREDITS = 2_000.0
FIRST_YEAR, LAST_YEAR = 1900, 2099


def register(subparsers: Any) -> None:
    """Add `batch` and what is under it."""
    parser = subparsers.add_parser(
        "batch",
        help="posizioni per registri interi, da Parquet a Parquet",
        description="Le stesse regole del comando position per molte persone: tabelle Parquet in ingresso e in uscita.",
    )
    commands = parser.add_subparsers(title="comandi", metavar="COMANDO", required=True)
    _positions(commands)
    _nest(commands)
    _sample(commands)
    _diff(commands)


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """A function of `run.py`, imported and guarded when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        guard = importlib.import_module("triennio.batch.guard")
        return int(guard.guarded(getattr(importlib.import_module("triennio.batch.run"), name), arguments))

    return run


def _positions(commands: Any) -> None:
    parser = commands.add_parser(
        "positions",
        help="la posizione di ogni persona di un registro",
        description="Scrive positions.parquet: una riga per persona e triennio, importi in centesimi di credito. "
        "Se si interrompe, lo stesso comando riprende da dove era arrivato.",
    )
    _input(parser)
    parser.add_argument("out", metavar="USCITA", type=Path, help="cartella dei risultati")
    _how(parser)
    parser.add_argument(
        "--engine",
        choices=("local", "spark"),
        default="local",
        help="dove si calcola: qui, o con Apache Spark",
    )
    parser.add_argument(
        "--rules", type=Path, metavar="CARTELLA", help="altre regole; senza: quelle del prodotto"
    )
    parser.add_argument(
        "--trace",
        action="store_true",
        help="scrive anche steps.parquet (passaggi) e verdicts.parquet (crediti)",
    )
    parser.set_defaults(run=_command("positions"))


def _input(parser: Any) -> None:
    parser.add_argument(
        "input",
        metavar="INGRESSO",
        type=Path,
        help="cartella con le tabelle piatte, o con register.parquet annidato",
    )
    _family(parser)


def _family(parser: Any) -> None:
    parser.add_argument(
        "--family",
        choices=FAMILIES,
        help="ecm (professioni sanitarie) o lawyers (avvocati); senza: come dice il registro, o ecm",
    )


def _how(parser: Any) -> None:
    """Options of whatever computes positions."""
    parser.add_argument("--as-of", type=_day, metavar="DATA", help="posizione a questa data (oggi)")
    parser.add_argument(
        "--policies", type=Path, metavar="FILE.json", help="scelte diverse da quelle consuete"
    )
    parser.add_argument(
        "--workers",
        type=_within(1, 64),
        default=min(os.cpu_count() or 1, 2),
        metavar="N",
        help="processi (2)",
    )


def _nest(commands: Any) -> None:
    parser = commands.add_parser(
        "nest",
        help="dalle tabelle piatte a una sola tabella annidata",
        description="Scrive register.parquet: una riga per persona, le sue cose in liste. Memoria costante; "
        "una tabella che non è in ordine di persona viene ordinata su disco.",
    )
    parser.add_argument("input", metavar="INGRESSO", type=Path, help="cartella con le tabelle Parquet")
    parser.add_argument("out", metavar="USCITA", type=Path, help="cartella dove scrivere register.parquet")
    _family(parser)
    parser.set_defaults(run=_command("nest"))


def _diff(commands: Any) -> None:
    parser = commands.add_parser(
        "diff",
        help="lo stesso registro con due insiemi di regole: chi cambia, e di quanto",
        description="Scrive changes.parquet (le posizioni che cambiano) e histogram.csv, e li riassume.",
    )
    parser.add_argument("rules_a", metavar="REGOLE_A", type=Path, help="cartella delle regole di prima")
    parser.add_argument("rules_b", metavar="REGOLE_B", type=Path, help="cartella delle regole di dopo")
    _input(parser)
    parser.add_argument("out", metavar="USCITA", type=Path, help="cartella dei risultati")
    _how(parser)
    parser.set_defaults(run=_command("diff"))


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
        metavar="C",
        help="partecipazioni e attività per persona e triennio intero, in media (40; avvocati 20)",
    )
    _family(parser)
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


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"una data AAAA-MM-GG, non {text!r}")
    return found


def _credits(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= MOST_CREDITS:
        raise argparse.ArgumentTypeError(f"un numero tra 0 e {MOST_CREDITS:.0f}, non {text!r}")
    return number
