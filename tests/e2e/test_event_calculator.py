"""The calculator of events in a real browser: live numbers, a narrow phone, no script at all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

ADDRESS = "/crediti-evento/"
NARROW = {"width": 360, "height": 740}


def course(page: Page, people: str = "30") -> None:
    page.goto(ADDRESS)
    page.get_by_label("Giorno d’inizio").fill("2024-05-01")
    page.get_by_label("Partecipanti previsti").fill(people)
    page.get_by_label("Minuti di lezione frontale").fill("300")
    page.get_by_label("Minuti con metodi interattivi").fill("60")


@pytest.fixture
def narrow(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(viewport=NARROW).new_page()


def test_the_number_changes_while_one_types(page: Page) -> None:
    course(page)
    number = page.locator(".evt-number")
    expect(number).to_have_text("7,8 crediti")
    page.get_by_label("Docenti e tutor presenti").fill("1")
    expect(number).to_have_text("6,0 crediti")
    page.locator("label[for=id_tema]").click()
    expect(number).to_have_text("7,8 crediti")
    expect(page.get_by_role("status")).to_have_text("7,8 crediti")
    page.get_by_label("Minuti di lezione frontale").fill("trecento")
    expect(page.get_by_text("Per il conto manca ancora")).to_be_visible()


def test_only_the_questions_that_concern_the_event(page: Page) -> None:
    page.goto(ADDRESS)
    expect(page.get_by_label("Minuti di formazione a distanza")).to_be_hidden()
    page.get_by_label("Che evento è").select_option("FAD:ONLINE")
    expect(page.get_by_label("Minuti di formazione a distanza")).to_be_visible()
    expect(page.get_by_label("Partecipanti previsti")).to_be_hidden()
    page.get_by_label("Con quale ruolo").select_option("T")
    expect(page.get_by_label("Mesi di tutoraggio")).to_be_visible()
    page.get_by_label("Che evento è").select_option("FSC:RESEARCH")
    page.get_by_label("Con quale ruolo").select_option("C")
    page.get_by_label("Che evento è").select_option("RES:COURSE")
    expect(page.get_by_label("Con quale ruolo")).to_have_value("P")


def test_a_step_opens_on_its_rule_and_stays_open(page: Page) -> None:
    course(page)
    step = page.locator("details[data-step='Metodi interattivi']")
    step.locator("summary").click()
    expect(step.get_by_text("Tre aumenti si sommano")).to_be_visible()
    page.get_by_label("Partecipanti previsti").fill("20")
    expect(page.locator(".evt-number")).to_have_text("9,6 crediti")
    expect(page.locator("details[data-step='Metodi interattivi']").locator(".evt-why")).to_be_visible()


def test_on_a_phone_the_number_stays_in_sight(narrow: Page) -> None:
    course(narrow)
    bar = narrow.locator("[data-bar]")
    expect(bar).to_have_text("7,8 crediti")
    expect(bar).to_be_visible()
    bar.click()
    expect(narrow.locator(".evt-number")).to_be_in_viewport()
    expect(bar).to_be_hidden()


@pytest.mark.parametrize("kind", ["RES:COURSE", "RES:CONGRESS"])
def test_axe_finds_nothing_on_a_phone(narrow: Page, axe: Callable[[Page], list[str]], kind: str) -> None:
    course(narrow)
    narrow.get_by_label("Che evento è").select_option(kind)
    expect(narrow.locator(".evt-number")).to_contain_text("crediti")
    narrow.locator("details summary").first.click()
    assert axe(narrow) == []
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}regole/"])
def test_axe_finds_nothing_on_both_pages(narrow: Page, axe: Callable[[Page], list[str]], path: str) -> None:
    narrow.goto(path)
    assert axe(narrow) == []
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_it_works_without_script(
    new_context: Callable[..., BrowserContext], axe: Callable[[Page], list[str]]
) -> None:
    context = new_context(java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    course(page)
    page.get_by_label("Partecipanti previsti").fill("")
    page.get_by_role("button", name="Calcola").click()
    expect(page.get_by_role("alert")).to_contain_text("Partecipanti previsti")
    page.get_by_label("Partecipanti previsti").fill("30")
    page.get_by_role("button", name="Calcola").click()
    expect(page.locator(".evt-number")).to_have_text("7,8 crediti")
    assert context.cookies() == []
