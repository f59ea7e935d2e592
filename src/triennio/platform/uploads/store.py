"""Keeping and giving back files. A step of an action: the bytes are on disk before the row is true."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from triennio.platform import clock, vault
from triennio.platform.actions import Act
from triennio.platform.codes import new_code
from triennio.platform.models import Upload
from triennio.platform.uploads.kinds import Kind, accept
from triennio.platform.uploads.scanner import verdict

LIMIT = 10 * 1024 * 1024


def _root() -> Path:
    return Path(settings.UPLOADS)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def safe_name(name: str) -> str:
    """The name a person gave, without folders and control characters, for showing and saving again."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(each for each in last if each.isprintable() and each not in '<>:"|?*').strip(" .")
    return kept[:200] or "documento"


def keep(
    act: Act,
    content: bytes,
    *,
    name: str,
    purpose: str,
    allowed: tuple[Kind, ...],
    organisation: int | None,
    owner: int | None,
    sealed: bool,
    limit: int = LIMIT,
    delete_after: date | None = None,
) -> Upload:
    """Sniff, scan and keep a file. Raises Refusal (see `kinds.accept`, `scanner.verdict`); nothing is kept then."""
    kind = accept(content, allowed, limit)
    state = verdict(content)
    code = new_code()
    place = f"{code[:2]}/{new_code()}{new_code()}"
    kept = vault.seal(content, organisation=organisation, place=f"upload:{code}") if sealed else content
    _write(_root() / place, kept)
    return Upload.objects.create(
        code=code,
        purpose=purpose,
        owner_id=owner,
        organisation=organisation,
        name=safe_name(name),
        kind=kind.name,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        place=place,
        sealed=sealed,
        verdict=state,
        created=act.now,
        delete_after=delete_after,
    )


def content(upload: Upload) -> bytes:
    """The bytes. Raises FileNotFoundError when they were erased, VaultError when the key is not there."""
    if upload.erased is not None:
        raise FileNotFoundError(upload.code)
    kept = (_root() / upload.place).read_bytes()
    if not upload.sealed:
        return kept
    return vault.unseal(kept, organisation=upload.organisation, place=f"upload:{upload.code}")


def erase(upload: Upload) -> None:
    """Delete the bytes and keep the row, which says that there was a file and when it went."""
    upload.erased = clock.now()
    upload.save(update_fields=["erased"])
    path = _root() / upload.place
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def erase_expired(day: date) -> int:
    """Delete what is past its term; the count of files."""
    expired = list(Upload.objects.filter(erased=None, delete_after__lt=day))
    for upload in expired:
        with transaction.atomic():
            erase(upload)
    return len(expired)


def sweep(older_than_seconds: int = 24 * 3600) -> int:
    """Delete files that no row knows: a crash between the disk and the database leaves them."""
    edge = clock.now().timestamp() - older_than_seconds
    known = set(Upload.objects.filter(erased=None).values_list("place", flat=True))
    count = 0
    for path in _root().glob("*/*"):
        if path.relative_to(_root()).as_posix() not in known and path.stat().st_mtime < edge:
            path.unlink(missing_ok=True)
            count += 1
    return count
