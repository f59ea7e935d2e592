"""What happens once a night. A task has a name and a function of the day; each runs once a day, whoever asks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from django.db import IntegrityError, transaction

from triennio.platform import clock
from triennio.platform.models import IdempotencyKey

log = logging.getLogger("triennio.nightly")
Task = Callable[[date], None]
TASKS: dict[str, Task] = {}


def nightly(name: str) -> Callable[[Task], Task]:
    """Make a function a nightly task. It may be called again after a crash: it must not mind."""

    def decorate(task: Task) -> Task:
        if name in TASKS:
            raise ValueError(f"two nightly tasks are called {name}")
        TASKS[name] = task
        return task

    return decorate


def run_due() -> list[str]:
    """Run the tasks not yet done today (Rome). Returns their names; a fault in one does not stop the others."""
    day, done = clock.today(), []
    for name, task in TASKS.items():
        key = {"actor": "nightly", "action": name, "key": day.isoformat()}
        if IdempotencyKey.objects.filter(**key).exists():
            continue
        try:
            task(day)
            with transaction.atomic():
                IdempotencyKey.objects.create(**key, fingerprint="", answer={}, created=clock.now())
        except IntegrityError:
            continue
        except Exception as error:
            log.error("nightly task %s failed: %s", name, type(error).__name__, exc_info=error)
            continue
        done.append(name)
    return done
