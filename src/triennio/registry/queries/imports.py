"""Imports as an office sees them: its own, one with its sample and faults. Nothing without a viewer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from triennio.kernel.refusal import OutOfSight
from triennio.people.models import Organisation
from triennio.people.permissions import organisations_with
from triennio.platform.imports import stored
from triennio.platform.imports.domain.faults import RowFault
from triennio.platform.imports.kinds import KINDS, ImportKind
from triennio.platform.models import Import, ImportRow
from triennio.platform.permissions import Actor

PERMISSION = "register.import"
SAMPLE = 6
TOLD = (ImportRow.State.FAULT, ImportRow.State.CONFLICT, ImportRow.State.KEPT)


@dataclass(frozen=True, slots=True)
class Sampled:
    """A row of a dry run: what it is about, and for a changed one each field (name, before, after)."""

    number: int
    text: str
    changes: tuple[tuple[str, Any, Any], ...]


def offices(viewer: Actor) -> list[Organisation]:
    """The organisations for which the viewer may import. Raises OutOfSight when there is none."""
    found = organisations_with(viewer.account, PERMISSION) if viewer.account is not None else frozenset()
    if not found:
        raise OutOfSight(PERMISSION)
    return list(Organisation.objects.filter(pk__in=found).order_by("name"))


def kinds(offices: list[Organisation]) -> list[ImportKind]:
    """What may be imported for at least one of the organisations."""
    return [kind for kind in KINDS.values() if any(not kind.refuse(office.pk) for office in offices)]


def listed(viewer: Actor, limit: int = 100) -> list[Import]:
    """The imports of the viewer's organisations, the latest first."""
    mine = [office.pk for office in offices(viewer)]
    return list(
        Import.objects.filter(organisation__in=mine)
        .select_related("upload")
        .order_by("-created", "-pk")[:limit]
    )


def one(viewer: Actor, code: str) -> Import:
    """One import. Raises OutOfSight for those of others."""
    mine = [office.pk for office in offices(viewer)]
    found = Import.objects.filter(organisation__in=mine, code=code).select_related("upload").first()
    if found is None:
        raise OutOfSight("import")
    return found


def sample(found: Import, state: str, limit: int = SAMPLE) -> list[Sampled]:
    """The first rows of a state."""
    kind = KINDS[found.kind]
    rows = ImportRow.objects.filter(source=found, told=True, state=state).order_by("number")[:limit]
    return [_sampled(kind, row) for row in rows]


def faults(found: Import, limit: int | None = None) -> Iterator[RowFault]:
    """Faults in the order of the file: of the dry run, then of rows that were not applied or not taken back."""
    rows = ImportRow.objects.filter(source=found, told=True, state__in=TOLD).order_by("number")
    for row in rows[:limit] if limit else rows.iterator(chunk_size=500):
        yield from stored.faults_of(row)


def _sampled(kind: ImportKind, row: ImportRow) -> Sampled:
    payload = json.loads(row.payload) if row.payload else {}
    before = json.loads(row.before) if row.before else {}
    return Sampled(row.number, kind.shown(payload), tuple(kind.changes(payload, before)))
