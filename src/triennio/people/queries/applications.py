"""Applications: one's own, and the queue of an office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from triennio.kernel.refusal import OutOfSight
from triennio.kernel.tax_code import canonical
from triennio.people.domain.matching import Difference, Identity, differences
from triennio.people.domain.roles import ADMITTING
from triennio.people.models import Account, Application, Organisation, Professional, Registration
from triennio.people.permissions import organisations_with, reaches_all
from triennio.people.steps.admission import identity_asked, identity_registered
from triennio.platform import permissions
from triennio.platform.permissions import Actor, Scope

MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the register that may be the person, with what does not agree."""

    professional: Professional
    registration: Registration
    identity: Identity
    differences: Sequence[Difference]

    @property
    def grave(self) -> bool:
        """Whether linking needs an explicit yes."""
        return any(each.grave for each in self.differences)


@dataclass(frozen=True, slots=True)
class Case:
    """One application as the office sees it."""

    application: Application
    asked: Identity
    candidates: Sequence[Candidate]
    has_register: bool


def queue(viewer: Actor, state: str = Application.State.WAITING) -> QuerySet[Application]:
    """The applications to the viewer's offices in one state: waiting ones oldest first, decided ones newest first."""
    rows = Application.objects.filter(state=state).select_related("account", "organisation", "decided_by")
    rows = rows.order_by("created" if state == Application.State.WAITING else "-decided", "pk")
    if viewer.account is None:
        return rows.none()
    if reaches_all(viewer.account, "application.decide"):
        return rows
    return rows.filter(organisation_id__in=organisations_with(viewer.account, "application.decide"))


def may_decide(viewer: Actor) -> bool:
    """Whether the viewer decides anywhere."""
    if viewer.account is None:
        return False
    return reaches_all(viewer.account, "application.decide") or bool(
        organisations_with(viewer.account, "application.decide")
    )


def case_of(viewer: Actor, code: str) -> Case:
    """One application beside the rows of the register that may be the person. Raises OutOfSight."""
    found = (
        Application.objects.filter(code=code).select_related("account", "organisation", "decided_by").first()
    )
    if found is None:
        raise OutOfSight("application.decide")
    permissions.require(viewer, "application.decide", Scope.of(found.organisation_id))
    has_register = found.organisation.kind in (Organisation.Kind.ORDER, Organisation.Kind.BAR)
    candidates = _candidates(found) if has_register else []
    return Case(found, identity_asked(found), candidates, has_register)


def mine(viewer: Actor, account: Account) -> list[Application]:
    """The account's own applications, newest first."""
    permissions.require(viewer, "account.own", Scope(owner=account.pk))
    return list(account.applications.select_related("organisation").order_by("-created"))


def admitting() -> QuerySet[Organisation]:
    """The organisations that one may ask. Public: no viewer."""
    return Organisation.objects.filter(kind__in=ADMITTING).order_by("kind", "name")


def _candidates(application: Application) -> list[Candidate]:
    here = Registration.objects.filter(order=application.organisation_id).select_related("professional")
    asked = identity_asked(application)
    same_code = here.filter(professional__tax_code=application.tax_code)
    # Accents are written in many ways: the database narrows by the first letters, the comparison decides.
    near = here.filter(professional__last_name__istartswith=application.account.last_name[:2])
    rows = {row.professional_id: row for row in same_code}
    for row in near.order_by("professional__last_name", "pk")[:500]:
        if _may_be(asked, row):
            rows.setdefault(row.professional_id, row)
    found = [_candidate(asked, row) for row in rows.values()]
    return sorted(found, key=lambda each: (len(each.differences), each.professional.pk))[:MOST_CANDIDATES]


def _may_be(asked: Identity, row: Registration) -> bool:
    """The same surname alone says nothing: first name, number, or the code but for homocody must agree too."""
    found = {each.field for each in differences(asked, identity_registered(row.professional, row))}
    if "last_name" in found:
        return False
    alike = canonical(asked.tax_code) == canonical(row.professional.tax_code)
    same_number = bool(asked.number and row.number) and "number" not in found
    return alike or "first_name" not in found or same_number


def _candidate(asked: Identity, row: Registration) -> Candidate:
    registered = identity_registered(row.professional, row)
    return Candidate(row.professional, row, registered, differences(asked, registered))
