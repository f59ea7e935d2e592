"""How long the server works on a page: the whole request, from the first middleware to the last byte of the answer."""

from __future__ import annotations

import argparse
import logging
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.rules.others import FOLDER
from bench.rules.report import machine, say

PEOPLE = 10_000
OWNERS = 300
ROUNDS = 300
WARM = 20


def main(options: argparse.Namespace) -> None:
    """Make the register where it is not there yet, then measure."""
    people = min(options.persons, PEOPLE)
    var = FOLDER / f"pages-{people}"
    _set_up(var)
    from django.db import connection

    from triennio.people.models import Professional
    from triennio.registry.models import Participation

    if Professional.objects.count() != people:
        say(f"Making a register of {people:,} people …")
        from bench.pages.register import build

        build(people, options.seed, min(OWNERS, people))
        connection.cursor().execute("ANALYZE")
    say(machine())
    say(f"{connection.vendor}: {people:,} people, {Participation.objects.count():,} participations")
    say("| page | requests | processor ms, median | wall ms, median | wall ms, 95% | questions |")
    say("|---|---:|---:|---:|---:|---:|")
    draw = random.Random(options.seed)  # noqa: S311 (a measurement, not a secret)
    for name, requests in _pages(draw).items():
        _measure(name, requests)


def _set_up(var: Path) -> None:
    var.mkdir(parents=True, exist_ok=True)
    os.environ |= {"TRIENNIO_VAR": str(var), "DJANGO_SETTINGS_MODULE": "triennio.settings"}
    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


Request = Callable[[], None]


def _pages(draw: random.Random) -> dict[str, list[Request]]:
    from django.test import Client

    from triennio.people.models import Account, Professional

    clerk = Client()
    clerk.force_login(Account.objects.get(email="segreteria@misura.example"))
    owners = []
    for account in Account.objects.filter(professional__isnull=False).order_by("pk"):
        client = Client()
        client.force_login(account)
        owners.append(client)
    codes = list(Professional.objects.values_list("code", flat=True))
    tax_codes = list(Professional.objects.values_list("tax_code", flat=True))

    def get(client: Client, address: str) -> Request:
        def ask() -> None:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")

        return ask

    some = [draw.choice(codes) for _ in range(ROUNDS)]
    return {
        "`/io/`": [get(draw.choice(owners), "/io/") for _ in range(ROUNDS)],
        "`/io/`, triennio ended": [get(draw.choice(owners), "/io/?periodo=2023-2025") for _ in range(ROUNDS)],
        "`/ordine/iscritti/CODE/`": [get(clerk, f"/ordine/iscritti/{code}/") for code in some],
        "`/ordine/iscritti/`, first page": [get(clerk, "/ordine/iscritti/")] * 30,
        "`/ordine/iscritti/`, page 150": [get(clerk, "/ordine/iscritti/?pagina=150")] * 30,
        "`/ordine/iscritti/?cerca=` a name": [get(clerk, "/ordine/iscritti/?cerca=cognome77+nome3")] * 30,
        "`/ordine/iscritti/?cerca=` a tax code": [
            get(clerk, f"/ordine/iscritti/?cerca={draw.choice(tax_codes)}") for _ in range(50)
        ],
        "`/ordine/iscritti/elenco.csv`": [get(clerk, "/ordine/iscritti/elenco.csv")] * 5,
    }


def _measure(name: str, requests: list[Request]) -> None:
    from django.db import connection

    for ask in requests[:WARM]:
        ask()
    questions: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        questions.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        requests[0]()
    times, works = [], []
    for ask in requests:
        start, work = time.perf_counter(), time.process_time()
        ask()
        works.append((time.process_time() - work) * 1000)
        times.append((time.perf_counter() - start) * 1000)
    late = quantiles(times, n=20)[-1]
    cells = f"{median(works):.1f} | {median(times):.1f} | {late:.1f} | {len(questions)}"
    say(f"| {name} | {len(times)} | {cells} |")
