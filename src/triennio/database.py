"""The two databases the product runs on, as Django settings."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from triennio.env import SettingError

# One writer at a time: the lock is taken when the transaction begins, so that two writers wait instead of failing.
# FULL makes an acknowledged write survive a power cut also in WAL mode.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def sqlite(path: Path) -> dict[str, Any]:
    """Return the embedded database: one file, one process."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": dict(_SQLITE_OPTIONS)}


def postgresql(url: str, name: str) -> dict[str, Any]:
    """Return the database behind a `postgresql://` address; faults name the variable `name`, never the address."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SettingError(f"{name}: expected postgresql://user:password@host:port/database")
    database = unquote(parts.path.lstrip("/"))
    if not database:
        raise SettingError(f"{name}: the address names no database")
    try:
        port = parts.port
    except ValueError:
        raise SettingError(f"{name}: the port is not a number") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
