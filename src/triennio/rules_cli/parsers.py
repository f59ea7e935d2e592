"""The parsers of these commands. What they run is imported only when it runs."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules_cli import report_parsers

Command = Callable[[argparse.Namespace], int]
FAMILIES = ("ecm", "lawyers", "events")
KINDS = ("calcolo", "condizione", "procedura")


def register(subparsers: Any) -> None:
    """Add `position`, `explain`, `rules`, `event-credits` and `report`."""
    _position(subparsers)
    _explain(subparsers)
    _rules(subparsers)
    _event_credits(subparsers)
    report_parsers.register(subparsers, _command)


def _command(module: str, function: str = "run") -> Command:
    """The function of a module of this room, imported and guarded when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        guard = importlib.import_module("triennio.rules_cli.guard")
        command: Command = getattr(importlib.import_module(f"triennio.rules_cli.{module}"), function)
        return int(guard.guarded(command, arguments))

    return run


def _position(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "position",
        help="da un caso in JSON alla posizione in JSON",
        description="Calcola la posizione di professionisti sanitari e avvocati: un caso dà un oggetto, "
        "una lista di casi dà una lista.",
        epilog="Uscita: 0 se ha risposto, 2 se il file non si legge o non è valido (una riga per difetto).",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="file JSON; - legge lo standard input")
    parser.add_argument(
        "--lines", action="store_true", help="JSON Lines: un caso per riga, una risposta per riga"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--trace", action="store_true", help="aggiunge a ogni triennio tutti i passaggi del calcolo"
    )
    what.add_argument("--compensation", action="store_true", help='i casi sono saldi: {"balances": {…}}')
    parser.set_defaults(run=_command("position"))


def _explain(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "explain",
        help="la posizione spiegata in italiano",
        description="Spiega un caso in italiano: che cosa manca, perché, con la fonte di ogni numero.",
    )
    parser.add_argument("file", metavar="FILE", help="file JSON con un caso; - legge lo standard input")
    parser.add_argument("--triennio", type=_triennio, metavar="2020-2022", help="solo questo triennio")
    parser.add_argument(
        "--against", metavar="ALTRO", help="confronta con un altro caso, triennio per triennio"
    )
    parser.set_defaults(run=_command("explain"))


def _rules(subparsers: Any) -> None:
    parser = subparsers.add_parser("rules", help="le regole: testi, fonti, valori, scelte")
    commands = parser.add_subparsers(title="comandi", metavar="COMANDO", required=True)

    listing = commands.add_parser("list", help="elenca le regole")
    listing.add_argument(
        "--triennio", type=_triennio, metavar="2020-2022", help="solo quelle che lo riguardano"
    )
    listing.add_argument("--kind", choices=KINDS, help="solo quelle di un tipo")
    listing.add_argument("--open", action="store_true", help="solo quelle con un punto aperto")
    _family(listing, "di quale famiglia; senza: ecm")
    _json(listing)
    listing.set_defaults(run=_command("rules_list"))

    show = commands.add_parser("show", help="una regola per intero")
    show.add_argument("id", metavar="SIGLA", help="per esempio RED-20")
    _family(show, "cerca solo in questa famiglia; senza: in tutte")
    _json(show)
    show.set_defaults(run=_command("rules_show"))

    policies = commands.add_parser(
        "policies", help="i punti che i testi lasciano aperti, e che cosa si può scegliere"
    )
    _family(policies, "di quale famiglia; senza: ecm")
    _json(policies)
    policies.set_defaults(run=_command("rules_policies"))

    check = commands.add_parser("check", help="controlla una cartella di regole")
    check.add_argument("folder", nargs="?", metavar="CARTELLA", help="senza: le regole del prodotto")
    _family(check, "di quale famiglia sono; senza: ecm per una cartella, tutte per il prodotto")
    check.set_defaults(run=_command("rules_check"))

    docs = commands.add_parser("docs", help="tutte le regole in un documento Markdown (docs/rules.md)")
    docs.add_argument("output", nargs="?", metavar="FILE", help="dove scriverlo; senza: standard output")
    docs.set_defaults(run=_command("docs"))


def _event_credits(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "event-credits",
        help="i crediti di una tabella di eventi in CSV",
        description="Aggiunge a ogni riga crediti, ore del rapporto, regola e rifiuto. "
        "Colonne: docs/event-credits.md.",
        epilog="Uscita: 0 se ha risposto, 2 se il file non si legge o non è valido (una riga per difetto).",
    )
    parser.add_argument("file", metavar="FILE.csv", help="file CSV; - legge lo standard input")
    parser.add_argument(
        "--body",
        default="nazionale",
        metavar="ENTE",
        help="di chi valgono le date dei criteri, dove la colonna criteria è vuota: nazionale, veneto (%(default)s)",
    )
    parser.set_defaults(run=_command("event_credits"))


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in JSON")


def _family(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--family", choices=FAMILIES, help=text)


def _triennio(text: str) -> Triennio:
    try:
        return Triennio.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
