"""Takes the picture of the README again: `make picture`. Needs Chromium."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.support import chromium, live
from tools.repository import ROOT

PICTURE = ROOT / "docs" / "images" / "position.png"


def main() -> None:
    """Serve a fresh demonstration, be the nurse, keep what the first screen shows."""
    with tempfile.TemporaryDirectory(prefix="triennio-picture-") as folder, sync_playwright() as playwright:
        env = {**live.environment(Path(folder)), "TRIENNIO_DEMONSTRATION": "true"}
        live.triennio("prepare", env=env).check_returncode()
        live.triennio("demo", "load", env=env).check_returncode()
        with live.serving(Path(folder), env) as address:
            browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
            size = {"width": 1100, "height": 1050}
            page = browser.new_page(base_url=address, locale="it-IT", viewport=size)
            page.goto("/demo/")
            page.get_by_role("button", name="Giulia").click()
            page.goto("/io/")
            page.evaluate("document.fonts.ready")
            page.screenshot(path=PICTURE)
            browser.close()


if __name__ == "__main__":
    main()
