"""Choosing whom to be: only in a demonstration, only fictional accounts, only by POST."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.support.world import World, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = build()
    made.giulia.demonstration = True
    made.giulia.story = "Infermiera, in regola."
    made.giulia.save()
    made.operator.demonstration = True
    made.operator.save()
    return made


def test_without_a_demonstration_the_page_does_not_exist(client: Client, world: World) -> None:
    assert client.get(reverse("people:demo")).status_code == 404
    answer = client.post(reverse("people:demo"), {"who": world.giulia.code})
    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_it_lists_fictional_people_with_role_and_story(
    client: Client, world: World, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    page = client.get(reverse("people:demo")).content.decode()
    assert "Giulia Prova" in page
    assert "Infermiera, in regola." in page
    assert "gestione della piattaforma, Gestore di prova" in page
    assert "Marco Prova" not in page


def test_a_post_signs_in_and_a_get_does_not(client: Client, world: World, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    client.get(reverse("people:demo"), {"who": world.giulia.code})
    assert "_auth_user_id" not in client.session
    answer = client.post(reverse("people:demo"), {"who": world.giulia.code})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(world.giulia.pk)


@pytest.mark.parametrize("who", ["marco", "suspended"])
def test_a_real_account_cannot_be_chosen(client: Client, world: World, settings: Settings, who: str) -> None:
    settings.DEMONSTRATION = True
    assert client.post(reverse("people:demo"), {"who": getattr(world, who).code}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_suspended_fictional_account_cannot_be_chosen(
    client: Client, world: World, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    world.suspended.demonstration = True
    world.suspended.save()
    assert client.post(reverse("people:demo"), {"who": world.suspended.code}).status_code == 404
