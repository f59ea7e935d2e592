"""Who has which role, as those see it who give roles."""

from __future__ import annotations

from django.db.models import QuerySet

from triennio.people.models import Account, Assignment, Organisation
from triennio.people.permissions import organisations_with, reaches_all
from triennio.platform import permissions
from triennio.platform.permissions import Actor, Scope


def held(viewer: Actor, *, order_only: bool = False) -> QuerySet[Assignment]:
    """The roles held now in the organisations where the viewer gives roles.

    `order_only`: those of the viewer's own office, also for an operator who is in one.
    """
    rows = Assignment.objects.filter(until=None).select_related("account", "organisation")
    rows = rows.order_by("organisation__name", "role", "account__last_name", "pk")
    if viewer.account is None:
        return rows.none()
    if reaches_all(viewer.account, "assignment.give") and not order_only:
        return rows
    return rows.filter(organisation_id__in=organisations_with(viewer.account, "assignment.give"))


def offices(viewer: Actor, *, order_only: bool = False) -> QuerySet[Organisation]:
    """The organisations in which the viewer gives roles."""
    rows = Organisation.objects.order_by("name")
    if viewer.account is None:
        return rows.none()
    if reaches_all(viewer.account, "assignment.give") and not order_only:
        return rows
    return rows.filter(pk__in=organisations_with(viewer.account, "assignment.give"))


def mine(viewer: Actor, account: Account) -> list[Assignment]:
    """The account's own roles."""
    permissions.require(viewer, "account.own", Scope(owner=account.pk))
    return list(account.assignments.filter(until=None).select_related("organisation").order_by("pk"))
