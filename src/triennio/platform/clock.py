"""The one clock. Everything that asks what time it is asks here; tests and the demonstration may hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """The instant, aware, UTC."""
    return _held.get() or datetime.now(UTC)


def today() -> date:
    """The day in Rome: the one that decides terms and trienni."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The day in Rome of an aware instant."""
    return instant.astimezone(ROME).date()


@contextmanager
def held_at(instant: datetime) -> Iterator[None]:
    """Hold the clock still at an aware instant, in this thread of work only."""
    if instant.tzinfo is None:
        raise ValueError("the clock needs an aware instant")
    token = _held.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)
