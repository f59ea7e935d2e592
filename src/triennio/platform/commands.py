"""Commands of the platform: `worker`, `tick`, `journal`."""

import argparse
import os
from threading import Event
from typing import Any


def register(subparsers: Any) -> None:
    """Add the commands of the platform."""
    worker = subparsers.add_parser("worker", help="i lavori in sottofondo, in un processo a sé")
    worker.set_defaults(run=_worker)

    tick = subparsers.add_parser("tick", help="i lavori della notte, se oggi non sono ancora stati fatti")
    tick.set_defaults(run=_tick)

    journal = subparsers.add_parser("journal", help="il giornale delle operazioni")
    acts = journal.add_subparsers(metavar="AZIONE", required=True)
    verify = acts.add_parser("verify", help="controlla che le catene siano intere")
    verify.set_defaults(run=_verify)
    root = acts.add_parser("root", help="l’impronta di tutte le catene in questo momento")
    root.set_defaults(run=_root)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triennio.settings")
    import django

    django.setup()


def _worker(arguments: argparse.Namespace) -> int:
    _set_up()
    from triennio.platform.worker import forever

    print("Lavori in sottofondo avviati (Ctrl+C per fermarli)", flush=True)
    try:
        forever(Event())
    except KeyboardInterrupt:
        return 0
    return 0


def _tick(arguments: argparse.Namespace) -> int:
    _set_up()
    from triennio.platform.nightly import run_due

    done = run_due()
    print("Fatto: " + (", ".join(done) if done else "nulla, oggi era già tutto fatto"))
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    _set_up()
    from triennio.platform.journal import verify
    from triennio.platform.models import JournalHead

    breaks = list(verify())
    for each in breaks:
        print(f"{each.aggregate}\t{each.sequence}\t{each.why}")
    if breaks:
        return 1
    print(f"Catene intere: {JournalHead.objects.count()}")
    return 0


def _root(arguments: argparse.Namespace) -> int:
    _set_up()
    from triennio.platform.journal import root

    count, value = root()
    print(f"{count}\t{value}")
    return 0
