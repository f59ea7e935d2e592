"""The worker: delivers news, works runs, does the night's tasks. A thread of `serve`, or a process of its own."""

from __future__ import annotations

import logging
from threading import Event, Thread

from django.db import close_old_connections

from triennio.platform import nightly, outbox, runs
from triennio.platform.wake import wait, wake

log = logging.getLogger("triennio.worker")
IDLE_SECONDS = 2.0


def turn() -> int:
    """One turn of everything. Returns how much there was to do."""
    close_old_connections()
    return outbox.deliver_due() + runs.work(limit=20) + len(nightly.run_due())


def forever(stop: Event) -> None:
    """Turn until told to stop. A fault of the database is waited out."""
    while not stop.is_set():
        try:
            busy = turn()
        except Exception as error:
            log.error("worker: %s", type(error).__name__, exc_info=error)
            busy = 0
        if not busy:
            wait(IDLE_SECONDS)


def start_thread() -> tuple[Thread, Event]:
    """Start the worker beside the server of pages; set the event to end it."""
    stop = Event()
    thread = Thread(target=forever, args=(stop,), name="worker", daemon=True)
    thread.start()
    return thread, stop


def end(thread: Thread, stop: Event) -> None:
    """Tell the worker to end and wait for its slice."""
    stop.set()
    wake()
    thread.join(timeout=30)
