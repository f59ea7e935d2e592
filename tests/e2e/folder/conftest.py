"""An installation with the small world in it, and contexts that are already signed in."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.support import live
from tests.support.world import PASSWORD

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def folder_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the installation."""
    env = live.environment(tmp_path_factory.mktemp("folder"))
    done = live.triennio("prepare", env=env)
    assert done.returncode == 0, done.stderr
    return env


@pytest.fixture(scope="session")
def about(folder_env: dict[str, str]) -> dict[str, Any]:
    """What stands in it."""
    seeded = subprocess.run(
        [sys.executable, "-m", "tests.support.register", "seed"],
        env=folder_env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert seeded.returncode == 0, seeded.stderr
    found: dict[str, Any] = json.loads(seeded.stdout)
    return found


@pytest.fixture(scope="session")
def live_address(folder_env: dict[str, str], about: dict[str, Any]) -> Iterator[str]:
    """The address of the installation, people in it."""
    with live.serving(Path(folder_env["TRIENNIO_VAR"]), folder_env) as address:
        yield address


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sign-ins made so far in this session: each name signs in once."""
    return {}


@pytest.fixture
def as_(
    new_context: Callable[..., BrowserContext],
    signed: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., Page]:
    """A page of somebody who has signed in: `as_("giulia", width=360)`."""

    def page_of(name: str, width: int = 360, **options: Any) -> Page:
        viewport = {"width": width, "height": 740}
        if name not in signed:
            page = new_context(viewport=viewport).new_page()
            page.goto("/accesso/login/")
            page.get_by_label("Indirizzo e-mail").or_(page.locator("[name=login]")).first.fill(
                f"{name}@prova.example"
            )
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("main form button[type=submit]").first.click()
            page.wait_for_url(lambda url: "/accesso/login" not in url)
            signed[name] = tmp_path_factory.mktemp("signed") / f"{name}.json"
            page.context.storage_state(path=signed[name])
        return new_context(viewport=viewport, storage_state=signed[name], **options).new_page()

    return page_of
