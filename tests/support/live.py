"""The product as a process of its own, as an installation runs it."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.support.postgres import free_port

START_SECONDS = 60


def environment(var: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a fresh installation in `var`, without the settings of whoever runs the tests."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRIENNIO_", "DJANGO_"))
    }
    return {**kept, "TRIENNIO_VAR": str(var), **settings}


def command(*arguments: str) -> list[str]:
    """Return the command line of `triennio ARGUMENTS` in this environment."""
    return [sys.executable, "-m", "triennio.cli", *arguments]


def triennio(*arguments: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    return subprocess.run(
        command(*arguments), env=env, capture_output=True, text=True, timeout=120, check=False
    )


def _wait(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/robots.txt", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


@contextlib.contextmanager
def serving(var: Path, env: dict[str, str]) -> Iterator[str]:
    """Serve an installation that `prepare` has been run on; give its address. The log is `var/server.log`."""
    port = free_port()
    log = var / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command("serve", "--port", str(port)), env=env, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(process, address, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
