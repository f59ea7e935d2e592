"""The pictures in a browser: axe, narrow screens, no scripts, paper."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.pictures_gallery import HOME, pages, serve

NAMES = ["owner", "plain", "behind", "newcomer"]
Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def html() -> dict[str, str]:
    return pages()


@pytest.fixture(params=[320, 360, 1100])
def page(request: pytest.FixtureRequest, browser: Browser, html: dict[str, str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    serve(context, html)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_for_axe_to_say_and_nothing_to_scroll_sideways_to(page: Page, axe: Axe, name: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(HOME + name)
    for opened in (False, True):
        page.evaluate("open => document.querySelectorAll('details').forEach(d => { d.open = open })", opened)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [text for text in refused if "Content Security Policy" in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_and_its_words_stay_on_the_page(page: Page, name: str) -> None:
    page.goto(HOME + name)
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.pic-chart text, .pic-chart rect, .pic-chart circle')]
            .map(e => [e.outerHTML, e.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.left < 0 || box.right > innerWidth))
            .map(([html]) => html)"""
    )
    assert outside == []


def test_words_of_one_drawing_do_not_cover_each_other(page: Page) -> None:
    """Years, debts and surpluses of the map; the numbers of the deadlines."""
    for name in NAMES:
        page.goto(HOME + name)
        covered = page.evaluate(
            """() => [...document.querySelectorAll('.pic-chart')].flatMap(chart => {
                const words = [...chart.querySelectorAll('text')].map(e => [e.textContent, e.getBoundingClientRect()]);
                const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
                return words.flatMap(([one, a], i) =>
                    words.slice(i + 1).filter(([, b]) => meet(a, b)).map(([other]) => `${one} / ${other}`));
            })"""
        )
        assert covered == [], name


def test_on_paper_explanations_are_open_and_tables_are_not(browser: Browser, html: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    serve(context, html)
    page = context.new_page()
    page.goto(HOME + "behind")
    page.emulate_media(media="print")
    assert page.locator(".pic-fall .pic-explain").first.is_visible()
    assert not page.locator(".pic-table").first.is_visible()
    assert page.locator(".pic-chart").first.is_visible()
    context.close()
