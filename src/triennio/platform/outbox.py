"""News between rooms: written with the change, delivered after it, once to each subscriber.

A piece of news is a frozen dataclass of plain values with a `topic`. A subscriber is a function of a room above; it
runs in a transaction that also marks the delivery done, so what it writes in the database happens exactly once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import F, Q

from triennio.platform import clock
from triennio.platform.canonical import plain
from triennio.platform.models import Delivery, OutboxNews
from triennio.platform.wake import wake

log = logging.getLogger("triennio.outbox")
LEASE = timedelta(minutes=5)
RETRIES = (10, 60, 600, 3600, 6 * 3600, 24 * 3600)  # seconds between attempts; the last one is repeated


@dataclass(frozen=True)
class News:
    """Base of every piece of news. Fields are plain values; never anything special."""

    topic: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Subscriber:
    name: str
    kind: type[News]
    run: Callable[[Any], None]


SUBSCRIBERS: dict[str, Subscriber] = {}


def subscriber(kind: type[News], name: str) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Make a function a subscriber of one kind of news. `name` is kept with each delivery and must not change."""

    def decorate(run: Callable[[Any], None]) -> Callable[[Any], None]:
        if name in SUBSCRIBERS:
            raise ValueError(f"two subscribers are called {name}")
        SUBSCRIBERS[name] = Subscriber(name, kind, run)
        return run

    return decorate


def publish(news: News, *, at: datetime) -> None:
    """Write news and a delivery for each subscriber. Needs an open transaction."""
    wanted = [each for each in SUBSCRIBERS.values() if isinstance(news, each.kind)]
    if not wanted:
        return
    row = OutboxNews.objects.create(topic=news.topic, data=plain(asdict(news)), created=at)
    Delivery.objects.bulk_create(Delivery(news=row, subscriber=each.name, next_attempt=at) for each in wanted)
    transaction.on_commit(wake)


def deliver_due(limit: int = 100) -> int:
    """Deliver what is due, oldest first. Returns how many were delivered."""
    due = Delivery.objects.filter(done=None, next_attempt__lte=clock.now()).order_by("pk")
    return sum(_deliver(pk) for pk in list(due.values_list("pk", flat=True)[:limit]))


def deliver_all() -> int:
    """Deliver until nothing is due: for tests and the demonstration."""
    total = 0
    while count := deliver_due():
        total += count
    return total


def _deliver(pk: int) -> bool:
    now = clock.now()
    free = Delivery.objects.filter(Q(pk=pk), Q(done=None), Q(next_attempt__lte=now))
    if not free.update(next_attempt=now + LEASE):
        return False
    delivery = Delivery.objects.select_related("news").get(pk=pk)
    known = SUBSCRIBERS.get(delivery.subscriber)
    try:
        if known is None:
            raise LookupError("no such subscriber")
        with transaction.atomic():
            # Whoever held it before may still be at work although the lease has ended: the row decides.
            if Delivery.objects.select_for_update().filter(pk=pk, done=None).first() is None:
                return False
            known.run(known.kind(**delivery.news.data))
            delivery.done, delivery.fault = now, ""
            delivery.save(update_fields=["done", "fault"])
    except Exception as error:
        # The message may hold personal data: only its class is kept.
        wait, fault = RETRIES[min(delivery.attempts, len(RETRIES) - 1)], type(error).__name__
        Delivery.objects.filter(pk=pk, done=None).update(
            attempts=F("attempts") + 1, fault=fault, next_attempt=now + timedelta(seconds=wait)
        )
        log.error("delivery to %s failed, attempt %s: %s", delivery.subscriber, delivery.attempts + 1, fault)
        return False
    return True
