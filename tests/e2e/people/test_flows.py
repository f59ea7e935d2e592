"""From signing up to approval, and every way of signing in, as people do them."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.world import PASSWORD
from triennio.people.identity.testprovider import IDENTITIES

NEW = "nadia@prova.example"
PHONE = {"width": 360, "height": 740}
Axe = Callable[[Page], list[str]]


def _fits(page: Page, axe: Axe) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []


def _tick(page: Page, label: str) -> None:
    """The face of a box is drawn by its label."""
    page.locator("label", has_text=label).click()
    expect(page.get_by_label(label)).to_be_checked()


def test_from_signing_up_to_approval(
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[..., Page],
    mailbox: Callable[..., str],
    axe: Axe,
) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.goto("/accesso/signup/")
    page.get_by_label("Indirizzo e-mail").fill(NEW)
    page.get_by_label("Password").fill("sentiero-lampada-ottobre")
    page.get_by_text("Leggi le condizioni d’uso").click()
    expect(page.get_by_text("Un account, una persona")).to_be_visible()
    _fits(page, axe)
    _tick(page, "Accetto le condizioni d’uso")
    page.get_by_role("button", name="Registrati").click()
    expect(page.get_by_role("heading", name="Conferma l’indirizzo")).to_be_visible()
    _fits(page, axe)
    page.get_by_label("Codice").fill(mailbox(NEW, subject="codice per confermare", code=True))
    page.get_by_role("button", name="Conferma").click()
    expect(page.get_by_role("heading", name="Chiedi l’accesso")).to_be_visible()
    _fits(page, axe)
    page.get_by_label("Nome", exact=True).fill("Nàdia")
    page.get_by_label("Cognome").fill("D’Esempio")
    page.get_by_label("Codice fiscale").fill("RSSMRA85T10A562A")
    page.get_by_label("A chi si chiede l’accesso").select_option(label="Ordine di prova")
    page.get_by_label("Professione").select_option(label="Infermiere")
    page.get_by_role("button", name="Invia la domanda").click()
    expect(page.get_by_role("alert")).to_contain_text("L’ultimo carattere")
    expect(page.get_by_label("Nome", exact=True)).to_have_value("Nàdia")
    _fits(page, axe)
    page.get_by_label("Codice fiscale").fill("RSSMRA85T10A562S")
    page.get_by_role("button", name="Invia la domanda").click()
    expect(page.get_by_role("heading", name="La domanda è in attesa")).to_be_visible()
    _fits(page, axe)

    office = sign_in("segreteria")
    mailbox("segreteria@prova.example", subject="nuova domanda di accesso")
    office.goto("/ordine/accessi/")
    _fits(office, axe)
    office.get_by_role("link", name="D’Esempio Nàdia").click()
    _fits(office, axe)
    _tick(office, "Non è ancora nell’albo")
    office.get_by_role("button", name="Accogli la domanda").click()
    expect(office.get_by_text("La domanda è accolta")).to_be_visible()

    mailbox(NEW, subject="accesso approvato")
    page.goto("/io/account/")
    expect(page.get_by_text("attivo", exact=True)).to_be_visible()
    expect(page.get_by_text("RSSMRA85T10A562S")).to_be_visible()
    _fits(page, axe)


def test_five_wrong_passwords_lock_and_the_code_by_mail_still_enters(
    new_context: Callable[..., BrowserContext], mailbox: Callable[..., str], axe: Axe
) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.goto("/accesso/login/")
    for password in (*["sbagliata-del-tutto"] * 5, PASSWORD):
        page.get_by_label("Indirizzo e-mail").fill("marco@prova.example")
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Entra", exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("fermo fino alle")
    _fits(page, axe)
    page.get_by_role("link", name="Con un codice via e-mail").click()
    page.get_by_label("Indirizzo e-mail").fill("marco@prova.example")
    page.get_by_role("button", name="Invia il codice").click()
    page.get_by_label("Codice").fill(mailbox("marco@prova.example", subject="codice per entrare", code=True))
    _fits(page, axe)
    page.get_by_role("button", name="Conferma").click()
    page.goto("/io/account/")
    expect(page.get_by_role("heading", name="Il mio account")).to_be_visible()


def _again(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Conferma").click()


def test_two_steps_with_an_app(sign_in: Callable[..., Page], axe: Axe) -> None:
    page = sign_in("elena")
    page.goto("/accesso/2fa/")
    _fits(page, axe)
    page.get_by_role("link", name="Attivala").click()
    _fits(page, axe)
    _again(page)
    secret = page.locator(".people-secret").inner_text()
    _fits(page, axe)
    page.get_by_label("Codice dell’app").fill(_totp(secret))
    page.get_by_role("button", name="Attiva").click()
    expect(page.get_by_role("heading", name="Codici di riserva")).to_be_visible()
    reserve = page.locator(".people-codes code").first.inner_text()
    _fits(page, axe)
    other = sign_in("elena")
    expect(other.get_by_role("heading", name="Secondo passaggio")).to_be_visible()
    _fits(other, axe)
    other.get_by_label("Codice").fill(reserve)
    other.get_by_role("button", name="Entra", exact=True).click()
    other.goto("/io/account/")
    expect(other.get_by_text("Codici di riserva rimasti: 9.")).to_be_visible()


def _totp(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_passkey_is_added_and_opens_the_door(sign_in: Callable[..., Page], axe: Axe) -> None:
    page = sign_in("giulia")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/accesso/2fa/webauthn/add/")
    _again(page)
    expect(page.get_by_role("heading", name="Aggiungi una passkey")).to_be_visible()
    _fits(page, axe)
    page.get_by_label("Come chiamarla").fill("telefono")
    _tick(page, "Entra solo con questa passkey")
    page.get_by_role("button", name="Aggiungi").click()
    expect(page.get_by_role("heading", name="Codici di riserva")).to_be_visible()
    page.goto("/accesso/2fa/webauthn/")
    expect(page.get_by_text("telefono", exact=True).first).to_be_visible()
    _fits(page, axe)
    page.get_by_role("button", name="Esci").click()
    page.goto("/accesso/login/")
    page.get_by_role("button", name="Con una passkey").click()
    page.wait_for_url(lambda url: "/accesso/login" not in url)
    page.goto("/io/account/")
    expect(page.get_by_text("giulia@prova.example")).to_be_visible()


def test_spid_leads_to_an_application_with_the_code_already_there(
    browser: Browser, live_address: str, mailbox: Callable[..., str], axe: Axe
) -> None:
    # Its own context: this is the one flow that goes to another address, and comes back.
    context = browser.new_context(base_url=live_address, locale="it-IT", viewport=PHONE)
    page = context.new_page()
    page.goto("/accesso/login/")
    page.get_by_role("link", name="Entra con SPID").click()
    noe = IDENTITIES[1]
    page.get_by_role("button", name=noe.tax_code).click()
    expect(page.get_by_role("heading", name="Ancora un dato")).to_be_visible()
    _fits(page, axe)
    _tick(page, "Accetto le condizioni d’uso")
    page.get_by_role("button", name="Continua").click()
    page.get_by_label("Codice").fill(mailbox(noe.email, subject="codice per confermare", code=True))
    page.get_by_role("button", name="Conferma").click()
    field = page.get_by_label("Codice fiscale")
    expect(field).to_have_value(noe.tax_code)
    expect(field).to_be_disabled()
    _fits(page, axe)
    context.close()


def test_signing_in_and_asking_with_the_keyboard_alone(
    new_context: Callable[..., BrowserContext], axe: Axe
) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.goto("/accesso/login/")
    _walk_to(page, "#id_login")
    page.keyboard.type("ufficio@prova.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accesso/login" not in url)
    page.goto("/io/account/")
    _walk_to(page, "button[name=asked]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Ritira la richiesta")).to_be_visible()
    _fits(page, axe)


def _walk_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outlined = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
            )
            assert outlined, f"{selector} shows no focus"
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_signing_in_and_out_without_script(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("/accesso/login/")
    expect(page.get_by_role("button", name="Con una passkey")).to_be_hidden()
    page.get_by_label("Indirizzo e-mail").fill("provider@prova.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Entra", exact=True).click()
    page.get_by_role("button", name="Esci").click()
    expect(page.get_by_role("link", name="Entra")).to_be_visible()
