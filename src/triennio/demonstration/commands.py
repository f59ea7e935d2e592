"""The command `demo`: load the fictional people, say who can sign in."""

import argparse
import os
from typing import Any


def register(subparsers: Any) -> None:
    """Add the command."""
    demo = subparsers.add_parser("demo", help="le persone di fantasia con cui provare il prodotto")
    acts = demo.add_subparsers(metavar="AZIONE", required=True)
    load = acts.add_parser("load", help="le carica in un’installazione vuota")
    load.set_defaults(run=_load)
    welcome = acts.add_parser("welcome", help="dice che cosa si vede e chi può entrare")
    welcome.set_defaults(run=_welcome)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triennio.settings")
    import django

    django.setup()


def _load(arguments: argparse.Namespace) -> int:
    _set_up()
    from django.conf import settings

    from triennio.demonstration.load import load

    if not settings.DEMONSTRATION:
        print("La dimostrazione è spenta. Per accenderla: TRIENNIO_DEMONSTRATION=true")
        return 2
    load()
    return 0


def _welcome(arguments: argparse.Namespace) -> int:
    _set_up()
    from triennio.people.models import Account

    print()
    print("  Triennio: quanti crediti devo, quali contano, che cosa manca, e perché.")
    print("  Dimostrazione con persone di fantasia. Per entrare: /demo/, senza parola d’accesso, come")
    print()
    for account in Account.objects.filter(demonstration=True).order_by("pk"):
        print(f"    {account.full_name:<18} {account.story}")
    print()
    return 0
