"""What must hold for every action there is: who may, what a replay does, what a crash leaves behind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import state, world
from tests.support.examples import Example, all_examples
from triennio.kernel.refusal import OutOfSight
from triennio.people.permissions import TABLE
from triennio.platform.actions import ACTIONS, Key, Spec
from triennio.platform.models import JournalEntry
from triennio.platform.permissions import NOBODY, Actor
from triennio.urls import urlpatterns  # the pages, and with them every action, are loaded

assert urlpatterns
EXAMPLES = all_examples()
ACCESS = ("platform.JournalEntry", "platform.JournalContent", "platform.JournalHead")
NAMES = sorted(ACTIONS)

pytestmark = pytest.mark.django_db


def _call(spec: Spec, actor: Actor, arguments: dict[str, Any], key: str | None = "chiave-1") -> Any:
    # The decorated function is not kept in the list: the same door is opened again here.
    from triennio.platform.actions import _perform

    return _perform(spec, actor, key, arguments)


def _example(name: str) -> tuple[world.World, Example]:
    made = world.build()
    return made, EXAMPLES[name](made)


def test_every_action_has_an_example_and_no_example_is_left_over() -> None:
    assert sorted(EXAMPLES) == NAMES


def test_every_permission_of_an_action_is_in_the_table() -> None:
    assert {spec.permission for spec in ACTIONS.values()} <= set(TABLE)


@pytest.mark.parametrize("name", NAMES)
def test_the_one_who_may_can_and_it_is_in_the_journal(name: str) -> None:
    _, example = _example(name)
    before = JournalEntry.objects.count()
    _call(ACTIONS[name], world.actor(example.allowed), example.arguments)
    written = JournalEntry.objects.filter(pk__gt=0, actor=example.allowed.pk)
    assert JournalEntry.objects.count() > before
    assert written.exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_finds_nothing_changes_nothing_and_is_written_down(name: str) -> None:
    made, example = _example(name)
    before = state.content(without=ACCESS)
    actors = [world.actor(getattr(made, stranger)) for stranger in example.strangers]
    if example.nobody:
        actors.append(NOBODY)
    for actor in actors:
        entries = JournalEntry.objects.filter(aggregate=f"access:{actor.account or 'nobody'}").count()
        with pytest.raises(OutOfSight):
            _call(ACTIONS[name], actor, example.arguments)
        after = JournalEntry.objects.filter(aggregate=f"access:{actor.account or 'nobody'}").count()
        assert after == entries + 1
    assert state.content(without=ACCESS) == before


@pytest.mark.parametrize("name", NAMES)
def test_the_same_key_answers_the_same_and_does_nothing_twice(name: str) -> None:
    _, example = _example(name)
    actor = world.actor(example.allowed)
    first = _call(ACTIONS[name], actor, example.arguments)
    after_first = state.content()
    assert _call(ACTIONS[name], actor, example.arguments) == first
    assert state.content() == after_first


@pytest.mark.parametrize("name", [name for name in NAMES if ACTIONS[name].key is Key.REQUIRED])
def test_without_a_key_nothing_that_creates_goes_through(name: str) -> None:
    from triennio.kernel.refusal import Refusal

    _, example = _example(name)
    before = state.content()
    with pytest.raises(Refusal) as refusal:
        _call(ACTIONS[name], world.actor(example.allowed), example.arguments, key=None)
    assert refusal.value.code == "KEY_MISSING"
    assert state.content() == before


@pytest.mark.parametrize("name", NAMES)
def test_a_crash_at_any_change_leaves_nothing_half_done(name: str) -> None:
    _, example = _example(name)
    actor, before = world.actor(example.allowed), state.content()
    for number in range(1, 200):
        with state.crash_at(number) as seen:
            try:
                _call(ACTIONS[name], actor, example.arguments)
            except state.Crash:
                pass
            else:
                assert len(seen) < number, "the failure was swallowed"
                break
        assert state.content() == before, f"half done after a crash at change {number}: {seen[-1]}"
    else:
        pytest.fail("an action of more than 200 changes")
    assert state.content() != before
