"""The terms in force, and who has accepted what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from triennio.people import terms as files
from triennio.people.models import Account, Terms, TermsAcceptance
from triennio.people.terms import Clause
from triennio.platform import clock, permissions
from triennio.platform.permissions import Actor, Scope


@dataclass(frozen=True, slots=True)
class Current:
    version: str
    published: datetime
    clauses: Sequence[Clause]


def current() -> Current:
    """The newest published version, of the table or of the product. Public: no viewer."""
    known = {row.version: _of_row(row) for row in Terms.objects.filter(published__lte=clock.now())}
    for each in files.versions():
        day = datetime.combine(each.published, time(), tzinfo=clock.ROME)
        if day <= clock.now():
            known.setdefault(each.version, Current(each.version, day, each.clauses))
    return max(known.values(), key=lambda each: (each.published, each.version))


def due(account: Account) -> bool:
    """Whether the account has yet to accept the version in force."""
    return not TermsAcceptance.objects.filter(account=account, terms__version=current().version).exists()


def accepted(viewer: Actor, account: Account) -> list[TermsAcceptance]:
    """The versions that the account accepted, newest first."""
    permissions.require(viewer, "account.own", Scope(owner=account.pk))
    return list(account.accepted_terms.select_related("terms").order_by("-at"))


def _of_row(row: Terms) -> Current:
    return Current(row.version, row.published, files.clauses_of(row.text))
