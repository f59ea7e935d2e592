"""10,000 people and 400,000 participations through the product's own actions and worker, on SQLite or PostgreSQL.

    python -m bench.imports [--persons 10000] [--each 40]

Set TRIENNIO_DATABASE_URL for PostgreSQL; without it, SQLite in a temporary folder. A second process writes one small
row every 20 ms, as a presence would, and notes how long it waited; every outermost transaction of the import is timed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any


def main() -> int:
    """Run every phase and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=10_000)
    parser.add_argument("--each", type=int, default=40)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="triennio-bench-") as folder:
        os.environ.setdefault("TRIENNIO_VAR", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "triennio.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _run(arguments.persons, arguments.each, Path(folder))
    return 0


def _run(persons: int, each: int, folder: Path) -> None:
    from triennio.people.models import Account, Assignment, Organisation, Role

    order = Organisation.objects.create(kind="order", name="Ordine di prova")
    clerk = Account.objects.create_user("clerk@prova.example", None, state=Account.State.ACTIVE)
    Assignment.objects.create(account=clerk, organisation=order, role=Role.ORDER_CLERK)
    codes = _codes(persons)
    members, rows = _members(codes), _participations(codes, each)
    titles = ("lock held, ms", "of it processor, ms", "neighbour waits, ms")
    _say(f"{'':26} {'':>7} {'':>8} | {' | '.join(f'{title:22}' for title in titles)}")
    _say(_line("phase", "s", "rows/s", *(("median", "p99", "max") * 3)))
    with _holds() as holds:
        first = _phase(
            "members: dry run",
            holds,
            folder,
            persons,
            lambda: _upload(clerk.pk, order.pk, "members", members),
        )
        _phase("members: apply", holds, folder, persons, lambda: _apply(clerk.pk, first))
        count = persons * each
        second = _phase(
            "participations: dry run",
            holds,
            folder,
            count,
            lambda: _upload(clerk.pk, order.pk, "participations", rows),
        )
        _phase("participations: apply", holds, folder, count, lambda: _apply(clerk.pk, second))
        _phase(
            "the same again: dry run",
            holds,
            folder,
            count,
            lambda: _upload(clerk.pk, order.pk, "participations", rows + b"\r\n"),
        )
        _phase("participations: undo", holds, folder, count, lambda: _undo(clerk.pk, second))


def _phase(name: str, holds: list[tuple[float, float]], folder: Path, rows: int, work: Any) -> Any:
    holds.clear()
    with _neighbour(folder) as waits:
        start = time.perf_counter()
        answer = work()
        took = time.perf_counter() - start
    held, busy = ([1000 * value for value in part] for part in zip(*holds, strict=True))
    waited = waits()
    figures = [f"{figure:.0f}" for values in (held, busy, waited) for figure in _three(values)]
    _say(_line(name, f"{took:.1f}", f"{rows / took:.0f}", *figures))
    return answer


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _line(name: str, seconds: str, rate: str, *figures: str) -> str:
    parts = [" ".join(f"{figure:>6}" for figure in figures[start : start + 3]) for start in (0, 3, 6)]
    return f"{name:26} {seconds:>7} {rate:>8} | {' | '.join(f'{part:22}' for part in parts)}"


def _three(values: Sequence[float]) -> tuple[float, float, float]:
    return statistics.median(values), _at(values, 0.99), max(values)


def _at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


@contextmanager
def _holds() -> Iterator[list[tuple[float, float]]]:
    """Seconds from BEGIN to the end of COMMIT of every outermost transaction of this process, and of them processor."""
    from django.db import transaction

    found: list[tuple[float, float]] = []
    enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__
    starts: dict[int, tuple[float, float]] = {}

    def entered(self: Any) -> Any:
        outermost = not transaction.get_connection(self.using).in_atomic_block
        answer = enter(self)
        if outermost:
            starts[id(self)] = (time.perf_counter(), time.thread_time())
        return answer

    def left(self: Any, *arguments: Any) -> Any:
        answer = leave(self, *arguments)
        if (start := starts.pop(id(self), None)) is not None:
            found.append((time.perf_counter() - start[0], time.thread_time() - start[1]))
        return answer

    transaction.Atomic.__enter__, transaction.Atomic.__exit__ = entered, left  # type: ignore[method-assign]
    try:
        yield found
    finally:
        transaction.Atomic.__enter__, transaction.Atomic.__exit__ = enter, leave  # type: ignore[method-assign]


@contextmanager
def _neighbour(folder: Path) -> Iterator[Any]:
    """A process that writes a row every 20 ms; afterwards, its waits in milliseconds."""
    log = folder / "waits"
    process = subprocess.Popen([sys.executable, "-m", "bench.imports.neighbour", str(log)])
    while not log.exists():
        time.sleep(0.05)
    try:
        yield lambda: [float(line) for line in log.read_text().split()]
    finally:
        process.terminate()
        process.wait()
        time.sleep(0.1)


def _upload(clerk: int, order: int, kind: str, content: bytes) -> str:
    from triennio.platform import runs
    from triennio.platform.imports import actions
    from triennio.platform.models import Import
    from triennio.platform.permissions import Actor

    answer = actions.bring(
        Actor(clerk), key=str(time.time()), organisation=order, kind=kind, content=content, name="f.csv"
    )
    runs.work()
    found = Import.objects.get(code=answer["code"])
    assert found.state == "checked", (found.state, found.fault)  # noqa: S101
    return str(found.code)


def _apply(clerk: int, code: str) -> None:
    _step("apply", clerk, code)


def _undo(clerk: int, code: str) -> None:
    _step("undo", clerk, code)


def _step(name: str, clerk: int, code: str) -> None:
    from triennio.platform import runs
    from triennio.platform.imports import actions
    from triennio.platform.models import Import
    from triennio.platform.permissions import Actor

    getattr(actions, name)(Actor(clerk), code=code)
    runs.work()
    found = Import.objects.get(code=code)
    assert found.state in ("applied", "undone") and not found.counts.get("left"), found.counts  # noqa: S101, PT018


def _codes(persons: int) -> list[str]:
    from triennio.kernel.tax_code import made_up

    return [
        made_up("Prova", "Esempio", date(1960 + n % 40, 1 + n // 40 % 12, 1 + n // 480 % 28), "F", n % 1000)
        for n in range(persons)
    ]


def _members(codes: list[str]) -> bytes:
    header = "Codice fiscale;Cognome;Nome;Professione;Numero di iscrizione;Data di iscrizione;Esercizio"
    lines = [f"{code};Prova;Esempio;14;{n:05d};01/03/2012;dipendente" for n, code in enumerate(codes)]
    return "\r\n".join([header, *lines]).encode()


def _participations(codes: list[str], each: int) -> bytes:
    first = "Codice fiscale;Codice provider;Nome del provider;Codice evento;Edizione;Titolo;Formazione"
    header = f"{first};Ruolo;Crediti;Data di acquisizione;Obiettivo;Reclutamento"
    lines = [
        f"{code};{100 + e % 50};Provider di prova {e % 50};{100 + e % 50}-{e * 131 + n % 977};{1 + n % 3};"
        f"Corso di prova {e};{('RES', 'FAD', 'FSC')[e % 3]};{'discente' if e % 9 else 'docente'};"
        f"{1 + e % 20},{n % 10};{1 + n % 28:02d}/{1 + e % 12:02d}/{2014 + e % 12};{1 + n % 38};no"
        for n, code in enumerate(codes)
        for e in range(each)
    ]
    return "\r\n".join([header, *lines]).encode()


if __name__ == "__main__":
    sys.exit(main())
