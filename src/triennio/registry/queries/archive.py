"""Everything that the installation holds about a person, as files: only for the person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform import vault
from triennio.platform.classification import CLASSES, Holds
from triennio.platform.models import JournalEntry, Upload
from triennio.platform.permissions import Actor, require
from triennio.platform.uploads.store import content
from triennio.registry.models import Absence, Request, RequestMessage
from triennio.registry.queries.archive_sections import SECTIONS, uploads_of

Json = dict[str, Any]
OPENED = "contenuto"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the archive for its index: path, what it holds, how many rows."""

    file: str
    words: str
    count: int


def listed(viewer: Actor, person: Professional) -> list[Listed]:
    """The files there will be. Raises OutOfSight for anybody else."""
    require(viewer, "archive.own", scopes.of_professional(person))
    return [Listed(each.file, each.words, each.rows(person).count()) for each in SECTIONS]


def files(viewer: Actor, person: Professional) -> Iterator[tuple[str, bytes]]:
    """(path, content), one after the other; a document that was deleted by its term is listed but not there.
    Raises OutOfSight for anybody else, before the first file.
    """
    require(viewer, "archive.own", scopes.of_professional(person))
    return _files(person)


def _files(person: Professional) -> Iterator[tuple[str, bytes]]:
    for section in SECTIONS:
        rows = [row_of(each, section.only) for each in section.rows(person)]
        text = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        yield section.file, text.encode()
    for upload in Upload.objects.filter(uploads_of(person), erased=None).order_by("pk"):
        yield f"documenti/{upload.code}-{upload.name}", content(upload)


def row_of(row: Model, only: Sequence[str] = ()) -> Json:
    """A row as data: every column but those that open something, sealed ones opened, links by their own code."""
    meta = row._meta
    told: Json = {}
    for each in meta.concrete_fields:
        name = each.name
        if only and name not in only:
            continue
        place = f"{meta.app_label}.{meta.object_name}.{name}"
        if CLASSES.get(place) is Holds.SECRET or name == "password":
            continue
        if CLASSES.get(place) is Holds.SPECIAL:
            told[OPENED] = _opened(row)
        elif each.is_relation:
            told[name] = _link(getattr(row, name))
        elif not each.primary_key:
            told[name] = getattr(row, name)
    if isinstance(row, JournalEntry):
        told["data"] = row.content.data if hasattr(row, "content") else None
    return told


def _link(other: Model | None) -> Any:
    """What a link leads to: its code, or how it calls itself."""
    if other is None:
        return None
    code = getattr(other, "code", None)
    if code is None:
        return str(other.pk)
    return {"codice": code, "nome": str(getattr(other, "name", "") or getattr(other, "full_name", ""))}


def _opened(row: Model) -> Any:
    if isinstance(row, Absence | Request):
        return row.opened()
    if isinstance(row, RequestMessage):
        place = f"request-message:{row.code}"
        text = vault.unseal(row.sealed, organisation=row.request.order_id, place=place).decode()
        try:
            return json.loads(text)
        except ValueError:
            return text
    raise TypeError(f"{row._meta.label} is sealed and nobody says how it is opened")
