"""Every page of people on a phone and on a desk: it fits, axe finds nothing, the browser complains of nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

PUBLIC = (
    "/accesso/login/",
    "/accesso/signup/",
    "/accesso/login/code/",
    "/accesso/password/reset/",
    "/condizioni/",
)
MINE = (
    "/io/account/",
    "/accesso/email/",
    "/accesso/password/change/",
    "/accesso/2fa/",
    "/accesso/sessions/",
    "/accesso/3rdparty/",
    "/accesso/logout/",
    "/accesso/condizioni/",
    "/io/account/chiavi/",
)
OFFICES = {
    "presidenza": ("/ordine/accessi/", "/ordine/account/", "/ordine/ruoli/"),
    "gestione": (
        "/gestione/",
        "/gestione/ruoli/",
        "/gestione/organizzazioni/",
        "/gestione/giornale/",
        "/ordine/account/",
    ),
}


def _look(page: Page, axe: Callable[[Page], list[str]], paths: tuple[str, ...], width: int) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert axe(page) == [], path
    assert faults == []


@pytest.mark.parametrize("width", [360, 1100])
def test_pages_for_everybody(
    new_context: Callable[..., BrowserContext], axe: Callable[[Page], list[str]], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 740}).new_page()
    _look(page, axe, PUBLIC, width)


@pytest.mark.parametrize("width", [360, 1100])
def test_pages_of_the_offices_and_of_oneself(
    sign_in: Callable[..., Page], axe: Callable[[Page], list[str]], width: int
) -> None:
    for name, paths in OFFICES.items():
        _look(sign_in(name, width=width), axe, (*paths, *MINE), width)


@pytest.mark.parametrize("width", [360, 1100])
def test_one_account_and_one_organisation(
    sign_in: Callable[..., Page], axe: Callable[[Page], list[str]], width: int
) -> None:
    page = sign_in("gestione", width=width)
    paths = []
    for listed in ("/ordine/account/", "/gestione/organizzazioni/"):
        page.goto(listed)
        path = page.locator(f"main a[href^='{listed}']:not([href='{listed}'])").first.get_attribute("href")
        assert path is not None, listed
        paths.append(path)
    _look(page, axe, tuple(paths), width)


@pytest.mark.parametrize("width", [360, 1100])
def test_the_page_of_the_suspended(
    sign_in: Callable[..., Page], axe: Callable[[Page], list[str]], width: int
) -> None:
    page = sign_in("sospesa", width=width)
    page.get_by_role("heading", name="Account non attivo").wait_for()
    assert page.get_by_text("Questo account è sospeso.").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
