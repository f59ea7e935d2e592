"""Run as a process on a fresh installation: an Order, its people, and a file of participations waiting to be read."""

from __future__ import annotations

import os
import sys
from datetime import date


def main(people: int, each: int) -> None:
    """Prints the code of the import."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "triennio.settings"
    import django

    django.setup()
    from triennio.kernel.tax_code import made_up
    from triennio.people.models import Account, Assignment, Organisation, Professional, Registration, Role
    from triennio.platform.imports import actions
    from triennio.platform.permissions import Actor

    order = Organisation.objects.create(kind="order", name="Ordine di prova")
    clerk = Account.objects.create_user("segreteria@prova.example", None, state=Account.State.ACTIVE)
    Assignment.objects.create(account=clerk, organisation=order, role=Role.ORDER_CLERK)
    codes = [made_up("Prova", "Esempio", date(1980, 5, 1), "F", number) for number in range(people)]
    made = Professional.objects.bulk_create(
        Professional(tax_code=code, first_name="Prova", last_name="Esempio") for code in codes
    )
    Registration.objects.bulk_create(
        Registration(professional=person, order=order, profession=14) for person in made
    )
    lines = [f"{code};{number};5;14/03/2025" for code in codes for number in range(each)]
    content = "\r\n".join(["Codice fiscale;Codice evento;Crediti;Data di acquisizione", *lines]).encode()
    answer = actions.bring(
        Actor(clerk.pk), key="k", organisation=order.pk, kind="participations", content=content, name="f.csv"
    )
    sys.stdout.write(answer["code"])


def step(name: str) -> None:
    """Confirm or take back the one import there is."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "triennio.settings"
    import django

    django.setup()
    from triennio.platform.imports import actions
    from triennio.platform.models import Import
    from triennio.platform.permissions import SYSTEM

    getattr(actions, name)(SYSTEM, code=Import.objects.get().code)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        main(int(sys.argv[2]), int(sys.argv[3]))
    else:
        step(sys.argv[1])
