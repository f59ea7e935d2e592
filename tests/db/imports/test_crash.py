"""A worker killed in the middle of each phase: whoever comes next ends it, and nothing is there twice or missing."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.support import live

PEOPLE, EACH, KILLS = 80, 60, 1
ROWS = PEOPLE * EACH
PATIENCE = 120


def test_kills_in_every_phase(installation: dict[str, str]) -> None:
    assert live.triennio("prepare", env=installation).returncode == 0
    _process(installation, "prepare", str(PEOPLE), str(EACH))
    database = Path(installation["TRIENNIO_VAR"]) / "triennio.sqlite3"
    hit = _through(installation, database, "reading", "checked")
    assert _one(database, "SELECT count(*) FROM platform_importrow") == ROWS
    assert _one(database, "SELECT count(*) FROM registry_participation") == 0
    _process(installation, "apply")
    hit += _through(installation, database, "applying", "applied")
    count = "SELECT count(*) || '/' || count(DISTINCT professional_id || '-' || event_code) FROM registry_participation"
    assert _one(database, count + " WHERE cancelled IS NULL") == f"{ROWS}/{ROWS}"
    assert _one(database, "SELECT done FROM platform_import") == ROWS
    _process(installation, "undo")
    hit += _through(installation, database, "undoing", "undone")
    assert _one(database, count + " WHERE cancelled IS NULL") == "0/0"
    assert _one(database, "SELECT count(*) FROM registry_participation") == ROWS
    assert hit >= 2, "the worker was too quick to be killed"
    assert live.triennio("journal", "verify", env=installation).returncode == 0


def _through(env: dict[str, str], database: Path, state: str, after: str) -> int:
    """Kill the worker a few times while the import is in a state, then let one end it. The kills that hit."""
    hit = 0
    for _ in range(KILLS):
        worker = _worker(env)
        try:
            hit += _wait(database, state, moving=True)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        _let_lease_end(database)
    worker = _worker(env)
    try:
        _wait(database, after, moving=False)
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    return hit


def _wait(database: Path, state: str, *, moving: bool) -> bool:
    """Until the import is in a state; with `moving`, until its position changes there. False if it is past it."""
    deadline = time.monotonic() + PATIENCE
    first = None
    while time.monotonic() < deadline:
        here, position = _row(database, "SELECT state, position FROM platform_import")
        if not moving and here == state:
            return True
        if moving and here != state:
            return False
        first = position if first is None else first
        if moving and position > first:
            return True
        time.sleep(0.01)
    raise AssertionError(f"the import does not become {state}")


def _let_lease_end(database: Path) -> None:
    """A dead worker's run is free when its lease ends; here the minute passes at once."""
    with sqlite3.connect(database, timeout=20) as open_one:
        open_one.execute("UPDATE platform_run SET lease_until = NULL WHERE state = 'running'")


def _worker(env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        live.command("worker"), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _process(env: dict[str, str], *arguments: str) -> None:
    words = [sys.executable, "-m", "tests.db.imports.crash_world", *arguments]
    done = subprocess.run(words, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr


def _row(database: Path, sql: str) -> Any:
    with sqlite3.connect(database, timeout=20) as open_one:
        return open_one.execute(sql).fetchone()


def _one(database: Path, sql: str) -> Any:
    return _row(database, sql)[0]
