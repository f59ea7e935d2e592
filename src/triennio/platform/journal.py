"""Writing and checking the journal. Entries are appended only inside an action, by `Act.journal`.

A link is the digest of the previous link and of the entry's own fields; what the entry says enters as a salted
commitment, so that personal content can be erased and the chain still proves order and authorship.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from triennio.platform.canonical import canonical, digest, plain
from triennio.platform.models import JournalAnchor, JournalContent, JournalEntry, JournalHead
from triennio.platform.permissions import Actor


def _link(entry: JournalEntry) -> str:
    fields = [
        entry.aggregate, entry.sequence, entry.at.isoformat(), entry.actor, entry.door, entry.act,
        entry.organisation, entry.commitment, entry.previous,
    ]  # fmt: skip
    return digest(canonical(fields))


def _commitment(salt: str, data: object) -> str:
    return digest(salt.encode(), canonical(data))


def append(
    aggregate: str,
    act: str,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    at: datetime,
    organisation: int | None = None,
) -> JournalEntry:
    """Add one link to the chain of `aggregate`. Needs an open transaction; the head's row is locked until its end."""
    JournalHead.objects.get_or_create(aggregate=aggregate)
    head = JournalHead.objects.select_for_update().get(aggregate=aggregate)
    salt, said = secrets.token_hex(16), plain(data)
    entry = JournalEntry(
        aggregate=aggregate,
        sequence=head.sequence + 1,
        at=at,
        actor=actor.account,
        door=actor.door,
        act=act,
        organisation=organisation,
        commitment=_commitment(salt, said),
        previous=head.digest,
    )
    entry.digest = _link(entry)
    entry.save(force_insert=True)
    JournalContent.objects.create(entry=entry, salt=salt, data=said)
    head.sequence, head.digest = entry.sequence, entry.digest
    head.save(update_fields=["sequence", "digest"])
    return entry


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain does not hold."""

    aggregate: str
    sequence: int
    why: str


def verify(aggregate: str | None = None) -> Iterator[Break]:
    """Walk one chain, or all, and say where they do not hold. Erased contents are no break."""
    entries = JournalEntry.objects.order_by("aggregate", "sequence").select_related("content")
    heads = JournalHead.objects.all()
    if aggregate is not None:
        entries, heads = entries.filter(aggregate=aggregate), heads.filter(aggregate=aggregate)
    last: dict[str, tuple[int, str]] = {}
    for entry in entries.iterator(chunk_size=2000):
        sequence, previous = last.get(entry.aggregate, (0, ""))
        if entry.sequence != sequence + 1:
            yield Break(entry.aggregate, sequence + 1, "missing")
        if entry.previous != previous or _link(entry) != entry.digest:
            yield Break(entry.aggregate, entry.sequence, "changed")
        content = getattr(entry, "content", None)
        if content is not None and _commitment(content.salt, content.data) != entry.commitment:
            yield Break(entry.aggregate, entry.sequence, "content changed")
        last[entry.aggregate] = (entry.sequence, entry.digest)
    for head in heads.iterator():
        if last.get(head.aggregate, (0, "")) != (head.sequence, head.digest):
            yield Break(head.aggregate, head.sequence, "head")


def merkle_root(leaves: list[str]) -> str:
    """Root of a binary tree over hexadecimal digests in the given order; the empty list has a root of its own."""
    level = [digest(b"leaf", leaf.encode()) for leaf in leaves] or [digest(b"empty")]
    while len(level) > 1:
        pairs = [level[index : index + 2] for index in range(0, len(level), 2)]
        level = [digest(b"node", *(each.encode() for each in pair)) for pair in pairs]
    return level[0]


def root() -> tuple[int, str]:
    """(number of chains, root over their heads in the order of their names)."""
    heads = list(JournalHead.objects.order_by("aggregate").values_list("aggregate", "sequence", "digest"))
    return len(heads), merkle_root([canonical(list(head)).decode() for head in heads])


def anchor(day: date, at: datetime) -> JournalAnchor:
    """Keep the root of the day; a second call for the same day changes nothing."""
    with transaction.atomic():
        count, value = root()
        found, _ = JournalAnchor.objects.get_or_create(
            day=day, defaults={"at": at, "heads": count, "root": value}
        )
    return found
