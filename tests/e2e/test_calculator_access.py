"""Readable by everybody: axe on every state, nothing wider than the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.e2e.calculator_pages import away, figure_2, first_step, go_on

Contexts = Callable[..., BrowserContext]
Axe = Callable[[Page], list[str]]
SCREENS = {"320": (320, 640), "phone": (360, 740), "desktop": (1280, 900)}


@pytest.fixture(params=sorted(SCREENS))
def screen(request: pytest.FixtureRequest, new_context: Contexts) -> Page:
    width, height = SCREENS[request.param]
    return new_context(viewport={"width": width, "height": height}).new_page()


@pytest.fixture
def fine(axe: Axe) -> Callable[[Page], None]:
    """Nothing for axe to say, nothing to scroll sideways to."""

    def check(page: Page) -> None:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    return check


def test_each_step_and_its_faults(screen: Page, fine: Callable[[Page], None]) -> None:
    screen.goto("/")
    fine(screen)
    go_on(screen)
    fine(screen)
    first_step(screen)
    go_on(screen)
    screen.locator("[name=assenza_1]").select_option("suspended_months")
    fine(screen)
    go_on(screen)
    screen.locator("[name=discente]").fill("x")
    fine(screen)
    screen.get_by_role("button", name="Calcola").click()
    screen.locator("[data-faults]").wait_for()
    fine(screen)


def test_the_result_closed_open_and_shared(screen: Page, fine: Callable[[Page], None]) -> None:
    figure_2(screen)
    fine(screen)
    for summary in screen.locator("summary").all():
        summary.click()
    screen.get_by_role("button", name="Condividi").click()
    fine(screen)


def test_the_result_of_who_owes_nothing_more(screen: Page, fine: Callable[[Page], None]) -> None:
    away(screen)
    fine(screen)
    screen.goto("/#professione=14&periodo=2020-2022&iscrizione=2010&lavoro=employee&discente=150")
    screen.locator("[data-verdict]").wait_for()
    fine(screen)
    screen.goto("/#professione=14&periodo=2014-2016&iscrizione=2010&lavoro=employee&discente=150")
    screen.locator("[data-verdict]").wait_for()
    fine(screen)


@pytest.mark.parametrize("path", ["/regole/", "/regole/?q=covid", "/regole/DOS-DONE/", "/regole/COV-1/"])
def test_the_rules(screen: Page, fine: Callable[[Page], None], path: str) -> None:
    screen.goto(path)
    fine(screen)


def test_without_scripts_the_long_form_fits_too(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    page.goto("/")
    for field in page.locator("input:not([type=hidden]), select").all():
        box = field.bounding_box()
        assert box is None or box["x"] + box["width"] <= 320
