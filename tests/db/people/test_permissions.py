"""The written table, door by door: who holds a permission here, elsewhere, as oneself, as a stranger, as nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.world import account, actor, build
from tools.permissions import text
from triennio.people.domain.roles import ROLES_OF_KIND
from triennio.people.models import Account, Assignment, Organisation, Role
from triennio.people.permissions import ALL, ANYONE, OURS, OWN, TABLE
from triennio.platform.permissions import NOBODY, SYSTEM, Scope, allowed

DOCUMENT = Path(__file__).parents[3] / "docs" / "permissions.md"
ROLES = [role for role in Role if role is not Role.PERSON]

pytestmark = pytest.mark.django_db


def _kind_of(role: Role) -> str:
    return next(kind for kind, roles in ROLES_OF_KIND.items() if role.value in roles)


def test_the_document_says_what_the_table_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == text(), "run: python -m tools.permissions"


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.value)
def test_a_role_reaches_its_own_organisation_and_no_other(role: Role) -> None:
    here = Organisation.objects.create(kind=_kind_of(role), name="Qui")
    there = Organisation.objects.create(kind=_kind_of(role), name="Altrove")
    holder, other = account("ruolo"), account("altra")
    row = Assignment.objects.create(account=holder, organisation=here, role=role)
    inside, outside = Scope.of(here.pk, owner=other.pk), Scope.of(there.pk, owner=other.pk)
    for permission, reaches in TABLE.items():
        reach = reaches.get(role)
        open_to_all = ANYONE in reaches.values()
        assert allowed(actor(holder), permission, inside) is (reach in (OURS, ALL) or open_to_all), permission
        assert allowed(actor(holder), permission, outside) is (reach is ALL or open_to_all), permission
        assert allowed(actor(other), permission, Scope.of(here.pk)) is open_to_all, permission
    row.until = row.given
    row.save()
    for permission, reaches in TABLE.items():
        assert allowed(actor(holder), permission, inside) is (ANYONE in reaches.values()), permission


def test_oneself_a_stranger_and_nobody() -> None:
    me, stranger = account("io"), account("estranea")
    for permission, reaches in TABLE.items():
        own, anyone = reaches.get(Role.PERSON) is OWN, ANYONE in reaches.values()
        assert allowed(actor(me), permission, Scope(owner=me.pk)) is (own or anyone), permission
        assert allowed(actor(stranger), permission, Scope(owner=me.pk)) is anyone, permission
        assert allowed(NOBODY, permission, Scope(owner=me.pk)) is anyone, permission
        assert allowed(SYSTEM, permission, Scope(owner=me.pk)), permission


@pytest.mark.parametrize("state", ["suspended", "deleted"])
def test_who_is_suspended_or_deleted_reaches_nothing(state: str) -> None:
    world = build()
    Account.objects.filter(pk=world.operator.pk).update(state=state)
    for permission, reaches in TABLE.items():
        scope = Scope.of(world.order.pk, owner=world.operator.pk)
        assert allowed(actor(world.operator), permission, scope) is (ANYONE in reaches.values()), permission


@pytest.mark.parametrize("state", ["new", "waiting", "refused"])
def test_who_is_not_approved_reaches_the_account_and_the_application_only(state: str) -> None:
    who = account("attesa", state=state)
    reached = {name for name in TABLE if allowed(actor(who), name, Scope(owner=who.pk))}
    public = {name for name, reaches in TABLE.items() if ANYONE in reaches.values()}
    assert reached == {"account.own", "application.submit"} | public


def test_an_unknown_permission_is_an_error_not_a_no() -> None:
    with pytest.raises(LookupError):
        allowed(NOBODY, "anything.else", Scope())
