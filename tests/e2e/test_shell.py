"""The shell in a real browser: readable by everybody, on every screen, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

PAGES = ["/", "/privacy/", "/accessibilita/", "/una-pagina-che-non-esiste/"]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, axe: Callable[[Page], list[str]], path: str) -> None:
    page.goto(path)
    assert axe(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_fits_a_narrow_phone(phone: Page, axe: Callable[[Page], list[str]], path: str) -> None:
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(phone) == []


def test_the_browser_reports_no_fault(page: Page) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in PAGES[:-1]:
        page.goto(path)
    assert faults == []


def test_the_vendored_face_is_used(page: Page) -> None:
    page.goto("/privacy/")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Titillium Web\"'))")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Titillium Web" in family for family in loaded)


def test_the_first_tab_leads_to_the_content(page: Page) -> None:
    page.goto("/privacy/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Vai al contenuto")
    expect(link).to_be_focused()
    expect(link).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_language_is_chosen_without_script(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False, locale="en-US").new_page()
    page.goto("/privacy/")
    expect(page.locator("html")).to_have_attribute("lang", "it")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page).to_have_url("/privacy/")
