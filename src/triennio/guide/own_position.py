"""The reader of one's own position, out of the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from triennio.people.models import Account, Professional
from triennio.platform.permissions import Actor
from triennio.registry.queries.position import answer_for


def read(viewer: Any, today: date) -> Mapping[str, Any] | None:
    """The viewer's own position, whole; None for an account that may not act yet or that no register knows."""
    if not isinstance(viewer, Account) or not viewer.approved:
        return None
    person = Professional.objects.filter(account=viewer).first()
    if person is None:
        return None
    _case, answer = answer_for(Actor(viewer.pk), person.code, today, whole=True)
    return answer
