"""Dossiers for the tests of their pages: one's own, of a group, and staff to put into it."""

from __future__ import annotations

import re
from datetime import date

from tests.support import world
from triennio.kernel.tax_code import made_up
from triennio.people.models import Employment, Professional
from triennio.registry.models import Dossier, DossierMember, DossierObjective

TODAY = date(2026, 11, 22)
PLAN = {"objective-18": "60", "objective-7": "20", "objective-6": "20", "objective-1": ""}


def own(person, *, triennio=2026, built=TODAY, plan=((18, 60), (7, 20), (6, 20)), **more):
    found = Dossier.objects.create(
        type="individual", professional=person, triennio=triennio, built=built, **more
    )
    DossierObjective.objects.bulk_create(
        DossierObjective(dossier=found, objective=code, percent=percent) for code, percent in plan
    )
    return found


def group(made, people=(), *, plan=((18, 50), (6, 50)), enabled=True):
    made.firm.group_dossier = enabled
    made.firm.save()
    found = Dossier.objects.create(
        type="group", organisation=made.firm, name="Piano aziendale", triennio=2026, built=date(2026, 2, 1)
    )
    DossierObjective.objects.bulk_create(
        DossierObjective(dossier=found, objective=code, percent=percent) for code, percent in plan
    )
    DossierMember.objects.bulk_create(
        DossierMember(dossier=found, professional=each, since=date(2026, 2, 1)) for each in people
    )
    return found


def key_on(client, path):
    return re.search(r'name="key" value="([^"]+)"', client.get(path).content.decode())[1]


def staff(made, count):
    born = date(1988, 1, 1)
    found = [
        Professional.objects.create(
            tax_code=made_up("Reparto", "Prova", born, "M", number),
            first_name="Prova",
            last_name=f"Reparto {number:02d}",
        )
        for number in range(count)
    ]
    for each in found:
        each.registrations.create(order=made.order, profession=world.NURSE)
    Employment.objects.bulk_create(
        Employment(professional=each, firm=made.firm, start=date(2020, 1, 1)) for each in found
    )
    return found
