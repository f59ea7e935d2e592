"""The folder, moves and dossiers in a real browser: narrow, by keyboard, without script, checked by axe."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

PAGES = [
    ("giulia", "/io/spostamento/"),
    ("giulia", "/io/dossier/"),
    ("giulia", "/io/dossier/modifica/"),
    ("giulia", "/io/prove/"),
    ("giulia", "/io/prove/{expected}/"),
    ("giulia", "/io/prove/{expected}/dichiarazione/"),
    ("giulia", "/io/spese/"),
    ("giulia", "/io/spese/giorni/"),
    ("giulia", "/io/ricettario/"),
    ("ufficio", "/ufficio/dossier/"),
    ("ufficio", "/ufficio/dossier/{group}/"),
    ("ufficio", "/ufficio/dossier/{group}/modifica/"),
    ("ufficio", "/ufficio/dossier/{group}/membri/"),
    ("segreteria", "/ufficio/dossier/richiesta/"),
    ("gestione", "/gestione/dossier/"),
    ("provider", "/provider/fabbisogni/"),
]
PDF = {"name": "attestato.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nprova"}


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    as_: Callable[..., Page], axe: Callable[[Page], list[str]], about: dict[str, Any], who: str, path: str
) -> None:
    for width in (320, 1100):
        page = as_(who, width)
        faults: list[str] = []
        page.on(
            "console", lambda message, to=faults: to.append(message.text) if message.type == "error" else None
        )
        answer = page.goto(path.format(**about))
        assert answer
        assert answer.status == 200
        assert page.url.endswith(path.format(**about))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(page) == []
        assert faults == []


def _tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until that element has the focus."""
    wanted = page.get_by_role(role, name=name, exact=False).first  # type: ignore[arg-type]
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"Tab never reaches {name}")


def test_a_dossier_is_planned_by_keyboard_and_adds_up_while_typing(
    as_: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    page = as_("giulia")
    page.goto("/io/dossier/modifica/")
    _tab_to(page, "spinbutton", "Contenuti tecnici")
    page.keyboard.type("60")
    _tab_to(page, "spinbutton", "Comunicazione, privacy")
    page.keyboard.type("30")
    expect(page.locator("[data-total]")).to_have_text("90%")
    expect(page.locator("[data-sum=technical]")).to_have_text("60%")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("sommano a 90%")
    assert axe(page) == []
    page.get_by_role("spinbutton", name="Comunicazione, privacy").fill("40")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Dossier salvato")
    expect(page.get_by_role("heading", name="Il mio dossier individuale")).to_be_visible()


def test_proofs_are_sent_matched_and_taken_away_without_script(as_: Callable[..., Page]) -> None:
    page = as_("giulia", java_script_enabled=False)
    page.goto("/io/prove/")
    page.get_by_label("Documenti: uno o più file").set_input_files([PDF, {**PDF, "name": "secondo.pdf"}])
    page.get_by_role("button", name="Salva").click()
    expect(page.get_by_text("2 documenti salvati.")).to_be_visible()
    page.get_by_label("Quale credito dimostra").first.select_option(
        label="03/01/2026 · Corso non ancora nel registro"
    )
    page.get_by_role("button", name="Abbina").first.click()
    page.get_by_role("button", name="Elimina").first.click()
    expect(page.get_by_text("Documento eliminato.")).to_be_visible()
    expect(page.locator(".fol-state-certificate").nth(1)).to_have_text("Attestato")
    sent = page.request.get("/io/prove/archivio.zip")
    assert sent.ok
    names = zipfile.ZipFile(io.BytesIO(sent.body())).namelist()
    assert len(names) == 3
    assert {"indice.csv", "indice.html"} <= set(names)


def test_an_expense_and_a_paid_day_by_keyboard(as_: Callable[..., Page]) -> None:
    page = as_("giulia")
    page.goto("/io/spese/")
    _tab_to(page, "radio", "Iscrizione a master")
    page.keyboard.press("Space")
    _tab_to(page, "textbox", "Importo in euro")
    page.keyboard.type("dodici")
    page.keyboard.press("Tab")
    page.keyboard.type("Master in area critica")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Importo in euro")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Importo in euro").fill("1.200,50")
    page.keyboard.press("Enter")
    expect(page.locator(".fol-card-number")).to_have_text("1.200,50\u00a0€")
    page.goto("/io/spese/giorni/")
    page.get_by_label("Giorno", exact=True).fill("2026-03-03")
    page.get_by_label("Giorno", exact=True).press("Enter")
    expect(page.get_by_text("usati 1 su 8")).to_be_visible()


def test_the_line_is_copied(as_: Callable[..., Page]) -> None:
    page = as_("giulia")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/io/ricettario/")
    page.get_by_role("button", name="Copia").first.click()
    expect(page.get_by_text("Copiato").first).to_be_visible()
    assert "Obbligo formativo ECM del triennio" in page.evaluate("navigator.clipboard.readText()")


def test_the_declaration_prints_without_the_page_around_it(
    as_: Callable[..., Page], about: dict[str, Any]
) -> None:
    page = as_("giulia")
    page.goto(f"/io/prove/{about['expected']}/dichiarazione/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Dichiarazione da firmare")).to_be_hidden()
    expect(page.get_by_role("heading", name="Dichiarazione sostitutiva")).to_be_visible()
    expect(page.get_by_role("button", name="Stampa")).to_be_hidden()


def test_members_from_the_list_to_the_dossier_and_back(
    as_: Callable[..., Page], about: dict[str, Any]
) -> None:
    page = as_("ufficio")
    page.goto(f"/ufficio/dossier/{about['group']}/membri/")
    page.get_by_label("Codici fiscali").fill(f"{about['colleague']}\nSBAGLIATO")
    page.get_by_role("button", name="Controlla").click()
    expect(page.get_by_role("cell", name="SBAGLIATO")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Aggiungi 1 persona").click()
    page.get_by_role("button", name="Annulla l’aggiunta").click()
    expect(page.get_by_text("1 persona tolta dal dossier.")).to_be_visible()


def test_moving_shows_before_and_after_and_asks_twice_by_keyboard(
    as_: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    page = as_("giulia")
    page.goto("/io/spostamento/")
    _tab_to(page, "checkbox", "Corso da spostare")
    page.keyboard.press("Space")
    _tab_to(page, "button", "Vedi prima e dopo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Prima e dopo")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []
    _tab_to(page, "checkbox", "Ho confrontato")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Spostamento registrato")
    expect(page.get_by_role("heading", name="Già spostate")).to_be_visible()
