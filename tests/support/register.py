"""Work of another process on the register: `python -m tests.support.register WHAT …`, on the installation of the
environment. `seed` fills it with the small world and prints what a test needs to know; `move` moves a participation."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from typing import Any


def seed() -> dict[str, Any]:
    """The small world, with something to see on every page of the folder."""
    from tests.support import world
    from triennio.kernel.triennio import Triennio
    from triennio.people.actions.terms import accept
    from triennio.people.queries.terms import current
    from triennio.platform import clock
    from triennio.platform.permissions import SYSTEM
    from triennio.registry.models import Dossier, DossierMember, DossierObjective, DossierRequest
    from triennio.registry.queries.moves import preview

    made = world.build()
    for account in made.everybody():
        accept(SYSTEM, account=account.code, version=current().version)
    person, today = made.professional, clock.today()
    first = Triennio.of(today).first
    row = world.participation(person, acquired=date(first, 1, 2), credits=2000, title="Corso da spostare")
    expected = world.participation(
        person, acquired=date(first, 1, 3), number=2, reported=None, title="Corso non ancora nel registro"
    )
    world.participation(person, acquired=date(first - 4, 3, 1), number=3, title="Corso vecchio")
    made.firm.group_dossier = True
    made.firm.save()
    group = Dossier.objects.create(
        type="group", organisation=made.firm, name="Piano di prova", triennio=first, built=date(first, 1, 2)
    )
    for objective, percent in ((18, 60), (7, 40)):
        DossierObjective.objects.create(dossier=group, objective=objective, percent=percent)
    DossierMember.objects.create(dossier=group, professional=person, since=date(first, 1, 2))
    DossierRequest.objects.create(organisation=made.order, asked_by=made.clerk)
    return {
        "account": made.giulia.pk,
        "professional": person.code,
        "participation": row.code,
        "expected": expected.code,
        "group": group.code,
        "colleague": made.elena.professional.tax_code,
        "seen": preview(world.actor(made.giulia), person, [row.code], today).seen,
    }


def move(about: dict[str, Any], key: str, at: float) -> str:
    """Move at an instant, as close to another process as can be; what came of it."""
    from django.db import connection

    from triennio.kernel.refusal import Refusal
    from triennio.platform.permissions import Actor
    from triennio.registry.actions.moves import move as act

    connection.ensure_connection()
    time.sleep(max(at - time.time(), 0))
    try:
        act(
            Actor(about["account"]),
            key=key,
            professional=about["professional"],
            participations=[about["participation"]],
            seen=about["seen"],
        )
    except Refusal as refusal:
        return refusal.code
    return "moved"


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "triennio.settings"
    import django

    django.setup()
    if sys.argv[1] == "seed":
        sys.stdout.write(json.dumps(seed()))
    else:
        sys.stdout.write(move(json.loads(sys.argv[2]), sys.argv[3], float(sys.argv[4])))
