"""Keys and the page of the API in a browser: from the form to a call, and the end of a key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

Axe = Callable[[Page], list[str]]


@pytest.mark.parametrize("width", [320, 1100])
def test_the_page_fits_with_everything_open(
    new_context: Callable[..., BrowserContext], axe: Axe, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 740}).new_page()
    page.goto("/api/")
    assert axe(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def test_a_key_is_made_used_and_revoked(sign_in: Callable[..., Page], axe: Axe, live_address: str) -> None:
    page = sign_in("giulia")
    page.goto("/io/account/")
    page.get_by_role("link", name="Chiavi per i programmi che usano l’API").click()
    assert axe(page) == []
    page.get_by_label("A che cosa serve").fill("Foglio dei crediti")
    page.get_by_role("button", name="Crea la chiave").click()
    key = page.locator(".people-secret").inner_text()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    headers = {"Authorization": f"Bearer {key}"}
    address = f"{live_address}/api/v1/account"
    bare = page.context.browser
    assert bare is not None
    with bare.new_context() as other:
        answer = other.request.get(address, headers=headers)
        assert answer.status == 200
        assert answer.json()["first_name"] == "Giulia"
        page.reload()
        page.goto("/io/account/chiavi/")
        assert page.locator(".people-secret").count() == 0
        page.get_by_role("button", name="Revoca Foglio dei crediti").click()
        expect(page.get_by_role("status")).to_contain_text("La chiave è revocata")
        assert other.request.get(address, headers=headers).status == 401
