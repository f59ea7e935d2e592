"""A real Chromium on a real server. Every test of this folder fails where a page asks another machine for anything."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.support import chromium

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.chromium)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        yield program
        program.close()


@pytest.fixture
def new_context(browser: Browser, live_address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Make contexts (`viewport`, `java_script_enabled`, ...) whose pages may only talk to the live server."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((f"{live_address}/", "data:", "blob:")):
            outside.append(request.url)

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(
            **{"base_url": live_address, "locale": "it-IT", "viewport": DESKTOP, **options}
        )
        context.on("request", watch)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert outside == [], "a page asked another machine"


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a desktop screen."""
    return new_context().new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A page 320 pixels wide."""
    return new_context(viewport=PHONE).new_page()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return what axe finds on a page: one line a violation, with the first element it stands on."""
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate(
            "standards => axe.run(document, {runOnly: {type: 'tag', values: standards}})", _STANDARDS
        )
        return [f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]

    return violations
