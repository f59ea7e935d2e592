"""Fills the installation of the environment with the small world of the tests: `python -m tests.e2e.people.seeded`."""

import os


def main() -> None:
    """Build the world once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triennio.settings")
    import django

    django.setup()
    from tests.support.world import build
    from triennio.people.actions.terms import accept
    from triennio.people.models import Account
    from triennio.people.queries.terms import current
    from triennio.platform.permissions import SYSTEM

    build()
    for account in Account.objects.all():
        accept(SYSTEM, account=account.code, version=current().version)


if __name__ == "__main__":
    main()
