"""What every test shares: installations to run, and honesty about what was skipped."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import chromium, live, postgres

CI = os.environ.get("CI", "").lower() == "true"
_NEEDS = {
    "chromium": (chromium.path, "Chromium", chromium.HOW_TO_GET_IT),
    "postgres": (postgres.binaries, "PostgreSQL server", postgres.HOW_TO_GET_IT),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what this machine has no program for. Spark is an optional group and never part of CI; what takes a night
    is left out unless it is asked for.
    """
    if "nightly" not in str(config.getoption("markexpr")):
        long = [item for item in items if item.get_closest_marker("nightly")]
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)
    if CI:
        optional = [item for item in items if item.get_closest_marker("spark")]
        items[:] = [item for item in items if item not in optional]
        config.hook.pytest_deselected(items=optional)
    for mark, (find, name, _) in _NEEDS.items():
        marked = [item for item in items if item.get_closest_marker(mark)]
        if marked and find() is None:
            for item in marked:
                item.add_marker(pytest.mark.skip(reason=f"no {name}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was skipped and how to get it."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    hints = [
        f"{name} ({how})"
        for _, name, how in _NEEDS.values()
        if any(f"no {name}" in str(report.longrepr) for report in skipped)
    ]
    others = {str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped if _told(report)}
    what = f"; not on this machine: {', '.join(hints)}" if hints else ""
    terminalreporter.write_line(
        f"skipped {len(skipped)} tests{what}{''.join(f'; {why}' for why in sorted(others))}"
    )


def _told(report: pytest.TestReport) -> bool:
    """The skip carries a sentence of its own."""
    return isinstance(report.longrepr, tuple) and not str(report.longrepr[2]).startswith("Skipped: no ")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a skip is a failure: a machine that checks must have everything."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and reporter and reporter.stats.get("skipped") and session.exitstatus == 0:
        reporter.write_line("CI=true: a skipped test is a failure")
        session.exitstatus = 1


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """The environment of a fresh installation on SQLite in a temporary folder."""
    return live.environment(tmp_path / "var")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of an empty PostgreSQL database that lives as long as the session."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an installation that `triennio prepare` has been run on."""
    env = live.environment(tmp_path_factory.mktemp("installation"))
    done = live.triennio("prepare", env=env)
    assert done.returncode == 0, done.stderr
    return env


@pytest.fixture(scope="session")
def live_address(prepared: dict[str, str]) -> Iterator[str]:
    """The address of the product served in a process of its own."""
    with live.serving(Path(prepared["TRIENNIO_VAR"]), prepared) as address:
        yield address
