"""From nothing to a server that is well, on both databases, as processes."""

import json
import sqlite3
import stat
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.support import live


def _health(address: str) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"{address}/salute/", timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_sqlite_becomes_well(live_address: str, prepared: dict[str, str]) -> None:
    assert _health(live_address) == (200, {"status": "ok", "database": "ok", "migrations": "ok"})
    var = Path(prepared["TRIENNIO_VAR"])
    with sqlite3.connect(var / "triennio.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600


def test_preparing_twice_changes_nothing(prepared: dict[str, str]) -> None:
    key = (Path(prepared["TRIENNIO_VAR"]) / "secret_key").read_text()
    assert live.triennio("prepare", env=prepared).returncode == 0
    assert (Path(prepared["TRIENNIO_VAR"]) / "secret_key").read_text() == key


def test_serving_before_preparing_is_refused(installation: dict[str, str]) -> None:
    refused = live.triennio("serve", "--port", "1", env=installation)
    assert refused.returncode == 2
    assert "triennio prepare" in refused.stderr


@pytest.mark.postgres
def test_postgresql_becomes_well(tmp_path: Path, postgres_url: str) -> None:
    env = live.environment(tmp_path / "var", TRIENNIO_DATABASE_URL=postgres_url)
    collected = live.triennio("manage", "collectstatic", "--no-input", env=env)
    assert collected.returncode == 0, collected.stderr
    with live.serving(tmp_path / "var", env) as address:
        assert _health(address)[0] == 503
        done = live.triennio("prepare", env=env)
        assert done.returncode == 0, done.stderr
        assert _health(address) == (200, {"status": "ok", "database": "ok", "migrations": "ok"})
    assert not (tmp_path / "var" / "triennio.sqlite3").exists()


def test_the_log_of_a_server_holds_no_query(live_address: str, prepared: dict[str, str]) -> None:
    urllib.request.urlopen(f"{live_address}/privacy/?codice=RSSMRA80A01H501U", timeout=10).close()
    log = (Path(prepared["TRIENNIO_VAR"]) / "server.log").read_text(encoding="utf-8")
    assert "GET /privacy/ 200" in log
    assert "RSSMRA" not in log
    assert "127.0.0.1" not in log.split("GET /", 1)[1]


def test_static_files_are_compressed_and_kept_for_good(live_address: str) -> None:
    with urllib.request.urlopen(f"{live_address}/privacy/", timeout=10) as page:
        text = page.read().decode()
    address = next(
        part for part in text.split('"') if part.startswith("/static/vendor") and part.endswith(".css")
    )
    request = urllib.request.Request(f"{live_address}{address}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Security-Policy"]
