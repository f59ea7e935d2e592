"""A process of the product that does one thing again and again, to be raced and killed. Run with `python -m`.

Each command line that it reads is answered by one line; `loop`, `work` and `deliver` go on by themselves.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

KIND, TOTAL, SLICE = "test.rows", 120, 4
SECOND = timedelta(seconds=1)


def say(value: Any) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _create(key: str) -> str:
    """Do the action under a key: the code of what it made, or of the refusal."""
    from triennio.kernel.refusal import Refusal
    from triennio.people.actions.organisations import create
    from triennio.platform.permissions import SYSTEM

    try:
        return str(create(SYSTEM, key=key, kind="provider", name=key)["organisation"])
    except Refusal as refusal:
        return refusal.code


def answer(_first: str) -> None:
    """Create under the key of each line that is read, until there are no more."""
    say("ready")
    for line in sys.stdin:
        say(_create(line.strip()))


def loop(first: str) -> None:
    """Create without end, from a number on; each is told once it is true."""
    say("ready")
    number = int(first)
    while True:
        _create(f"n-{number}")
        say(number)
        number += 1


def _rows_of_a_run() -> None:
    from django.db import transaction

    from triennio.people.models import Organisation
    from triennio.platform import runs

    runs.LEASE = SECOND

    def work(run: Any) -> runs.Progress:
        with transaction.atomic():
            done = Organisation.objects.filter(name__startswith=f"{run.code}-").count()
            for number in range(done, min(done + SLICE, TOTAL)):
                Organisation.objects.create(kind="provider", name=f"{run.code}-{number}")
                time.sleep(0.004)
        done = min(done + SLICE, TOTAL)
        return runs.Progress(done=done, total=TOTAL, finished=done == TOTAL)

    runs.run_kind(KIND)(work)


def start(_first: str) -> None:
    """Write a run to be done; its code."""
    from django.db import transaction

    from triennio.platform import runs

    _rows_of_a_run()
    with transaction.atomic():
        say(runs.start(KIND, total=TOTAL).code)


def work(_first: str) -> None:
    """Work runs slice by slice until none is left open; tells each slice."""
    from triennio.platform import runs
    from triennio.platform.models import Run

    _rows_of_a_run()
    say("ready")
    while Run.objects.filter(state__in=("waiting", "running")).exists():
        if runs.work(limit=1):
            say("slice")
        else:
            time.sleep(0.05)
    say("end")


def _subscribed(slow: float) -> Any:
    from triennio.people.models import Organisation
    from triennio.platform import outbox

    outbox.LEASE = SECOND

    @dataclass(frozen=True)
    class Counted(outbox.News):
        topic: ClassVar[str] = "test.counted"
        number: int = 0

    def hear(news: Counted) -> None:
        Organisation.objects.create(kind="provider", name=f"news-{news.number}")
        time.sleep(slow)

    outbox.subscriber(Counted, name="test.hammer")(hear)
    return Counted


def publish(count: str) -> None:
    """Publish so many pieces of news."""
    from django.db import transaction

    from triennio.platform import clock, outbox

    kind = _subscribed(0)
    for number in range(int(count)):
        with transaction.atomic():
            outbox.publish(kind(number=number), at=clock.now())
    say("published")


def deliver(slow: str) -> None:
    """Deliver until nothing is left, each delivery taking so many seconds; tells each turn."""
    from triennio.platform import outbox
    from triennio.platform.models import Delivery

    _subscribed(float(slow))
    say("ready")
    while Delivery.objects.filter(done=None).exists():
        if outbox.deliver_due(limit=1):
            say("delivered")
        else:
            time.sleep(0.05)
    say("end")


def told(_first: str) -> None:
    """What is there: names of what was made, entries of the action, breaks of the journal."""
    from triennio.people.models import Organisation
    from triennio.platform import journal
    from triennio.platform.models import JournalEntry

    names = list(Organisation.objects.order_by("pk").values_list("name", flat=True))
    entries = JournalEntry.objects.filter(act="organisation.create").count()
    say({"names": names, "entries": entries, "breaks": len(list(journal.verify()))})


COMMANDS = {each.__name__: each for each in (answer, loop, start, work, publish, deliver, told)}

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "triennio.settings"
    import django

    django.setup()
    COMMANDS[sys.argv[1]](sys.argv[2] if len(sys.argv) > 2 else "")
