"""The Chromium of the machine; never one downloaded by a package."""

import shutil

HOW_TO_GET_IT = "apt-get install chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def path() -> str | None:
    """Return the path of the program, or None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
