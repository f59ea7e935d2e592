"""The parsers of `triennio report`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Command = Callable[[str, str], Callable[[argparse.Namespace], int]]


def register(subparsers: Any, command: Command) -> None:
    """Add `report check`, `report codes`, `report signatures`, `report build`."""
    parser = subparsers.add_parser("report", help="il rapporto di un evento ECM: controllo, firme, scrittura")
    commands = parser.add_subparsers(title="comandi", metavar="COMANDO", required=True)
    _check(commands, command)
    codes = commands.add_parser("codes", help="i codici dei difetti, con la frase di ciascuno")
    codes.set_defaults(run=command("report", "codes"))
    signatures = commands.add_parser("signatures", help="chi ha firmato un file, e se è ancora integro")
    signatures.add_argument("files", nargs="+", metavar="FILE", help="file .p7m; - legge lo standard input")
    _anchors(signatures)
    signatures.set_defaults(run=command("report", "signatures"))
    build = commands.add_parser("build", help="da un evento in JSON al rapporto in XML")
    build.add_argument("file", metavar="FILE.json", help="evento e partecipanti; - legge lo standard input")
    build.set_defaults(run=command("report", "build"))


def _check(commands: Any, command: Command) -> None:
    check = commands.add_parser(
        "check",
        help="controlla rapporti .xml, .csv, .p7m, .zip.p7m",
        description="Una riga per difetto: file, riga, campo, codice, frase, correzione proposta. "
        "Riga 0 è l'evento, poi i partecipanti da 1.",
        epilog="Uscita: 0 nessun difetto, 1 difetti trovati, 2 un file non si legge.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="il rapporto; - legge lo standard input")
    check.add_argument(
        "--event", metavar="FILE.json", help="l'evento accreditato, con professions e disciplines"
    )
    check.add_argument("--as-of", metavar="AAAA-MM-GG", help="il giorno dell'invio (oggi)")
    check.add_argument("--schema-only", action="store_true", help="solo ciò che lo schema rifiuta")
    _anchors(check)
    check.set_defaults(run=command("report", "check"))


def _anchors(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--anchors",
        metavar="FILE.pem",
        help="certificati di fiducia; senza, la firma si controlla solo per integrità",
    )
