"""Two processes move the same participation at the same instant: it moves once."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import live, postgres

ROOT = Path(__file__).parents[3]
PROCESSES = 4
HEAD_START_SECONDS = 6


def _start(env: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.register", *arguments],
        env=env,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _said(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def _race(env: dict[str, str], keys: list[str]) -> list[str]:
    assert live.triennio("prepare", env=env).returncode == 0
    about = _said(_start(env, "seed"))
    at = str(time.time() + HEAD_START_SECONDS)
    said = [_said(each) for each in [_start(env, "move", about, key, at) for key in keys]]
    counted = live.triennio(
        "manage",
        "shell",
        "-c",
        "from triennio.registry.models import Move\n"
        "from triennio.platform.models import JournalEntry\n"
        "import json\n"
        "print(json.dumps([Move.objects.count(), JournalEntry.objects.filter(act='credits.move').count()]))",
        env=env,
    )
    assert json.loads(counted.stdout.strip().splitlines()[-1]) == [1, 1]
    return sorted(said)


def test_a_race_moves_once_on_sqlite(installation: dict[str, str]) -> None:
    keys = [f"key-{number}" for number in range(PROCESSES)]
    assert _race(installation, keys) == ["MOVE_DONE"] * (PROCESSES - 1) + ["moved"]


def test_the_same_form_sent_twice_at_once_moves_once_and_says_so_twice(installation: dict[str, str]) -> None:
    assert _race(installation, ["same", "same"]) == ["moved", "moved"]


@pytest.mark.postgres
def test_a_race_moves_once_on_postgresql(tmp_path: Path) -> None:
    # A server of its own: the shared one must stay as empty as other tests expect it.
    with postgres.server() as url:
        env = live.environment(tmp_path / "var", TRIENNIO_DATABASE_URL=url)
        keys = [f"key-{number}" for number in range(PROCESSES)]
        assert _race(env, keys) == ["MOVE_DONE"] * (PROCESSES - 1) + ["moved"]
