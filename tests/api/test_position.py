"""What a position tells to whom: kinds of absences to nobody but the person, and only when asked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.api.conftest import Caller
from tests.support.world import World, participation
from triennio.platform import clock
from triennio.registry.models import Absence, Origin

pytestmark = pytest.mark.django_db
TELLING = ("maternity", "maternità", "EXE-", "Esenzione")


@pytest.fixture
def away(world: World) -> None:
    """Giulia had half a year of maternity leave, and two credits."""
    absence = Absence(
        professional=world.professional,
        nature=Absence.Nature.EXEMPTION,
        start=date(2021, 3, 1),
        end=date(2021, 8, 31),
        origin=Origin.REQUEST,
        order=world.order,
    )
    absence.seal({"kind": "maternity"})
    absence.save()
    for number, day in enumerate((date(2021, 5, 3), date(2022, 2, 1)), 1):
        participation(world.professional, acquired=day, number=number)


def _position(caller: Caller, path: str) -> tuple[int, str]:
    answer = caller("GET", path)
    return answer.status_code, answer.content.decode()


def test_it_is_redacted_unless_the_person_asks_for_the_whole(
    away: None, world: World, callers: dict[str, Caller]
) -> None:
    status, told = _position(callers["giulia"], "/position")
    assert status == 200
    assert not [word for word in TELLING if word in told]
    status, whole = _position(callers["giulia"], "/position?full=true")
    assert "maternity" in whole
    assert "EXE-" in whole


def test_the_order_and_the_employer_never_learn_of_a_kind(
    away: None, world: World, callers: dict[str, Caller]
) -> None:
    code = world.professional.code
    for name, path in (
        ("clerk", f"/members/{code}/position"),
        ("clerk", f"/members/{code}/position?full=true"),
        ("clerk", f"/members/{code}/summary"),
        ("clerk", f"/members/{code}/decisions"),
        ("office", "/staff"),
    ):
        status, told = _position(callers[name], path)
        assert status == 200, path
        assert not [word for word in TELLING if word in told], path


def test_amounts_agree_whole_and_redacted(away: None, callers: dict[str, Caller]) -> None:
    redacted, whole = (
        callers["giulia"]("GET", f"/position?full={full}").json()["answer"] for full in ("false", "true")
    )
    for one, other in zip(redacted["trienni"], whole["trienni"], strict=True):
        for name in ("obligation", "recognised", "missing", "surplus"):
            assert one[name] == other[name]


def test_on_another_day_it_is_the_one_of_that_day(away: None, callers: dict[str, Caller]) -> None:
    told = callers["giulia"]("GET", "/position?as_of=2021-12-31").json()["answer"]
    assert told["as_of"] == "2021-12-31"
    codes = [credit["id"] for triennio in told["trienni"] for credit in triennio["credits"]]
    assert len(codes) == 1
    tomorrow = clock.today().replace(year=clock.today().year + 1).isoformat()
    for day in ("2013-12-31", tomorrow, "2021-02-30", "x"):
        assert callers["giulia"]("GET", f"/position?as_of={day}").status_code == 422


def test_lists_come_in_parts(away: None, callers: dict[str, Caller]) -> None:
    first = callers["giulia"]("GET", "/credits?limit=1").json()
    assert (first["total"], first["next"], len(first["items"])) == (2, 1, 1)
    last = callers["giulia"]("GET", "/credits?limit=1&offset=1").json()
    assert last["next"] is None
    assert first["items"] != last["items"]
    assert first["items"][0]["credits"] == "10.00"
    for wrong in ("limit=0", "limit=201", "offset=-1", "limit=x"):
        assert callers["giulia"]("GET", f"/credits?{wrong}").status_code == 422
