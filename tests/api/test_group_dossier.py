"""What an office learns of a group: shares, and nothing from which one person's credits could be taken off."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.api.conftest import Caller
from tests.support.dossiers import group, own, staff
from tests.support.world import World, participation

pytestmark = pytest.mark.django_db
SUMS = ("earned", "total", "without")


def _sums(told: object) -> list[object]:
    if isinstance(told, dict):
        here = [value for name, value in told.items() if name in SUMS]
        return here + [each for value in told.values() for each in _sums(value)]
    return [each for value in told for each in _sums(value)] if isinstance(told, list) else []


def test_an_office_gets_no_sums_and_a_person_their_own(world: World, callers: dict[str, Caller]) -> None:
    people = staff(world, 6)
    for number, each in enumerate([*people, world.professional], 1):
        participation(each, acquired=date(2026, 3, 1), number=number)
    found = group(world, [*people, world.professional])
    own(world.professional)
    office = callers["office"]("GET", f"/group-dossiers/{found.code}")
    assert office.status_code == 200, office.content
    told = json.loads(office.content)["dossier"]
    assert told["coherence"]["areas"]
    assert set(_sums(told)) == {None}
    person = json.loads(callers["giulia"]("GET", "/dossiers/2026").content)
    assert person["own"]["coherence"]["total"] == "10.00"
