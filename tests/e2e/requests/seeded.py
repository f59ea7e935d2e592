"""Fills the installation of the environment for the tests of requests and prints the sessions of those who sign in.

`python -m tests.e2e.requests.seeded`
"""

import json
import os
import sys


def main() -> None:
    """The small world, some requests, and a session for each person of the tests."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triennio.settings")
    import django

    django.setup()
    from django.test import Client

    from tests.support import requests
    from tests.support.world import build
    from triennio.people.actions.terms import accept
    from triennio.people.models import Account
    from triennio.people.queries.terms import current
    from triennio.platform.permissions import SYSTEM

    world = build()
    for account in Account.objects.all():
        accept(SYSTEM, account=account.code, version=current().version)
    known = {
        "exemption": requests.sent(world.elena, "exemption").code,
        "self_training": requests.sent(world.elena, "self_training").code,
        "asked": requests.asked(world, "exoneration").code,
        "tutoring": requests.draft(world.elena, "tutoring").code,
    }
    sessions = {}
    for name, account in (("giulia", world.giulia), ("elena", world.elena), ("clerk", world.clerk)):
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        sessions[name] = client.cookies["sessionid"].value
    json.dump({"sessions": sessions, "requests": known}, sys.stdout)


if __name__ == "__main__":
    main()
