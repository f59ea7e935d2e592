"""Roles and kinds of organisation."""

from triennio.people.domain.roles import GIVEN_BY_PRESIDENT, ROLES_OF_KIND, possible
from triennio.people.models import Organisation, Role


def test_every_kind_and_every_role_has_its_place() -> None:
    assert set(ROLES_OF_KIND) == set(Organisation.Kind.values)
    assert {role for roles in ROLES_OF_KIND.values() for role in roles} == set(Role.values) - {Role.PERSON}


def test_a_presidency_gives_only_roles_of_an_order() -> None:
    assert set(GIVEN_BY_PRESIDENT) < set(ROLES_OF_KIND["order"])
    assert "order_president" not in GIVEN_BY_PRESIDENT


def test_a_role_out_of_place_is_not_possible() -> None:
    assert possible("firm", "training_office")
    assert not possible("firm", "operator")
    assert not possible("nowhere", "operator")
