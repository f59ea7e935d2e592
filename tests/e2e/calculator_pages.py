"""What a person does on the calculator, in her words."""

from playwright.sync_api import Page


def first_step(page: Page, **answers: str) -> None:
    """Answer who she is."""
    told = {
        "professione": "14",
        "periodo": "2020-2022",
        "iscrizione": "2010",
        "lavoro": "employee",
        **answers,
    }
    page.locator("[name=professione]").select_option(told["professione"])
    page.locator("[name=periodo]").select_option(told["periodo"])
    page.locator("[name=iscrizione]").fill(told["iscrizione"])
    choose(page, "lavoro", told["lavoro"])


def choose(page: Page, name: str, value: str) -> None:
    """Tap the words beside a radio button or a box."""
    control = page.locator(f"[name={name}][value={value}]")
    page.locator(f"label[for={control.get_attribute('id')}]").click()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Avanti").click()


def calculate(page: Page) -> None:
    page.get_by_role("button", name="Calcola").click()
    page.locator("[data-verdict]").wait_for()


def figure_2(page: Page) -> None:
    """The screen of the guide, typed in step by step."""
    page.goto("/")
    first_step(page)
    go_on(page)
    page.locator("[name=precedenti]").fill("130")
    choose(page, "dossier", "individual")
    choose(page, "dossier_prima", "individual")
    go_on(page)
    page.locator("[name=discente]").fill("20,5")
    page.locator("[name=autoformazione]").fill("15")
    calculate(page)


def away(page: Page) -> None:
    """Two whole years away, one for each reason."""
    page.goto("/")
    first_step(page, periodo="2023-2025")
    go_on(page)
    page.locator("[name=assenza_1]").select_option("suspended_year")
    page.locator("[name=assenza_2]").select_option("course_year")
    go_on(page)
    calculate(page)
