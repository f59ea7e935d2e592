"""Keeping and giving back files. A step of an action: the bytes are on disk before the row is true."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
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


class Laid(Mapping[str, str | int]):
    """A file that is on disk and in no row yet. To an idempotency key it is what it holds, not where it stands."""

    def __init__(
        self, *, code: str, place: str, name: str, kind: str, size: int, digest: str, verdict: str
    ) -> None:
        self.code, self.place = code, place
        self.name, self.kind, self.size, self.digest, self.verdict = name, kind, size, digest, verdict

    def _told(self) -> dict[str, str | int]:
        return {"name": self.name, "kind": self.kind, "size": self.size, "sha256": self.digest}

    def __getitem__(self, key: str) -> str | int:
        return self._told()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told())

    def __len__(self) -> int:
        return len(self._told())


def lay(
    content: bytes,
    *,
    name: str,
    allowed: tuple[Kind, ...],
    organisation: int | None,
    sealed: bool,
    limit: int = LIMIT,
) -> Laid:
    """Sniff, scan and write a file, outside any transaction: the lock is not held while a disk or a scanner works.

    Raises Refusal (see `kinds.accept`, `scanner.verdict`). What no action enters, `sweep` takes away.
    """
    kind = accept(content, allowed, limit)
    state = verdict(content)
    code = new_code()
    place = f"{code[:2]}/{new_code()}{new_code()}"
    kept = vault.seal(content, organisation=organisation, place=f"upload:{code}") if sealed else content
    _write(_root() / place, kept)
    digest = sha256(content).hexdigest()
    return Laid(
        code=code,
        place=place,
        name=safe_name(name),
        kind=kind.name,
        size=len(content),
        digest=digest,
        verdict=state,
    )


def enter(
    act: Act,
    laid: Laid,
    *,
    purpose: str,
    organisation: int | None,
    owner: int | None,
    sealed: bool,
    delete_after: date | None = None,
) -> Upload:
    """Make the row of a file that was laid down; `organisation` and `sealed` are those it was laid down with."""
    return Upload.objects.create(
        code=laid.code,
        purpose=purpose,
        owner_id=owner,
        organisation=organisation,
        name=laid.name,
        kind=laid.kind,
        size=laid.size,
        sha256=laid.digest,
        place=laid.place,
        sealed=sealed,
        verdict=laid.verdict,
        created=act.now,
        delete_after=delete_after,
    )


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
    """Sniff, scan and keep a small file at once. Raises Refusal (see `lay`); nothing is kept then."""
    laid = lay(content, name=name, allowed=allowed, organisation=organisation, sealed=sealed, limit=limit)
    return enter(
        act,
        laid,
        purpose=purpose,
        organisation=organisation,
        owner=owner,
        sealed=sealed,
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
