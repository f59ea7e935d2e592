"""Requests as people make them: on a phone, with the keyboard alone, without scripts, on two devices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.requests.conftest import Hands
from tests.support.requests import PDF
from tests.support.requests_answers import ANSWERS
from triennio.registry.domain.requests.fields import asked
from triennio.registry.domain.requests.kind import Situation
from triennio.registry.domain.requests.kinds import KINDS

Axe = Callable[[Page], list[str]]
Signed = Callable[..., Page]
FILE = {"name": "foglio.pdf", "mimeType": "application/pdf", "buffer": PDF}
SITUATION = Situation(today=date(2026, 11, 22), enrolled=date(2010, 3, 2))


def _looked_at(page: Page, axe: Axe) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", KINDS)
def test_each_request_on_a_phone_with_the_keyboard_alone(signed: Signed, axe: Axe, kind: str) -> None:
    page = signed("giulia")
    hands, slug = Hands(page), KINDS[kind].slug
    page.goto(f"/io/richieste/nuova/{slug}/")
    hands.press(f"form[action$='/{slug}/'] button")
    _looked_at(page, axe)
    for each in KINDS[kind].fields(SITUATION):
        if each.name in ANSWERS[kind] and asked(each, ANSWERS[kind]):
            hands.answer(each, ANSWERS[kind][each.name])
    expect(page.locator("[data-effect]")).to_contain_text("Prima e dopo")
    _looked_at(page, axe)
    hands.press("button[value=next]")
    expect(page.get_by_role("heading", level=1)).to_have_text("Documenti")
    for role in ("proof", "reminder"):
        # The window in which a file is chosen belongs to the system, not to the page.
        if page.locator(f"#file_{role}").count():
            page.locator(f"#file_{role}").set_input_files(FILE)
            hands.press(f"form:has(#file_{role}) button")
    hands.press("a.btn-primary[href$='/invio/']")
    _looked_at(page, axe)
    hands.reach("#sure")
    page.keyboard.press("Space")
    hands.press("form:has(#sure) button")
    expect(page.locator(".req-state").first).to_contain_text("inviata")
    _looked_at(page, axe)


def test_the_three_questions_with_the_keyboard_alone(signed: Signed, axe: Axe) -> None:
    page = signed("giulia")
    hands = Hands(page)
    page.goto("/io/richieste/")
    _looked_at(page, axe)
    hands.press("a[href$='/nuova/']")
    for name, steps in (("che", 3), ("quando", 2), ("chi", 0)):
        _looked_at(page, axe)
        hands.reach(f"input[name={name}]")
        page.keyboard.press("Space")
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
        hands.press(".req-question button")
    expect(page.get_by_role("heading", level=1)).to_have_text("Formazione all’estero")
    _looked_at(page, axe)


def test_only_the_questions_that_concern_the_answer_are_shown(signed: Signed) -> None:
    page = signed("giulia")
    page.goto("/io/richieste/nuova/esenzione/")
    page.get_by_role("button", name="Comincia").click()
    expect(page.get_by_label("Reddito professionale annuo")).to_be_hidden()
    page.get_by_label("Motivo della sospensione").select_option("retired_occasional")
    expect(page.get_by_label("Reddito professionale annuo")).to_be_visible()


def test_a_draft_saves_itself_and_is_resumed_on_another_device(signed: Signed) -> None:
    page = signed("giulia")
    page.goto("/io/richieste/nuova/autoformazione/")
    page.get_by_role("button", name="Comincia").click()
    page.get_by_label("Ore dedicate").fill("9")
    page.get_by_label("Titoli e autori").fill("Un manuale di prova")
    page.get_by_label("Dal").focus()
    expect(page.get_by_role("status").filter(has_text="Bozza salvata alle")).to_be_visible()
    address = page.url
    page.context.close()
    elsewhere = signed("giulia", width=1100)
    elsewhere.goto(address)
    expect(elsewhere.get_by_label("Ore dedicate")).to_have_value("9")
    expect(elsewhere.get_by_label("Titoli e autori")).to_have_value("Un manuale di prova")


def test_without_scripts_the_whole_way_works(signed: Signed) -> None:
    page = signed("giulia", scripts=False)
    page.goto("/io/richieste/nuova/autoformazione/")
    page.get_by_role("button", name="Comincia").click()
    page.get_by_role("button", name="Avanti").click()
    expect(page.get_by_role("alert")).to_contain_text("Ci sono 5 risposte da sistemare")
    for name, value in ANSWERS["self_training"].items():
        field = page.locator(f"[name={name}]")
        if name == "material":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Calcola l’effetto").click()
    expect(page.locator("#effetto")).to_contain_text("crediti riconosciuti")
    page.get_by_role("button", name="Avanti").click()
    page.get_by_role("link", name="Avanti").click()
    page.get_by_label("Ho visto che cosa cambia").check(force=True)
    page.get_by_role("button", name="Invia la richiesta").click()
    expect(page.locator(".req-state").first).to_contain_text("inviata")


@pytest.mark.parametrize("width", [360, 1100])
def test_pages_of_requests_have_nothing_for_axe(
    signed: Signed, axe: Axe, codes: dict[str, str], width: int
) -> None:
    page = signed("giulia", width=width)
    for path in ("", "risposte/", "documenti/", "invio/", "dichiarazione/"):
        page.goto(f"/io/richieste/{codes['asked']}/{path}")
        _looked_at(page, axe)
    page = signed("clerk", width=width)
    for path in ("", f"{codes['exemption']}/", f"{codes['asked']}/"):
        page.goto(f"/ordine/richieste/{path}")
        _looked_at(page, axe)


def test_a_body_sends_its_document_from_a_phone(
    signed: Signed, new_context: Callable[..., object], axe: Axe, codes: dict[str, str]
) -> None:
    page = signed("elena")
    page.goto(f"/io/richieste/{codes['tutoring']}/documenti/")
    page.get_by_text("Far inviare il documento dall’ente").click()
    page.get_by_label("Nome dell’ente").fill("Ateneo di prova")
    page.get_by_role("button", name="Crea l’indirizzo").click()
    address = page.get_by_label("Indirizzo", exact=True).input_value()
    _looked_at(page, axe)
    body = new_context(viewport={"width": 360, "height": 740}).new_page()  # type: ignore[attr-defined]
    body.goto(address)
    expect(body.locator("main")).to_contain_text("Elena P.")
    _looked_at(body, axe)
    body.get_by_label("Documento").set_input_files(FILE)
    body.get_by_role("button", name="Invia il documento").click()
    expect(body.get_by_role("heading", level=1)).to_have_text("Documento ricevuto")
    _looked_at(body, axe)


def test_the_office_decides_with_the_keyboard_alone(signed: Signed, codes: dict[str, str]) -> None:
    page = signed("clerk", width=1100)
    hands = Hands(page)
    page.goto("/ordine/richieste/")
    hands.press(f"a[href$='{codes['self_training']}/']")
    hands.reach("#text")
    page.keyboard.type("Cinque ore sono provate.")
    hands.reach("#credits")
    page.keyboard.type("5")
    hands.press("button[value=accept]")
    expect(page.locator(".req-state").first).to_contain_text("accolta")
