"""Organisations, as those see them who may change them."""

from __future__ import annotations

from django.db.models import QuerySet

from triennio.kernel.refusal import OutOfSight
from triennio.people.models import Organisation
from triennio.people.permissions import organisations_with, reaches_all
from triennio.platform import permissions
from triennio.platform.permissions import Actor, Scope


def listed(viewer: Actor) -> QuerySet[Organisation]:
    """Those that the viewer may change, by kind and name."""
    rows = Organisation.objects.order_by("kind", "name", "pk")
    if viewer.account is None:
        return rows.none()
    if reaches_all(viewer.account, "organisation.change"):
        return rows
    return rows.filter(pk__in=organisations_with(viewer.account, "organisation.change"))


def one(viewer: Actor, code: str) -> Organisation:
    """One that the viewer may change. Raises OutOfSight."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise OutOfSight("organisation.change")
    permissions.require(viewer, "organisation.change", Scope.of(found.pk))
    return found
