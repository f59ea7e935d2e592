"""An installation with the demonstration in it; one becomes somebody by choosing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.support import live

Become = Callable[..., Page]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the installation."""
    env = live.environment(tmp_path_factory.mktemp("position"), TRIENNIO_DEMONSTRATION="true")
    for command in (("prepare",), ("demo", "load")):
        done = live.triennio(*command, env=env)
        assert done.returncode == 0, done.stderr
    return env


@pytest.fixture(scope="session")
def live_address(demonstration: dict[str, str]) -> Iterator[str]:
    """The address of the installation."""
    with live.serving(Path(demonstration["TRIENNIO_VAR"]), demonstration) as address:
        yield address


@pytest.fixture
def become(new_context: Callable[..., BrowserContext]) -> Become:
    """A page of somebody of the demonstration: `become("Giulia", width=360)`."""

    def page_of(name: str, width: int = 360, **options: Any) -> Page:
        page = new_context(viewport={"width": width, "height": 740}, **options).new_page()
        page.goto("/demo/")
        page.get_by_role("button", name=name).click()
        return page

    return page_of
