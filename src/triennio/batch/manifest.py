"""What a folder of results was computed from: kept beside unfinished parts, and inside what is finished."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from triennio import __version__
from triennio.batch.files import UNFINISHED

KEY = b"triennio.manifest"
NAME = "manifest.json"
SAID = {
    "book": "le regole",
    "policies": "le scelte",
    "as_of": "la data",
    "input": "i dati in ingresso",
    "tables": "le tabelle chieste",
    "product": "la versione del programma",
}
"""The parts of a manifest, as a sentence names them."""

Manifest = Mapping[str, Any]


def manifest(
    book: str, policies: Mapping[str, str], as_of: str, given: str, tables: Iterable[str]
) -> Manifest:
    """Everything that decides the numbers."""
    return {
        "product": __version__,
        "book": book,
        "policies": dict(sorted(policies.items())),
        "as_of": as_of,
        "input": given,
        "tables": list(tables),
    }


def fingerprint(files: Iterable[Path]) -> str:
    """Of files too large to read twice: name, size, time of writing, and the footer with its statistics."""
    digest = hashlib.sha256()
    for file in files:
        known = file.stat()
        digest.update(f"{file.name}\0{known.st_size}\0{known.st_mtime_ns}\0".encode())
        with file.open("rb") as stream:
            stream.seek(max(known.st_size - 65_536, 0))
            digest.update(stream.read())
    return digest.hexdigest()[:16]


def text_of(found: Manifest) -> str:
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def read(folder: Path) -> Manifest | None:
    """The manifest of unfinished parts."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write(folder: Path, found: Manifest) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / (NAME + UNFINISHED)
    aside.write_text(text_of(found) + "\n", encoding="utf-8")
    aside.replace(folder / NAME)


def finished(file: Path, wanted: Manifest) -> bool:
    """Whether a file of results was computed from the same."""
    if not file.is_file():
        return False
    return bool((pq.read_schema(file).metadata or {}).get(KEY) == text_of(wanted).encode())


def differences(before: Manifest, now: Manifest) -> str:
    """What is not the same, for a sentence: `le regole (a → b), la data`."""
    changed = [key for key in SAID if before.get(key) != now.get(key)]
    told = []
    for key in changed:
        plain = isinstance(now.get(key), str) and key in ("book", "as_of", "product")
        told.append(f"{SAID[key]} ({before.get(key)} → {now.get(key)})" if plain else SAID[key])
    return ", ".join(told)
