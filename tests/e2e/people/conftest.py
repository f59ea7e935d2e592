"""An installation with people in it, served on `localhost` (a passkey needs a name), with a provider of identities."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.support import live
from tests.support.postgres import free_port
from tests.support.world import PASSWORD

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def identities() -> Iterator[str]:
    """The address of `triennio idp`."""
    port = free_port()
    process = subprocess.Popen(live.command("idp", "--port", str(port)), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{address}/jwks", timeout=5):
                break
        except OSError:
            time.sleep(0.05)
    yield address
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def people_env(tmp_path_factory: pytest.TempPathFactory, identities: str) -> dict[str, str]:
    """The environment of an installation with the small world in it."""
    env = live.environment(tmp_path_factory.mktemp("people"), TRIENNIO_OIDC_SPID_URL=identities)
    done = live.triennio("prepare", env=env)
    assert done.returncode == 0, done.stderr
    seeded = subprocess.run(
        [sys.executable, "-m", "tests.e2e.people.seeded"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert seeded.returncode == 0, seeded.stderr
    return env


@pytest.fixture(scope="session")
def live_address(people_env: dict[str, str]) -> Iterator[str]:
    """The address of the installation."""
    with live.serving(Path(people_env["TRIENNIO_VAR"]), people_env) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def mailbox(people_env: dict[str, str]) -> Callable[..., str]:
    """Wait for a message to an address and give its text; `code=True` gives the code in it."""
    folder = Path(people_env["TRIENNIO_VAR"]) / "mail"

    def newest(to: str, *, subject: str, code: bool = False) -> str:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for path in sorted(folder.glob("*.log"), key=lambda each: -each.stat().st_mtime_ns):
                for part in reversed(re.split(rb"-{79}\n", path.read_bytes())):
                    message = message_from_bytes(part, policy=policy.default)
                    if message["To"] != to or subject not in (message["Subject"] or ""):
                        continue
                    text = message.get_content()
                    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", text, re.MULTILINE)
                    if not code or found:
                        return found[1] if code and found else text
            time.sleep(0.1)
        raise AssertionError(f"no message to {to} about {subject}")

    return newest


@pytest.fixture
def sign_in(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A page in which somebody of the world has signed in with a password, on a phone unless told otherwise."""

    def enter(name: str, *, width: int = 360) -> Page:
        page = new_context(viewport={"width": width, "height": 740}).new_page()
        page.goto("/accesso/login/")
        page.get_by_label("Indirizzo e-mail").fill(f"{name}@prova.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Entra", exact=True).click()
        page.wait_for_url(lambda url: "/accesso/login" not in url)
        return page

    return enter
