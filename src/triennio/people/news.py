"""News of people: what the rooms above, and the notices by mail, want to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from triennio.platform.outbox import News


@dataclass(frozen=True)
class ApplicationSubmitted(News):
    topic: ClassVar[str] = "people.application.submitted"
    application: str  # its code


@dataclass(frozen=True)
class ApplicationDecided(News):
    topic: ClassVar[str] = "people.application.decided"
    application: str
    accepted: bool


@dataclass(frozen=True)
class AccountChanged(News):
    """An account was suspended, restored or deleted."""

    topic: ClassVar[str] = "people.account.changed"
    account: str  # its code
    state: str


@dataclass(frozen=True)
class RoleChanged(News):
    topic: ClassVar[str] = "people.role.changed"
    assignment: int
    given: bool
