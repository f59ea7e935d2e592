"""Sealing what is special: reasons and proofs of absences, drafts that hold them. AES-256-GCM, a key per organisation.

The master keys live outside the database and its backup (`TRIENNIO_KEYS`, a folder; the newest file seals, all open).
What is sealed is tied to the place it stands in: moved elsewhere it does not open.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12
NAME = 8


class VaultError(Exception):
    """Something sealed does not open: the key is not there, or the content was moved or changed."""


def _folder() -> Path:
    return Path(settings.KEYS)


def ensure_master_key() -> None:
    """Make the first master key where there is none. Readable by the owner only."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.key")):
        return
    name = folder / f"{secrets.token_hex(NAME // 2)}.key"
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    _masters.cache_clear()


@lru_cache(maxsize=1)
def _masters() -> dict[str, bytes]:
    files = sorted(_folder().glob("*.key"), key=lambda each: (each.stat().st_mtime_ns, each.name))
    return {each.stem: bytes.fromhex(each.read_text(encoding="ascii").strip()) for each in files}


@lru_cache(maxsize=4096)
def _key(name: str, organisation: int | None) -> AESGCM:
    master = _masters().get(name)
    if master is None:
        raise VaultError(f"the master key {name} is not in the folder of keys")
    derived = HKDF(SHA256(), 32, salt=None, info=f"triennio organisation {organisation}".encode()).derive(
        master
    )
    return AESGCM(derived)


def seal(content: bytes, *, organisation: int | None, place: str) -> bytes:
    """Seal bytes for an organisation at a place ("request:draft:12"). Makes the first key if there is none."""
    if not _masters():
        ensure_master_key()
    name = list(_masters())[-1]
    nonce = secrets.token_bytes(NONCE)
    sealed = _key(name, organisation).encrypt(nonce, content, place.encode())
    return name.encode("ascii") + nonce + sealed


def unseal(sealed: bytes | memoryview, *, organisation: int | None, place: str) -> bytes:
    """Open what `seal` closed for the same organisation and place. Raises VaultError."""
    whole = bytes(sealed)
    nonce, content = whole[NAME : NAME + NONCE], whole[NAME + NONCE :]
    try:
        name = whole[:NAME].decode("ascii")
        return _key(name, organisation).decrypt(nonce, content, place.encode())
    except (InvalidTag, UnicodeDecodeError, ValueError):
        raise VaultError("the content does not belong here or was changed") from None


def forget_cached_keys() -> None:
    """Read the folder of keys again: after a key was added, and between tests."""
    _masters.cache_clear()
    _key.cache_clear()
