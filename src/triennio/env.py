"""Typed readers of the environment: a setting that cannot be read stops the start and names its variable.

Every reader takes the full name of the variable. Secrets may also be given as the path of a file in
`NAME_FILE`, which is how container platforms hand them over.
"""

import os
from pathlib import Path


class SettingError(Exception):
    """A setting is missing or cannot be read; the message names the variable, never a secret's value."""


def text(name: str, default: str) -> str:
    """Return the variable, or `default` where it is absent. Empty counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """Return a yes or no."""
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    raw = text(name, str(default)).lower()
    if raw not in words:
        raise SettingError(f"{name}: expected one of {', '.join(words)}, not {raw!r}")
    return words[raw]


def integer(name: str, default: int, minimum: int, maximum: int) -> int:
    """Return a whole number between `minimum` and `maximum`, both included."""
    raw = text(name, str(default))
    try:
        value = int(raw)
    except ValueError:
        raise SettingError(f"{name}: expected a whole number, not {raw!r}") from None
    if not minimum <= value <= maximum:
        raise SettingError(f"{name}: expected {minimum} to {maximum}, not {value}")
    return value


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return one word out of `allowed`."""
    raw = text(name, default)
    if raw not in allowed:
        raise SettingError(f"{name}: expected one of {', '.join(allowed)}, not {raw!r}")
    return raw


def words(name: str, default: tuple[str, ...]) -> list[str]:
    """Return a comma-separated list without empty entries."""
    raw = os.environ.get(name, "")
    return [word.strip() for word in raw.split(",") if word.strip()] or list(default)


def directory(name: str, default: Path) -> Path:
    """Return an absolute directory, which need not exist yet."""
    path = Path(text(name, str(default))).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise SettingError(f"{name}: not a directory: {path}")
    return path


def secret(name: str) -> str | None:
    """Return a secret from the variable or from the file that `NAME_FILE` points to; None where neither is."""
    value, file = text(name, ""), text(f"{name}_FILE", "")
    if value and file:
        raise SettingError(f"{name}: given twice, also by {name}_FILE")
    if not file:
        return value or None
    try:
        content = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{name}_FILE: cannot be read: {type(error).__name__}") from None
    if not content:
        raise SettingError(f"{name}_FILE: the file is empty")
    return content
