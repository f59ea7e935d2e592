"""The guide in a real browser: a phone, no script, axe, the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

Contexts = Callable[..., BrowserContext]
Axe = Callable[[Page], list[str]]
SHOWN = ["obbligo", "spostamento", "docenza", "esenzioni", "fad-soglia", "carta-scadenza", "dossier-bonus"]


@pytest.mark.parametrize("width", [320, 360, 1100])
def test_axe_finds_nothing_and_nothing_overflows(new_context: Contexts, axe: Axe, width: int) -> None:
    context = new_context(viewport={"width": width, "height": 740})
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    for address in (
        "/guida/",
        "/guida/?cerca=maternita",
        "/guida/?cerca=zzqqx",
        *(f"/guida/{s}/" for s in SHOWN),
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert context.cookies() == []


def test_a_question_is_answered_by_keyboard_without_script(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto("/guida/")
    page.get_by_role("searchbox", name="Cerca nella guida").focus()
    page.keyboard.type("gravidanza")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Quando spetta l’esenzione, e quanto vale?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quando spetta l’esenzione, e quanto vale?")


def test_a_figure_opens_on_where_it_comes_from(phone: Page) -> None:
    phone.goto("/guida/obbligo/")
    phone.get_by_role("link", name="150 crediti").click()
    row = phone.locator("#cifra-obbligo")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("dal triennio 2011-2013")
    phone.get_by_role("link", name="Obbligo standard del triennio").last.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Obbligo standard del triennio")
