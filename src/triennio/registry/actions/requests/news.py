"""News of requests: which one and what became of it, never what is asked in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from triennio.platform.outbox import News


@dataclass(frozen=True)
class RequestChanged(News):
    """A request entered a state."""

    topic: ClassVar[str] = "request.changed"
    request: str
    state: str


@dataclass(frozen=True)
class RequestMessaged(News):
    """Somebody wrote in a request; `office` says which side."""

    topic: ClassVar[str] = "request.messaged"
    request: str
    office: bool
