"""The console script `triennio`. Each room with commands has a module with `register(subparsers)`.

`register` adds its parsers and sets `run`, a function from the parsed arguments to the exit code. The modules listed
here are imported for every command, so they import what is heavy (Django, NumPy) inside the functions they run.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence

from triennio import __version__
from triennio.env import SettingError

ROOMS = (
    "triennio.rules_cli",
    "triennio.batch.commands",
    "triennio.platform.commands",
    "triennio.people.commands",
    "triennio.demonstration.commands",
    "triennio.web.commands",
)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with the commands of every room."""
    parser = argparse.ArgumentParser(
        prog="triennio", description="Formazione continua obbligatoria: obbligo, crediti, spiegazione."
    )
    parser.add_argument("--version", action="version", version=f"triennio {__version__}")
    subparsers = parser.add_subparsers(title="comandi", metavar="COMANDO", required=True)
    for room in ROOMS:
        importlib.import_module(room).register(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = build_parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
