"""The platform's own night: anchor of the journal, files past their term, old keys."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail

from triennio.platform import clock, journal
from triennio.platform.models import IdempotencyKey
from triennio.platform.nightly import nightly
from triennio.platform.uploads import store

KEYS_KEPT = timedelta(days=90)


@nightly("journal.anchor")
def anchor_journal(day: date) -> None:
    """Hand the day's root to a file, and to the addresses of `TRIENNIO_ANCHOR_EMAIL`."""
    found = journal.anchor(day, clock.now())
    said = {
        "day": found.day.isoformat(),
        "at": found.at.isoformat(),
        "chains": found.heads,
        "root": found.root,
    }
    folder = Path(settings.ANCHORS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{found.day.isoformat()}.json").write_text(json.dumps(said) + "\n", encoding="ascii")
    if settings.ANCHOR_EMAIL:
        lines = "\n".join(f"{name}: {value}" for name, value in said.items())
        send_mail(
            f"Triennio: impronta del registro del {found.day:%d/%m/%Y}", lines, None, settings.ANCHOR_EMAIL
        )


@nightly("uploads.erase")
def erase_files(day: date) -> None:
    """Delete files past their term, and those that no row knows."""
    store.erase_expired(day)
    store.sweep()


@nightly("keys.forget")
def forget_keys(day: date) -> None:
    """Forget answers older than any retry."""
    del day
    IdempotencyKey.objects.filter(created__lt=clock.now() - KEYS_KEPT).delete()
