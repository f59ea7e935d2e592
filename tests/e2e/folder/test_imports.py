"""An import in a real browser: faults, the difference, applying, undoing; narrow, without script, checked by axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.db.imports.support import table
from tests.db.imports.test_members import member

LIST = "/ordine/importazioni/"


def _file(number: int) -> dict[str, Any]:
    lines = [member(number), member(number + 1, email="prova")]
    return {"name": f"albo-{number}.csv", "mimeType": "text/csv", "buffer": table("members", *lines)}


def _brought(page: Page, number: int) -> None:
    page.goto(LIST)
    page.get_by_label("Albo: persone e iscrizioni", exact=True).check()
    page.get_by_label("File", exact=True).set_input_files(_file(number))
    page.get_by_role("button", name="Leggi e confronta").press("Enter")
    # The page asks again by itself until the dry run has ended.
    expect(page.get_by_role("heading", name="Righe con difetti")).to_be_visible(timeout=30_000)


def test_faults_apply_and_undo_without_script(as_: Callable[..., Page]) -> None:
    page = as_("segreteria", 360, java_script_enabled=False)
    _brought(page, 500)
    expect(page.get_by_text("Non è un indirizzo di posta elettronica.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Scarica tutti i difetti (CSV)").click()
    assert download.value.suggested_filename.startswith("difetti-")
    page.get_by_role("button", name="Applica una riga").click()
    undo = page.get_by_role("button", name="Annulla l’importazione")
    expect(undo).to_be_visible(timeout=30_000)
    undo.click()
    expect(page.get_by_text("L’importazione è annullata")).to_be_visible(timeout=30_000)


def test_axe_finds_nothing_and_nothing_is_cut_off(
    as_: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    for number, width in ((520, 320), (540, 1100)):
        page = as_("segreteria", width)
        page.goto(LIST)
        found = axe(page)
        _brought(page, number)
        found += axe(page)
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
