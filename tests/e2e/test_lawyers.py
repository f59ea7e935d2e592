"""The page of lawyers in a real browser: a phone, no script, axe."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

Contexts = Callable[..., BrowserContext]
Axe = Callable[[Page], list[str]]


def answered(page: Page) -> None:
    """From the page of the health professions to a result with a triennio and arrows."""
    page.goto("/")
    page.get_by_role("link", name="Avvocati").click()
    page.get_by_role("link", name="2017-2021").click()
    told = {
        "iscrizione": "2010",
        "o_2017": "12",
        "d_2017": "3",
        "o_2018": "24",
        "a_2018": "20",
        "b_2018": "4",
    }
    for name, value in told.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Calcola").click()
    expect(page.locator("[data-verdict]")).to_contain_text("Mancano crediti di anni passati")


@pytest.mark.parametrize("width", [320, 360])
def test_axe_finds_nothing_on_a_phone_without_script(new_context: Contexts, axe: Axe, width: int) -> None:
    # Scripts of the page are refused by its own policy where they are off; axe is put in by the test.
    context = new_context(viewport={"width": width, "height": 740})
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()

    def fine() -> None:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto("/avvocati/")
    fine()
    page.get_by_role("button", name="Calcola").click()
    expect(page.get_by_role("alert")).to_contain_text("Scrivi l’anno della tua iscrizione all’albo.")
    fine()
    answered(page)
    fine()
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.get_by_text("il 2018 dà 5 al 2019")).to_be_visible()
    fine()
    page.goto("/avvocati/regole/")
    fine()
    assert context.cookies() == []


def test_it_works_without_script_and_answers_come_back(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    answered(page)
    page.get_by_role("button", name="Modifica le risposte").click()
    expect(page.locator("[name=o_2018]")).to_have_value("24")


def test_a_shared_link_carries_the_answers_only_after_the_hash(page: Page, new_context: Contexts) -> None:
    answered(page)
    page.get_by_role("button", name="Condividi").click()
    link = page.locator("[data-link]").input_value()
    assert urlsplit(link).path == "/avvocati/"
    assert not urlsplit(link).query
    told = parse_qs(urlsplit(link).fragment)
    assert (told["periodo"], told["o_2018"]) == (["2017-2021"], ["24"])
    expect(page.locator("[data-reasons-row]")).to_be_hidden()
    other = new_context().new_page()
    addresses: list[str] = []
    other.on("request", lambda request: addresses.append(request.url))
    other.goto(link)
    expect(other.locator("[data-verdict]")).to_have_text(page.locator("[data-verdict]").inner_text())
    expect(other.locator(".calc-kicker")).to_have_text("Avvocati, 2017-2021")
    assert not any("iscrizione" in address.partition("#")[0] for address in addresses)
    assert "#" not in other.url


def test_a_link_with_anything_else_is_an_empty_page(page: Page) -> None:
    page.goto("/avvocati/#periodo=2017-2021&modifica=1&x=<b>")
    expect(page.get_by_role("button", name="Calcola")).to_be_visible()
    page.goto("/avvocati/#iscrizione=mai&modifica=1&nascita=1980")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[name=nascita]")).to_have_value("1980")
