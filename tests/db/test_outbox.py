"""News: delivered once to each subscriber, after the change is true, and again after a fault."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import transaction

from triennio.platform import clock, outbox
from triennio.platform.models import Delivery, IdempotencyKey, OutboxNews

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Rained(outbox.News):
    topic: ClassVar[str] = "weather.rained"
    millimetres: int = 0


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """What the first of two subscribers heard."""
    said: list[int] = []
    outbox.subscriber(Rained, name="test.first")(lambda news: said.append(news.millimetres))
    outbox.subscriber(Rained, name="test.second")(_works)
    yield said
    del outbox.SUBSCRIBERS["test.first"], outbox.SUBSCRIBERS["test.second"]


def _publish(millimetres: int) -> None:
    with transaction.atomic():
        outbox.publish(Rained(millimetres=millimetres), at=clock.now())


def test_each_subscriber_hears_each_piece_once(heard: list[int]) -> None:
    _publish(3)
    assert heard == []
    assert outbox.deliver_all() == 2
    assert outbox.deliver_all() == 0
    assert heard == [3]


def test_news_of_a_change_that_did_not_happen_is_not_told(heard: list[int]) -> None:
    def changes_its_mind() -> None:
        with transaction.atomic():
            outbox.publish(Rained(millimetres=1), at=clock.now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        changes_its_mind()
    assert OutboxNews.objects.count() == 0


def test_a_fault_undoes_what_the_subscriber_wrote_and_is_tried_again_later(heard: list[int]) -> None:
    _publish(5)
    delivery = Delivery.objects.get(subscriber="test.second")
    outbox.SUBSCRIBERS["test.second"] = outbox.Subscriber("test.second", Rained, _fails)
    assert outbox.deliver_due() == 1
    delivery.refresh_from_db()
    assert (delivery.done, delivery.attempts, delivery.fault) == (None, 1, "ValueError")
    assert not IdempotencyKey.objects.exists()
    assert outbox.deliver_due() == 0
    outbox.SUBSCRIBERS["test.second"] = outbox.Subscriber("test.second", Rained, _works)
    with clock.held_at(clock.now() + timedelta(seconds=11)):
        assert outbox.deliver_due() == 1
    assert IdempotencyKey.objects.count() == 1
    assert heard == [5]


def _works(news: Rained) -> None:
    IdempotencyKey.objects.create(actor="t", action="t", key="1", fingerprint="", created=clock.now())


def _fails(news: Rained) -> None:
    _works(news)
    raise ValueError("Maria Rossi, RSSMRA85T10A562S")
