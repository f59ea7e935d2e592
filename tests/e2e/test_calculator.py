"""The calculator as people use it: with a finger, with the keys, without scripts, with a link."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.calculator_pages import away, calculate, choose, figure_2, first_step, go_on

Contexts = Callable[..., BrowserContext]


def test_one_step_at_a_time_with_progress_and_focus(phone: Page) -> None:
    phone.goto("/")
    expect(phone.locator("[data-step='1']")).to_be_visible()
    expect(phone.locator("[data-step='2']")).to_be_hidden()
    first_step(phone)
    go_on(phone)
    expect(phone.locator("[data-step='1']")).to_be_hidden()
    expect(phone.locator("[data-step='2'] > legend")).to_be_focused()
    expect(phone.locator("[data-progress] [aria-current=step]")).to_have_text("Che cosa riduce l’obbligo")
    expect(phone.get_by_role("status")).to_have_text("Passo 2 di 3")
    phone.get_by_role("button", name="Indietro").click()
    expect(phone.locator("[name=iscrizione]")).to_have_value("2010")
    expect(phone).to_have_url("/")


def test_the_back_key_of_the_phone_goes_one_step_back(phone: Page) -> None:
    phone.goto("/")
    first_step(phone)
    go_on(phone)
    go_on(phone)
    expect(phone.locator("[data-step='3']")).to_be_visible()
    phone.go_back()
    expect(phone.locator("[data-step='2']")).to_be_visible()
    phone.go_back()
    expect(phone.locator("[data-step='1']")).to_be_visible()


def test_a_missing_answer_is_asked_before_going_on(phone: Page) -> None:
    phone.goto("/")
    go_on(phone)
    expect(phone.locator("[name=professione]")).to_be_focused()
    expect(phone.locator("[name=professione]")).to_have_attribute("aria-invalid", "true")
    expect(phone.get_by_text("Manca la risposta.")).to_have_count(3)
    first_step(phone)
    go_on(phone)
    expect(phone.locator("[data-step='2']")).to_be_visible()


def test_only_the_questions_of_the_period_are_asked(page: Page) -> None:
    page.goto("/")
    first_step(page, periodo="2014-2016")
    go_on(page)
    expect(page.locator("[name=dossier]").first).to_be_hidden()
    expect(page.locator("[data-question=sisma_2016]")).to_be_visible()
    expect(page.locator("[data-question=alluvione]")).to_be_hidden()
    expect(page.get_by_text("Primo anno (2014)", exact=True)).to_be_visible()
    page.get_by_role("button", name="Indietro").click()
    page.locator("[name=periodo]").select_option("2023-2025")
    go_on(page)
    expect(page.locator("[data-question=alluvione]")).to_be_visible()
    expect(page.get_by_text("Terzo anno (2025)", exact=True)).to_be_visible()


def test_figure_2_of_the_guide(page: Page) -> None:
    figure_2(page)
    expect(page.locator("[data-verdict]")).to_have_text("Al 31 dicembre 2022 mancavano 16,83 crediti")
    fall = page.locator("section", has=page.get_by_role("heading", name="Da 150 a 46,67"))
    expect(fall.locator(".pic-fall-amount", has_text="−23,33")).to_be_visible()
    fall.locator("summary", has_text="Riduzione Covid").click()
    expect(fall.locator("details[open] .pic-explain-numbers dd").first).to_have_text("70")


def test_the_whole_way_with_the_keys_alone(page: Page) -> None:
    page.goto("/")
    page.locator("[name=professione]").focus()
    page.keyboard.type("Inferm")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("2010")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Avanti")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-step='2'] > legend")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[name=precedenti]")).to_be_focused()
    page.keyboard.press("Enter")  # Enter in a field goes on
    expect(page.locator("[data-step='3'] > legend")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict]")).to_contain_text("Mancano 130 crediti")
    table = page.locator("summary", has_text="Vedi come tabella").first
    table.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").first).to_be_visible()


def test_answers_are_changed_without_losing_any(page: Page) -> None:
    figure_2(page)
    page.get_by_role("button", name="Modifica il passo 2").click()
    expect(page.locator("[data-step='2']")).to_be_visible()
    expect(page.locator("[name=precedenti]")).to_have_value("130")
    page.locator("[name=precedenti]").fill("90")
    go_on(page)
    expect(page.locator("[name=discente]")).to_have_value("20,5")
    calculate(page)
    expect(page.get_by_role("heading", name="Da 150 a 56,67")).to_be_visible()


def test_a_fault_in_a_later_step_is_one_key_away(page: Page) -> None:
    page.goto("/")
    first_step(page)
    go_on(page)
    go_on(page)
    page.locator("[name=discente]").fill("molti")
    page.get_by_role("button", name="Calcola").click()
    summary = page.locator("[data-faults]")
    expect(summary).to_be_focused()
    expect(page.locator("[name=discente]")).to_have_value("molti")
    summary.get_by_role("link", name="Crediti come discente").click()
    expect(page.locator("[name=discente]")).to_be_focused()


def test_everything_works_without_scripts(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto("/")
    page.get_by_role("button", name="Calcola").click()
    expect(page.get_by_role("alert")).to_contain_text("Scegli la tua professione.")
    page.get_by_role("alert").get_by_role("link", name="La tua professione").click()
    first_step(page)
    page.locator("[name=precedenti]").fill("130")
    choose(page, "dossier", "individual")
    choose(page, "dossier_prima", "individual")
    calculate(page)
    expect(page.locator("[data-verdict]")).to_have_text("Al 31 dicembre 2022 mancavano 46,67 crediti")
    page.locator("summary", has_text="Crediti del triennio 2017-2019").click()
    expect(page.get_by_role("link", name="Riduzione del 2020-2022 per i crediti")).to_be_visible()
    page.get_by_role("button", name="Modifica le risposte").click()
    expect(page.locator("[name=precedenti]")).to_have_value("130")


def test_a_shared_link_carries_the_answers_only_after_the_hash(page: Page, new_context: Contexts) -> None:
    figure_2(page)
    page.get_by_role("button", name="Condividi").click()
    link = page.locator("[data-link]").input_value()
    expect(page.locator("[data-reasons-row]")).to_be_hidden()
    assert urlsplit(link).query == ""
    assert parse_qs(urlsplit(link).fragment)["precedenti"] == ["130"]
    addresses: list[str] = []
    other = new_context().new_page()
    other.on("request", lambda request: addresses.append(request.url))
    other.goto(link)
    other.locator("[data-verdict]").wait_for()
    expect(other.locator("[data-verdict]")).to_have_text("Al 31 dicembre 2022 mancavano 16,83 crediti")
    expect(other).to_have_url("/")
    assert not any("130" in address.partition("#")[0] for address in addresses)


def test_a_shared_link_keeps_the_kinds_of_absence_to_oneself_unless_asked(page: Page) -> None:
    away(page)
    expect(page.locator("[data-verdict]")).to_contain_text("50 crediti")
    page.get_by_role("button", name="Condividi").click()
    fields = parse_qs(urlsplit(page.locator("[data-link]").input_value()).fragment)
    assert (fields["assenza_1"], fields["assenza_2"]) == (["unsaid_year"], ["unsaid_year"])
    page.get_by_text("Metti nel link anche il tipo delle assenze").click()
    fields = parse_qs(urlsplit(page.locator("[data-link]").input_value()).fragment)
    assert (fields["assenza_1"], fields["assenza_2"]) == (["suspended_year"], ["course_year"])


def test_a_link_pasted_over_the_open_page_is_followed(page: Page) -> None:
    page.goto("/")
    page.goto("/#professione=14&periodo=2023-2025&iscrizione=2010&lavoro=employee&discente=50")
    page.locator("[data-verdict]").wait_for()
    expect(page.locator("[data-verdict]")).to_have_text("Al 31 dicembre 2025 mancavano 100 crediti")


def test_a_broken_link_opens_the_form(page: Page) -> None:
    page.goto("/#professione=nessuna&mai=1&periodo=2020-2022")
    expect(page.locator("[data-faults]")).to_be_visible()
    expect(page.locator("[name=periodo]")).to_have_value("2020-2022")


def test_no_cookie_and_nothing_kept_by_the_browser(page: Page) -> None:
    figure_2(page)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_on_paper_everything_is_open(page: Page) -> None:
    figure_2(page)
    # The button shows itself when its script has run: from then on the page hears that it is being printed.
    expect(page.get_by_role("button", name="Stampa")).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.pic-fall:not([open])").count() == 0
    expect(page.locator(".pic-explain").first).to_be_visible()
    expect(page.get_by_role("button", name="Stampa")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
