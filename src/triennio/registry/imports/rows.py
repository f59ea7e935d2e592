"""Participations as rows of an import: compared by their natural key, written and taken back many at a time.

Shared by tables of an Order and by providers' reports. A row says every field that an import may set; the before-image
holds the same fields as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from triennio.kernel.messages import N_, Message
from triennio.people.models import Professional, Registration
from triennio.platform.codes import new_code
from triennio.platform.imports.bulk import Insert, Update
from triennio.platform.imports.kinds import Conflicts, Context, Json, Line, Planned, State, Write
from triennio.registry.models import Move, Participation

KEY = ("professional", "provider_code", "event_code", "edition", "role")
FIELDS = (
    "provider_name", "title", "format", "event_type", "objective", "host_event", "recruited", "sponsor", "accredited",
    "practice", "hours", "starts", "ends", "acquired", "credits", "origin", "report", "reported",
)  # fmt: skip
_CHANGED = N_("Dopo il controllo la riga è cambiata nel registro: va ricontrollata.")
_PERSON_GONE = N_("La persona non è più nel registro.")
_CHANGED_SINCE = N_("La riga è stata cambiata dopo l’importazione: resta com’è.")
_MOVED = N_("I crediti sono stati spostati in un altro triennio: la riga resta com’è.")

Key = tuple[Any, ...]


def stored(keys: Iterable[Key]) -> dict[Key, Json]:
    """Rows in force with these keys → code and fields, in a fixed number of queries."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    rows = Participation.objects.filter(pk__in=_keys_of(wanted))
    found: dict[Key, Json] = {}
    for row in rows.values_list("code", *KEY, *FIELDS):
        found[row[1 : 1 + len(KEY)]] = {"code": row[0], **dict(zip(FIELDS, row[1 + len(KEY) :], strict=True))}
    return found


def _keys_of(wanted: Sequence[Key]) -> list[int]:
    """Primary keys of rows in force, by whole natural keys: a list for each column would probe every combination."""
    quote = connection.ops.quote_name
    named = {field.name: str(field.column) for field in Participation._meta.concrete_fields}
    columns = ", ".join(quote(named[name]) for name in KEY)
    one = f"({', '.join(['%s'] * len(KEY))})"
    sql = (
        f"SELECT {quote('id')} FROM {quote(Participation._meta.db_table)} WHERE {quote('cancelled')} IS NULL "  # noqa: S608
        f"AND ({columns}) IN (VALUES {', '.join([one] * len(wanted))})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [part for key in wanted for part in key])
        return [row[0] for row in cursor.fetchall()]


def by_code(codes: Iterable[str]) -> dict[str, Json]:
    """Rows by their code, in force or not → fields, `cancelled` and primary key."""
    rows = Participation.objects.filter(code__in=list(codes))
    names = ("code", "pk", "cancelled", *FIELDS)
    return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in rows.values_list(*names)}


def people(context: Context, tax_codes: Iterable[str], *, members_only: bool) -> dict[str, int]:
    """Tax code → professional, kept for the whole file. With `members_only`, those in the Order's register."""
    known: dict[str, int | None] = context.cache.setdefault("people", {})
    missing = [code for code in set(tax_codes) if code not in known]
    if missing:
        rows = Professional.objects.filter(tax_code__in=missing)
        if members_only:
            inside = Registration.objects.filter(order_id=context.organisation).values("professional_id")
            rows = rows.filter(pk__in=inside)
        found = dict(rows.values_list("tax_code", "pk"))
        known.update({code: found.get(code) for code in missing})
    return {code: pk for code in tax_codes if (pk := known[code]) is not None}


def compared(number: int, key: Key, said: Json, marks: Json, there: Json | None) -> Planned:
    """A row against what is there. `said` is what the file says: what it leaves out stays; `marks` (origin, report)
    go with a row that is new or changes, and make no difference by themselves."""
    fields = {name: _plain(value) for name, value in said.items()}
    marked = {name: _plain(value) for name, value in marks.items()}
    if there is None:
        payload = {"code": new_code(), "key": list(key), "fields": {**fields, **marked}}
        return Planned(number, State.NEW, key, payload)
    changed = {name: value for name, value in fields.items() if value != _plain(there[name])}
    payload = {"code": there["code"], "key": list(key), "fields": changed}
    if not changed:
        return Planned(number, State.SAME, key, payload)
    for name, value in marked.items():
        if value != _plain(there[name]):
            changed[name] = value
    return Planned(number, State.CHANGED, key, payload, {name: _plain(there[name]) for name in changed})


def recheck(lines: Sequence[Line]) -> Conflicts:
    """New rows that exist by now, changed rows that are no longer as they were, people who are gone."""
    there = stored(tuple(line.payload["key"]) for line in lines if line.state == State.NEW)
    others = by_code(line.payload["code"] for line in lines if line.state != State.NEW)
    wanted = {line.payload["key"][0] for line in lines if line.state == State.NEW}
    alive = set(Professional.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    conflicts: Conflicts = {}
    for line in lines:
        if line.state == State.NEW:
            if line.payload["key"][0] not in alive:
                conflicts[line.number] = Message(_PERSON_GONE)
            elif tuple(line.payload["key"]) in there:
                conflicts[line.number] = Message(_CHANGED)
        elif (
            (row := others.get(line.payload["code"])) is None
            or row["cancelled"]
            or not _agree(line.before, row)
        ):
            conflicts[line.number] = Message(_CHANGED)
    return conflicts


def write(context: Context, lines: Sequence[Line]) -> Write:
    """New rows in, changed rows changed, removed rows cancelled."""
    insert = Insert(Participation, ("code", *KEY, *FIELDS, "author", "created"))
    new = insert.prepared(
        (
            line.payload["code"],
            *line.payload["key"],
            *(_value(line.payload["fields"], name) for name in FIELDS),
            context.source.account,
            context.source.created,
        )
        for line in lines
        if line.state == State.NEW
    )
    changes = _changes(
        (line.payload["code"], line.payload["fields"]) for line in lines if line.state == State.CHANGED
    )
    removed = [line.payload["code"] for line in lines if line.state == State.REMOVED]

    def run() -> None:
        insert.run(new)
        for update, values in changes:
            update.run(values)
        if removed:
            Participation.objects.filter(code__in=removed).update(cancelled=context.now)

    return run


def recheck_undo(lines: Sequence[Line]) -> Conflicts:
    """Rows that are no longer as the import left them, or whose credits were moved since."""
    there = by_code(line.payload["code"] for line in lines)
    keys = [row["pk"] for row in there.values()]
    moved = set(Move.objects.filter(participation_id__in=keys).values_list("participation_id", flat=True))
    conflicts: Conflicts = {}
    for line in lines:
        row = there.get(line.payload["code"])
        if line.state == State.REMOVED:
            if row is None or row["cancelled"] is None:
                conflicts[line.number] = Message(_CHANGED_SINCE)
        elif row is None or row["cancelled"] is not None or not _agree(line.payload["fields"], row):
            conflicts[line.number] = Message(_CHANGED_SINCE)
        elif row["pk"] in moved:
            conflicts[line.number] = Message(_MOVED)
    return conflicts


def unwrite(context: Context, lines: Sequence[Line]) -> Write:
    """New rows cancelled, changed rows as they were, removed rows in force again."""
    new = [line.payload["code"] for line in lines if line.state == State.NEW]
    changes = _changes((line.payload["code"], line.before) for line in lines if line.state == State.CHANGED)
    removed = [line.payload["code"] for line in lines if line.state == State.REMOVED]

    def run() -> None:
        if new:
            Participation.objects.filter(code__in=new).update(cancelled=context.now)
        for update, values in changes:
            update.run(values)
        if removed:
            Participation.objects.filter(code__in=removed).update(cancelled=None)

    return run


def shown(payload: Mapping[str, Any]) -> str:
    """Person, event, edition and day of a row."""
    key, fields = payload["key"], payload["fields"]
    parts = [payload.get("person"), key[2], f"ed. {key[3]}", fields.get("title"), fields.get("acquired")]
    return " · ".join(str(part) for part in parts if part)


def _changes(rows: Iterable[tuple[str, Json]]) -> list[tuple[Update, list[tuple[Any, ...]]]]:
    """Rows with the same columns go in one statement."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for code, fields in rows:
        names = tuple(sorted(fields))
        groups.setdefault(names, []).append((*(fields[name] for name in names), code))
    prepared = [(Update(Participation, names, "code"), values) for names, values in groups.items()]
    return [(update, update.prepared(values)) for update, values in prepared]


def _value(fields: Json, name: str) -> Any:
    """A field of a new row; what nobody said has the default of its column."""
    return fields[name] if name in fields else _DEFAULTS[name]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _agree(wanted: Json, row: Json | None) -> bool:
    return row is not None and all(_plain(row[name]) == value for name, value in wanted.items())


_DEFAULTS: Json = {
    field.name: field.get_default() for field in Participation._meta.concrete_fields if field.name in FIELDS
}
