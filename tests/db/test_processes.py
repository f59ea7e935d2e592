"""Processes that race on one key, and processes that are killed: everything happens once, on both databases.

The short forms run with every test; the long ones (`make nightly`) do the same ten thousand and a hundred times.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.support import live
from tests.support.hammer import TOTAL
from triennio.platform.codes import new_code

ROOT = Path(__file__).parents[2]
RACERS = 8
Env = dict[str, str]


@pytest.fixture(scope="module")
def template(prepared: Env, request: pytest.FixtureRequest) -> Any:
    """An empty PostgreSQL database that `prepare` has been run on, to be copied: gives what makes a copy."""
    url = request.getfixturevalue("postgres_url")
    server, first = url.rpartition("/")[0], f"t_{new_code()}"

    def run(statement: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)

    run(f"CREATE DATABASE {first}")
    done = live.triennio("prepare", env={**prepared, "TRIENNIO_DATABASE_URL": f"{server}/{first}"})
    assert done.returncode == 0, done.stderr

    def copy() -> str:
        name = f"t_{new_code()}"
        run(f"CREATE DATABASE {name} TEMPLATE {first}")
        return f"{server}/{name}"

    return copy


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def env(request: pytest.FixtureRequest, tmp_path: Path, prepared: Env) -> Env:
    """A prepared installation of one's own on one of the two databases."""
    shutil.copytree(prepared["TRIENNIO_VAR"], tmp_path / "var")
    settings = {}
    if request.param == "postgresql":
        settings["TRIENNIO_DATABASE_URL"] = request.getfixturevalue("template")()
    return live.environment(tmp_path / "var", **settings)


class Hammer:
    """A process of the product, its lines read one by one."""

    def __init__(self, env: Env, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.hammer", *arguments],
            env=env,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """The next line; None at the end."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith("\n") else None

    def kill(self) -> list[Any]:
        """Kill it at once. Gives what it had still said."""
        self.process.send_signal(signal.SIGKILL)
        rest = self.rest()
        assert self.process.returncode == -signal.SIGKILL
        return rest

    def rest(self) -> list[Any]:
        """Everything to its end."""
        found = list(iter(self.hear, None))
        self.process.wait(timeout=120)
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        return found


def once(env: Env, *arguments: str) -> Any:
    """The first line of a process that ends by itself."""
    return Hammer(env, *arguments).rest()[0]


@pytest.fixture
def racers(env: Env) -> Iterator[list[Hammer]]:
    """Processes that wait for keys."""
    found = [Hammer(env, "answer") for _ in range(RACERS)]
    assert [each.hear() for each in found] == ["ready"] * RACERS
    yield found
    for each in found:
        assert each.process.stdin
        each.process.stdin.close()
        assert each.rest() == []
        assert each.process.returncode == 0


def _race(env: Env, racers: list[Hammer], rounds: int) -> None:
    for number in range(rounds):
        for each in racers:
            each.say(f"round-{number}")
        answers = [each.hear() for each in racers]
        assert len(set(answers)) == 1, f"round {number}: {answers}"
        assert answers[0] not in ("KEY_REUSED", None)
    found = once(env, "told")
    assert sorted(found["names"]) == sorted(f"round-{number}" for number in range(rounds))
    assert (found["entries"], found["breaks"]) == (rounds, 0)


def test_eight_processes_with_one_key_make_one_thing_and_hear_the_same(
    env: Env, racers: list[Hammer]
) -> None:
    _race(env, racers, rounds=25)


@pytest.mark.nightly
def test_ten_thousand_races(env: Env, racers: list[Hammer]) -> None:
    _race(env, racers, rounds=10_000)


def _kill_actions(env: Env, kills: int) -> None:
    chance, acknowledged = random.Random(20_261_122), 0  # noqa: S311 - the same instants each time
    for _ in range(kills):
        process = Hammer(env, "loop", str(acknowledged))
        assert process.hear() == "ready"
        for _ in range(chance.randrange(1, 6)):
            acknowledged = process.hear() + 1
        time.sleep(chance.random() * 0.02)
        if rest := process.kill():
            acknowledged = rest[-1] + 1
    found = once(env, "told")
    # What was acknowledged is there once; what was under way may be, and its key does not make another.
    counted = Counter(found["names"])
    assert set(counted.values()) == {1}
    assert acknowledged <= len(counted) <= acknowledged + 1
    assert {f"n-{number}" for number in range(acknowledged)} <= set(counted)
    assert (found["entries"], found["breaks"]) == (len(counted), 0)


def test_a_process_killed_among_actions_leaves_whole_ones(env: Env) -> None:
    _kill_actions(env, kills=2)


@pytest.mark.nightly
def test_a_hundred_kills_among_actions(env: Env) -> None:
    _kill_actions(env, kills=100)


def _kill_workers(env: Env, kills: int) -> int:
    """Kill the workers of one run, then let one end it. How many were killed before the end."""
    before = len(once(env, "told")["names"])
    code, killed = once(env, "start"), 0
    for _ in range(kills):
        worker = Hammer(env, "work")
        assert worker.hear() == "ready"
        if worker.hear() != "slice":
            worker.rest()
            break
        time.sleep(0.01)  # in the middle of the next slice
        worker.kill()
        killed += 1
    assert Hammer(env, "work").rest()[-1] == "end"
    names = once(env, "told")["names"][before:]
    assert sorted(names) == sorted(f"{code}-{number}" for number in range(TOTAL))
    return killed


def test_a_run_whose_worker_is_killed_is_ended_by_another(env: Env) -> None:
    assert _kill_workers(env, kills=2) == 2


@pytest.mark.nightly
def test_a_hundred_workers_killed(env: Env) -> None:
    assert sum(_kill_workers(env, kills=10) for _ in range(10)) >= 90


def test_news_are_heard_once_by_two_workers_one_of_which_is_killed(env: Env) -> None:
    count = 30
    assert once(env, "publish", str(count)) == "published"
    first, second = Hammer(env, "deliver", "0.01"), Hammer(env, "deliver", "0.01")
    for each in (first, second):
        assert each.hear() == "ready"
    first.hear()
    first.kill()
    assert second.rest()[-1] == "end"
    assert sorted(once(env, "told")["names"]) == sorted(f"news-{number}" for number in range(count))


def test_news_are_heard_once_even_when_hearing_outlasts_the_lease(env: Env) -> None:
    assert once(env, "publish", "1") == "published"
    workers = [Hammer(env, "deliver", "1.5"), Hammer(env, "deliver", "1.5")]
    for each in workers:
        each.rest()
    assert once(env, "told")["names"] == ["news-0"]
