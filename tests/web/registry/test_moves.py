"""Moving credits through the pages and the action: what may move, what not and why, once and for good."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tests.support import world
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.platform import clock
from triennio.platform.codes import new_code
from triennio.platform.models import JournalEntry
from triennio.registry.actions.moves import move
from triennio.registry.models import Fact, Move
from triennio.registry.queries import moves

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _day():
    with clock.held_at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def made():
    return world.build()


@pytest.fixture
def rows(made):
    """One of 2026 that can go to 2023-2025, one of 2024 whose window is closed, one only expected."""
    person = made.professional
    return {
        "movable": world.participation(person, acquired=date(2026, 3, 1), credits=2000, number=1),
        "closed": world.participation(person, acquired=date(2024, 3, 1), credits=1000, number=2),
        "expected": world.participation(person, acquired=date(2026, 4, 1), number=3, reported=None),
    }


def _preview(made, *rows):
    return moves.preview(world.actor(made.giulia), made.professional, [row.code for row in rows], TODAY)


def _do(made, found, account=None, key="k"):
    return move(
        world.actor(account or made.giulia),
        key=key,
        professional=made.professional.code,
        participations=[row.code for row in found.rows],
        seen=found.seen,
    )


def test_the_board_says_what_can_move_and_why_the_others_cannot(made, rows):
    board = moves.board(world.actor(made.giulia), made.professional, TODAY)
    new, old = board.routes
    assert (str(new.origin), str(new.to)) == ("2026-2028", "2023-2025")
    assert [row.code for row in new.movable] == [rows["movable"].code]
    assert new.missing > 0
    assert new.blocked[0].objection.rule == "REC-2"
    assert "registro" in new.blocked[0].objection.sentence
    assert not old.movable
    assert old.blocked[0].objection.rule == "REC-1"
    assert "30/06/2026" in old.blocked[0].objection.sentence


def test_a_triennio_in_which_nothing_is_missing_takes_no_credits(made, rows):
    Fact.objects.create(
        professional=made.professional,
        kind="previous_credits",
        data={"triennio": "2023-2025", "credits": "0.0"},
        origin="office",
    )
    for number in range(10, 14):
        world.participation(made.professional, acquired=date(2025, 5, number), credits=5000, number=number)
    board = moves.board(world.actor(made.giulia), made.professional, TODAY)
    assert not board.routes[0].movable
    assert (
        "non manca nulla"
        in {
            row.objection.sentence.split(":")[0].split(" ", 2)[2]
            for row in board.routes[0].blocked
            if row.code == rows["movable"].code
        }.pop()
    )


def test_before_and_after_stand_in_both_trienni(made, rows):
    found = _preview(made, rows["movable"])
    side = lambda answer, name: next(t for t in answer["trienni"] if t["triennio"] == name)  # noqa: E731
    assert side(found.after, "2026-2028")["recognised"] == "0.00"
    assert (
        float(side(found.after, "2023-2025")["recognised"])
        == float(side(found.before, "2023-2025")["recognised"]) + 20
    )


def test_moved_once_and_for_good(made, rows):
    found = _preview(made, rows["movable"])
    answer = _do(made, found)
    assert answer == {"to": 2023, "moves": [Move.objects.get().code]}
    assert _do(made, found) == answer
    with pytest.raises(Refusal) as refusal:
        _do(made, found, key="another")
    assert refusal.value.code == "MOVE_DONE"
    assert Move.objects.count() == 1
    entry = JournalEntry.objects.get(aggregate=f"participation:{rows['movable'].pk}")
    assert entry.act == "credits.move"
    assert set(entry.content.data) == {"move", "to", "hundredths", "on"}
    board = moves.board(world.actor(made.giulia), made.professional, TODAY)
    assert [each.row.code for each in board.done] == [rows["movable"].code]


@pytest.mark.parametrize("name", ["closed", "expected"])
def test_what_the_rules_do_not_admit_is_refused_under_the_lock_too(made, rows, name):
    with pytest.raises(Refusal) as refusal:
        move(
            world.actor(made.giulia),
            key=new_code(),
            professional=made.professional.code,
            participations=[rows[name].code],
            seen="",
        )
    assert refusal.value.code == "MOVE_REFUSED"
    assert not Move.objects.exists()


def test_the_window_is_looked_at_on_the_day_of_the_act(made, rows):
    found = _preview(made, rows["movable"])
    with clock.held_at(datetime(2029, 7, 1, 9, tzinfo=UTC)), pytest.raises(Refusal) as refusal:
        _do(made, found)
    assert refusal.value.code == "MOVE_REFUSED"


def test_a_position_that_changed_since_it_was_shown_moves_nothing(made, rows):
    found = _preview(made, rows["movable"])
    world.participation(made.professional, acquired=date(2026, 5, 1), number=9)
    with pytest.raises(Refusal) as refusal:
        _do(made, found)
    assert refusal.value.code == "MOVE_CHANGED"


def test_participations_of_two_trienni_do_not_move_together(made, rows):
    with pytest.raises(Refusal) as refusal:
        _preview(made, rows["movable"], rows["closed"])
    assert refusal.value.code == "MOVE_ONE_TRIENNIO"


@pytest.mark.parametrize("who", ["marco", "elena", "clerk", "office"])
def test_nobody_else_moves_or_looks(made, rows, who):
    found = _preview(made, rows["movable"])
    stranger = getattr(made, who)
    with pytest.raises(OutOfSight):
        _do(made, found, account=stranger)
    with pytest.raises(OutOfSight):
        moves.board(world.actor(stranger), made.professional, TODAY)


def test_a_stranger_s_participation_is_not_there(made, rows, client):
    client.force_login(made.marco)
    answer = client.post("/io/spostamento/confronto/", {"participation": rows["movable"].code})
    assert answer.status_code == 404
    assert (
        client.post(
            "/io/spostamento/conferma/", {"participation": rows["movable"].code, "sure": "yes", "key": "k"}
        ).status_code
        == 404
    )


def test_who_is_not_signed_in_is_asked_to(client):
    answer = client.get("/io/spostamento/")
    assert answer.status_code == 302
    assert "/accesso/" in answer.headers["Location"]


def test_the_pages_from_choice_to_confirmation(made, rows, client):
    client.force_login(made.giulia)
    page = client.get("/io/spostamento/").content.decode()
    assert rows["movable"].code in page
    assert rows["closed"].code not in page
    answer = client.post("/io/spostamento/confronto/", {"participation": rows["movable"].code})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Confermo: non si torna indietro" in text
    fields = dict(re.findall(r'name="(key|seen|participation)" value="([^"]+)"', text))
    refused = client.post("/io/spostamento/conferma/", fields)
    assert refused.status_code == 409
    assert "MOVE_NOT_CONFIRMED" in refused.content.decode()
    assert not Move.objects.exists()
    done = client.post("/io/spostamento/conferma/", {**fields, "sure": "yes"}, follow=True)
    assert "conta nel 2023-2025" in done.content.decode()
    assert Move.objects.count() == 1


def test_nothing_chosen_is_said_on_the_list(made, rows, client):
    client.force_login(made.giulia)
    answer = client.post("/io/spostamento/confronto/", {})
    assert answer.status_code == 409
    assert "MOVE_NOTHING" in answer.content.decode()


def _section(text, heading):
    return text[text.index(heading) :].split("</section>")[0]


def test_what_cannot_move_is_folded_with_its_count_and_one_shared_sentence(made, rows, client):
    for number in range(20, 26):
        world.participation(made.professional, acquired=date(2024, 5, 1), credits=500, number=number)
    client.force_login(made.giulia)
    page = client.get("/io/spostamento/").content.decode()
    assert "<details" in page
    assert not re.search(r"<details[^>]* open", page)
    closed = _section(page, "Dal 2023-2025 al 2020-2022")
    assert "7 partecipazioni" in closed
    assert closed.count("era possibile fino al 30/06/2026") == 1
    assert page.index("Dal 2026-2028 al 2023-2025") < page.index("Dal 2023-2025 al 2020-2022")


def test_a_route_with_something_to_move_stands_first(made, client):
    """Nothing of the newest triennio is registered yet: what can still move from the one before comes first."""
    with clock.held_at(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        world.participation(made.professional, acquired=date(2026, 2, 1), number=1, reported=None)
        world.participation(made.professional, acquired=date(2024, 3, 1), credits=1000, number=2)
        board = moves.board(world.actor(made.giulia), made.professional, date(2026, 3, 1))
    assert [bool(route.movable) for route in board.routes] == [True, False]
    assert str(board.routes[0].origin) == "2023-2025"


def test_the_same_reason_is_said_once_for_all_its_rows(made, rows):
    world.participation(made.professional, acquired=date(2024, 5, 1), number=8)
    board = moves.board(world.actor(made.giulia), made.professional, TODAY)
    old = board.routes[-1]
    assert [(each.objection.rule, len(each.rows)) for each in old.reasons] == [("REC-1", 2)]
