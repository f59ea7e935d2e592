"""An Order of ten thousand with forty participations each, in an SQLite file of its own; made once, kept."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from triennio.kernel.tax_code import made_up
from triennio.people.models import Account, Assignment, Organisation, Professional, RegisterAct, Registration
from triennio.registry.models import Absence, Dossier, Participation

EACH = 40
CHUNK = 5_000
TITLES = ("Rischio clinico", "Comunicazione", "Privacy", "Emergenze", "Farmacologia", "Ricerca", "Qualità")


def build(people: int, seed: int, with_accounts: int) -> None:
    """Fill an empty database."""
    draw = random.Random(seed)  # noqa: S311 (a measurement, not a secret)
    order = Organisation.objects.create(kind="order", name="Ordine della misura", registry_code="MIS")
    clerk = Account.objects.create_user("segreteria@misura.example", state="active", first_name="Ada")
    Assignment.objects.create(account=clerk, organisation=order, role="order_clerk")
    accounts = [Account(email=f"p{number}@misura.example", state="active") for number in range(with_accounts)]
    made = Account.objects.bulk_create(accounts)
    found = Professional.objects.bulk_create(_people(draw, people, made), batch_size=CHUNK)
    rows = Registration.objects.bulk_create(
        [
            Registration(
                professional=each, order=order, profession=draw.choice((14, 12, 1, 5)), number=f"{n:05d}"
            )
            for n, each in enumerate(found)
        ],
        batch_size=CHUNK,
    )
    RegisterAct.objects.bulk_create(
        [RegisterAct(registration=each, kind="enrolment", date=_enrolled(draw)) for each in rows],
        batch_size=CHUNK,
    )
    today = date.today()  # noqa: DTZ011 (a measurement: the day only bounds what is drawn)
    credits = (each for person in found for each in _credits(draw, person, today))
    while chunk := list(islice(credits, CHUNK)):
        Participation.objects.bulk_create(chunk)
    _absences(draw, found, order)
    Dossier.objects.bulk_create(
        [
            Dossier(type="individual", professional=each, triennio=2023, built=date(2023, 5, 2))
            for each in found[::3]
        ],
        batch_size=CHUNK,
    )


def _people(draw: random.Random, people: int, accounts: list[Account]) -> Iterator[Professional]:
    for number in range(people):
        born = date(draw.randint(1958, 1996), draw.randint(1, 12), draw.randint(1, 28))
        name, surname = f"Nome{number % 97}", f"Cognome{number % 1_709}"
        yield Professional(
            account=accounts[number] if number < len(accounts) else None,
            tax_code=made_up(surname, name, born, "F", number),
            first_name=name,
            last_name=surname,
            born=born,
        )


def _enrolled(draw: random.Random) -> date:
    return date(draw.randint(1990, 2018), draw.randint(1, 12), draw.randint(1, 28))


def _credits(draw: random.Random, person: Professional, today: date) -> Iterator[Participation]:
    days = (today - date(2014, 1, 1)).days - 30
    for number in range(EACH):
        day = date(2014, 1, 1) + timedelta(days=draw.randrange(days))
        yield Participation(
            professional=person,
            provider_code="9001",
            provider_name="Provider della misura",
            event_code=f"{day:%y}-{number}",
            title=f"{draw.choice(TITLES)}, corso {number}",
            format="RES",
            event_type="COURSE",
            role="teacher" if number % 13 == 0 else "learner",
            recruited=number % 11 == 0,
            objective=draw.choice((18, 3, 6, 7)),
            starts=day,
            ends=day,
            acquired=day,
            credits=draw.randint(30, 200) * 10,
            origin="report",
            reported=None if number == 0 and day > today - timedelta(days=90) else day + timedelta(days=20),
        )


def _absences(draw: random.Random, people: list[Professional], order: Organisation) -> None:
    rows = []
    for person in people[::4]:
        start = date(draw.randint(2017, 2025), draw.randint(1, 12), 3)
        row = Absence(
            professional=person, order=order, nature="exemption", start=start,
            end=start + timedelta(days=150), origin="request",
        )  # fmt: skip
        row.seal({"kind": "maternity"})
        rows.append(row)
    Absence.objects.bulk_create(rows, batch_size=CHUNK)
