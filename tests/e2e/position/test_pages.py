"""The position in a real browser: five people with a story, two widths, axe, the keyboard, paper."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Become = Callable[..., Page]
Axe = Callable[[Page], list[str]]
CAST = ("Giulia", "Davide", "Sara", "Amina", "Paolo")
OWN = (
    "/io/",
    "/io/?giorno=2024-05-01",
    "/io/?periodo=2023-2025",
    "/io/prova/",
    "/io/calendario/",
    "/io/archivio/",
)


def nothing_cut_off(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("width", [320, 1100])
@pytest.mark.parametrize("name", CAST)
def test_everybody_s_page_is_clean_and_fits(become: Become, axe: Axe, name: str, width: int) -> None:
    page = become(name, width)
    for address in OWN if name == "Sara" else OWN[:1]:
        page.goto(address)
        assert axe(page) == [], address
        assert nothing_cut_off(page), address
    page.goto("/io/")
    for summary in page.locator("main details > summary").all():
        if summary.is_visible():
            summary.click()
    assert axe(page) == []
    assert nothing_cut_off(page)


@pytest.mark.parametrize("name", CAST)
def test_the_first_screen_of_a_phone_answers(become: Become, name: str) -> None:
    page = become(name, 360)
    for part in (
        page.locator("h1[data-verdict]"),
        page.locator(".pic-ring").first,
        page.locator("[data-next]"),
    ):
        expect(part).to_be_in_viewport(ratio=1)


def test_a_credit_by_keyboard_alone(become: Become, axe: Axe) -> None:
    page = become("Sara", 360)
    summary = page.locator("section[aria-labelledby=pic-list-title] summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab") if "Apri" not in (
        page.evaluate("document.activeElement.textContent") or ""
    ) else None
    assert "Apri la partecipazione" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Che cosa c’è nel registro")).to_be_visible()
    assert axe(page) == []
    assert nothing_cut_off(page)


def test_a_day_of_the_past_and_back(become: Become) -> None:
    page = become("Davide", 360, java_script_enabled=False)
    page.get_by_text("Mostrami quel giorno").click()
    page.get_by_label("Giorno, dal 2014 a oggi").fill("2024-05-01")
    page.get_by_role("button", name="Mostra", exact=True).click()
    expect(page.get_by_text("com’era il 1º maggio 2024")).to_be_visible()
    page.get_by_role("link", name="Torna a oggi").click()
    expect(page.get_by_text("com’era")).to_have_count(0)


def test_trying_without_script(become: Become) -> None:
    page = become("Amina", 360, java_script_enabled=False)
    page.get_by_role("link", name="Prova che cosa cambia").first.click()
    page.get_by_label("Crediti del corso").fill("20,5")
    page.get_by_label("Giorno in cui finisce").first.fill("2026-12-10")
    page.get_by_role("button", name="Confronta prima e dopo").click()
    expect(page.get_by_role("heading", name="Prima e dopo")).to_be_visible()
    assert nothing_cut_off(page)


@pytest.mark.parametrize("width", [320, 1100])
def test_the_order_s_pages(become: Become, axe: Axe, width: int) -> None:
    page = become("Ada", width)
    page.goto("/ordine/iscritti/")
    assert axe(page) == []
    page.get_by_label("Nome, codice fiscale o numero di iscrizione").fill("campioni")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Campioni Sara").click()
    expect(page.get_by_role("heading", name="Che cosa è stato deciso")).to_be_visible()
    assert axe(page) == []
    assert nothing_cut_off(page)
    page.get_by_role("navigation", name="Trienni").get_by_role("link", name="2023-2025").click()
    expect(page.get_by_text("Riduzione per periodi registrati").first).to_be_attached()
    text = page.content()
    for telling in ("maternit", "ottorat", "EXE-", "EXO-", "phd"):
        assert telling not in text


@pytest.mark.parametrize("width", [320, 1100])
def test_the_training_office_s_page(become: Become, axe: Axe, width: int) -> None:
    page = become("Carla", width)
    page.goto("/ufficio/personale/")
    assert axe(page) == []
    assert nothing_cut_off(page)
    expect(page.get_by_text("Esempi Giulia")).to_be_visible()


def test_the_archive_is_a_zip_with_its_index(become: Become, tmp_path: Path) -> None:
    page = become("Sara", 360)
    page.goto("/io/archivio/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Scarica l’archivio").click()
    path = tmp_path / "archivio.zip"
    download.value.save_as(path)
    made = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    assert made.testzip() is None
    assert "Sara Campioni" in made.read("LEGGIMI.html").decode()
    kinds = {each["contenuto"]["kind"] for each in json.loads(made.read("assenze/esoneri-ed-esenzioni.json"))}
    assert kinds == {"phd", "maternity"}


def test_on_paper_there_is_the_position_and_no_buttons(become: Become, tmp_path: Path) -> None:
    page = become("Sara", 1100)
    expect(page.locator(".pos-paper")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".pos-paper")).to_contain_text("Sara Campioni")
    expect(page.locator("h1[data-verdict]")).to_be_visible()
    for hidden in (page.locator(".pos-take"), page.locator(".pos-when"), page.locator("[data-next]")):
        expect(hidden).to_be_hidden()
    page.pdf(path=tmp_path / "posizione.pdf", format="A4")
    assert (tmp_path / "posizione.pdf").stat().st_size > 20_000
