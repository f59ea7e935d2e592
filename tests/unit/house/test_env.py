"""Settings that cannot be read stop the start, name their variable and keep secrets to themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import live
from triennio import database, env, secretkey
from triennio.env import SettingError


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("maybe", lambda: env.flag("TRIENNIO_X", False)),
        ("ten", lambda: env.integer("TRIENNIO_X", 1, 1, 9)),
        ("10", lambda: env.integer("TRIENNIO_X", 1, 1, 9)),
        ("LOUD", lambda: env.choice("TRIENNIO_X", "INFO", ("INFO",))),
        (__file__, lambda: env.directory("TRIENNIO_X", Path("var"))),
    ],
)
def test_an_unreadable_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, value: str, read: Callable[[], object]
) -> None:
    monkeypatch.setenv("TRIENNIO_X", value)
    with pytest.raises(SettingError, match="TRIENNIO_X"):
        read()


def test_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIENNIO_X", " yes ")
    assert env.flag("TRIENNIO_X", False) is True
    monkeypatch.setenv("TRIENNIO_X", "7")
    assert env.integer("TRIENNIO_X", 1, 1, 9) == 7
    monkeypatch.setenv("TRIENNIO_X", "a, b,,")
    assert env.words("TRIENNIO_X", ()) == ["a", "b"]
    monkeypatch.setenv("TRIENNIO_X", "")
    assert env.words("TRIENNIO_X", ("c",)) == ["c"]
    assert env.text("TRIENNIO_X", "d") == "d"


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert env.secret("TRIENNIO_X") is None
    file = tmp_path / "secret"
    file.write_text("hidden\n")
    monkeypatch.setenv("TRIENNIO_X_FILE", str(file))
    assert env.secret("TRIENNIO_X") == "hidden"
    monkeypatch.setenv("TRIENNIO_X", "other")
    with pytest.raises(SettingError, match="TRIENNIO_X_FILE") as twice:
        env.secret("TRIENNIO_X")
    assert "other" not in str(twice.value)


@pytest.mark.parametrize("content", [None, "", b"\xff"])
def test_an_unreadable_secret_file_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | bytes | None
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setenv("TRIENNIO_X_FILE", str(file))
    with pytest.raises(SettingError, match="TRIENNIO_X_FILE"):
        env.secret("TRIENNIO_X")


def test_the_address_of_a_database_is_taken_apart() -> None:
    read = database.postgresql("postgresql://u%40x:p%3A@db.example:5433/ecm?sslmode=require", "X")
    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"]) == ("u@x", "p:", "db.example", "5433")
    assert (read["NAME"], read["OPTIONS"]) == ("ecm", {"sslmode": "require"})


@pytest.mark.parametrize(
    "url", ["mysql://u:sesame@h/d", "postgresql://u:sesame@h", "postgresql://u:sesame@h:x/d"]
)
def test_a_wrong_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(SettingError, match="TRIENNIO_DATABASE_URL") as refused:
        database.postgresql(url, "TRIENNIO_DATABASE_URL")
    assert "sesame" not in str(refused.value)


def test_a_key_is_written_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = secretkey.load_or_create(path)
    assert len(key) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert secretkey.load_or_create(path) == key
    assert list(path.parent.iterdir()) == [path]


def test_the_command_line_says_which_setting_is_wrong(tmp_path: Path) -> None:
    wrong = live.triennio("prepare", env=live.environment(tmp_path, TRIENNIO_THREADS="many"))
    assert wrong.returncode == 2
    assert wrong.stderr == "TRIENNIO_THREADS: expected a whole number, not 'many'\n"
