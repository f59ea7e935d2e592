"""An installation with requests in it, and hands that use nothing but the keyboard."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.support import live
from triennio.registry.domain.requests.fields import Field

ROOT = Path(__file__).parents[3]
MOST_TABS = 150


@pytest.fixture(scope="session")
def installation_of_requests(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, str], dict[str, Any]]:
    """(environment, what `seeded` printed)."""
    env = live.environment(tmp_path_factory.mktemp("requests"))
    done = live.triennio("prepare", env=env)
    assert done.returncode == 0, done.stderr
    seeded = subprocess.run(
        [sys.executable, "-m", "tests.e2e.requests.seeded"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert seeded.returncode == 0, seeded.stderr
    return env, json.loads(seeded.stdout)


@pytest.fixture(scope="session")
def live_address(installation_of_requests: tuple[dict[str, str], dict[str, Any]]) -> Iterator[str]:
    """The address of the installation."""
    env, _known = installation_of_requests
    with live.serving(Path(env["TRIENNIO_VAR"]), env) as address:
        yield address


@pytest.fixture
def codes(installation_of_requests: tuple[dict[str, str], dict[str, Any]]) -> dict[str, str]:
    """The requests that are there from the beginning."""
    found: dict[str, str] = installation_of_requests[1]["requests"]
    return found


@pytest.fixture
def signed(
    new_context: Callable[..., BrowserContext],
    installation_of_requests: tuple[dict[str, str], dict[str, Any]],
    live_address: str,
) -> Callable[..., Page]:
    """A page of somebody who has signed in; 360 pixels wide unless told otherwise."""

    def enter(name: str, *, width: int = 360, scripts: bool = True) -> Page:
        context = new_context(viewport={"width": width, "height": 740}, java_script_enabled=scripts)
        value = installation_of_requests[1]["sessions"][name]
        context.add_cookies([{"name": "sessionid", "value": value, "url": live_address}])
        return context.new_page()

    return enter


@dataclass
class Hands:
    """Tab, arrows, letters, space, Enter: nothing is clicked."""

    page: Page

    def reach(self, selector: str) -> None:
        """Tab until the element has the focus; it must be seen to have it."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never reaches {selector}")

    def press(self, selector: str) -> None:
        """Reach a button or a link and press Enter; wait for the page that follows."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def answer(self, each: Field, value: str) -> None:
        """Answer one question."""
        if each.type == "choice" and len(each.choices) <= 4:
            self.reach(f"input[type=radio][name={each.name}]")
            self.page.keyboard.press("Space")
            for _ in each.choices:
                if self.page.locator(f"input[name={each.name}][value='{value}']").is_checked():
                    return
                self.page.keyboard.press("ArrowDown")
            raise AssertionError(f"{each.name}: {value} is not among the answers")
        self.reach(f"[name={each.name}]")
        if each.type == "check":
            self.page.keyboard.press("Space")
        elif each.type == "day":
            self._day(each.name, value)
        elif each.type == "choice":
            for _ in range([code for code, _ in each.choices].index(value) + 1):
                self.page.keyboard.press("ArrowDown")
            assert self.page.locator(f"[name={each.name}]").input_value() == value
        else:
            self.page.keyboard.type(value)

    def _day(self, name: str, value: str) -> None:
        """A day in the order that this browser writes days in."""
        year, month, day = value.split("-")
        field = self.page.locator(f"[name={name}]")
        for digits in (f"{month}{day}{year}", f"{day}{month}{year}"):
            field.evaluate("each => { each.blur(); each.focus() }")
            self.page.keyboard.type(digits)
            if field.input_value() == value:
                return
        raise AssertionError(f"{name}: {value} cannot be typed, it became {field.input_value()}")
