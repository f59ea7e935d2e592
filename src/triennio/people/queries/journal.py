"""The journal, as those read it who watch over the installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from triennio.people.models import Account
from triennio.platform import journal, permissions
from triennio.platform.clock import ROME
from triennio.platform.models import JournalAnchor, JournalEntry
from triennio.platform.permissions import Actor, Scope


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `who` is the address or the code of an account; days are of Rome, both included."""

    who: str = ""
    aggregate: str = ""
    act: str = ""
    start: date | None = None
    end: date | None = None


def search(viewer: Actor, wanted: Wanted) -> QuerySet[JournalEntry]:
    """The entries that were looked for, newest first."""
    permissions.require(viewer, "journal.see", Scope())
    rows = JournalEntry.objects.select_related("content").order_by("-at", "-pk")
    if wanted.who:
        rows = rows.filter(actor__in=_accounts(wanted.who))
    if wanted.aggregate:
        rows = rows.filter(aggregate__startswith=wanted.aggregate)
    if wanted.act:
        rows = rows.filter(act__startswith=wanted.act)
    if wanted.start:
        rows = rows.filter(at__gte=datetime.combine(wanted.start, time(), ROME))
    if wanted.end:
        rows = rows.filter(at__lt=datetime.combine(wanted.end + timedelta(days=1), time(), ROME))
    return rows


def names_of(viewer: Actor, entries: list[JournalEntry]) -> dict[int, str]:
    """Account id → code, for the entries of a page. A name is looked up in the account, not copied here."""
    permissions.require(viewer, "journal.see", Scope())
    actors = {each.actor for each in entries if each.actor is not None}
    return dict(Account.objects.filter(pk__in=actors).values_list("pk", "code"))


def check(viewer: Actor, aggregate: str = "") -> list[journal.Break]:
    """Walk one chain, or all, and say where they do not hold."""
    permissions.require(viewer, "journal.see", Scope())
    return list(journal.verify(aggregate or None))


def last_anchor(viewer: Actor) -> JournalAnchor | None:
    """The last root that was handed to somebody outside."""
    permissions.require(viewer, "journal.see", Scope())
    return JournalAnchor.objects.order_by("-day").first()


def _accounts(text: str) -> list[int]:
    rows = Account.objects.filter(email__iexact=text.strip()) | Account.objects.filter(code=text.strip())
    return list(rows.values_list("pk", flat=True))
