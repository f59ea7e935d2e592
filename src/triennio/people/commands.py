"""The command `idp`: an identity provider of invented people."""

from __future__ import annotations

import argparse
from typing import Any


def register(subparsers: Any) -> None:
    """Add the command."""
    idp = subparsers.add_parser("idp", help="un gestore di identità di prova, con persone inventate")
    idp.add_argument("--port", type=int, default=8009, help="porta, solo su questa macchina (%(default)s)")
    idp.set_defaults(run=_idp)


def _idp(arguments: argparse.Namespace) -> int:
    from triennio.people.identity.testprovider import serve

    print(f"Identità di prova su http://127.0.0.1:{arguments.port}  (Ctrl+C per fermarlo)", flush=True)
    try:
        serve(arguments.port)
    except KeyboardInterrupt:
        return 0
    return 0
