"""Participations from a table of the Order: extracts of the national register, archives of other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from triennio.kernel.messages import N_, Message
from triennio.platform import clock
from triennio.platform.imports.domain.columns import Column
from triennio.platform.imports.domain.faults import RowFault
from triennio.platform.imports.domain.reading import Row
from triennio.platform.imports.kinds import (
    Conflicts,
    Context,
    ImportKind,
    Json,
    Line,
    Planned,
    State,
    Write,
    import_kind,
)
from triennio.registry.imports import columns, rows
from triennio.registry.imports.offices import refuse_unless_order
from triennio.registry.models import Origin

_NOT_MEMBER = N_("Nessuna persona dell’albo ha questo codice fiscale.")
_DATES = N_("L’evento finisce prima di cominciare.")
_FUTURE = N_("I crediti sono acquisiti in un giorno che deve ancora venire.")
_REPORTED = N_("La riga viene dal rapporto del provider e dice altro: si corregge chiedendolo al provider.")
TRUSTED = (Origin.REPORT, Origin.EVENT)
_KEYS = ("tax_code", "provider_code", "event_code", "edition", "role")


class Participations(ImportKind):
    """Natural key: person, provider, event, edition, role. What a provider reported is never overwritten."""

    name = "participations"
    label = _("Partecipazioni")
    help = _(
        "Eventi a cui hanno partecipato le persone dell’albo, con i crediti: una riga per partecipazione."
    )

    def columns_now(self) -> Sequence[Column]:
        """See `columns.participations`."""
        return columns.participations()

    def refuse(self, organisation: int) -> str:
        """Only an Order has members."""
        return refuse_unless_order(organisation)

    def plan(self, context: Context, rows_: Sequence[Row]) -> list[Planned]:
        """Each row against the register; two queries for all."""
        sound = [row for row in rows_ if not row.faults]
        known = rows.people(context, [_text(row, "tax_code") for row in sound], members_only=True)
        keys = {
            row.number: _key(row, known[code]) for row in sound if (code := _text(row, "tax_code")) in known
        }
        there = rows.stored(keys.values())
        today = clock.today()
        return [
            Planned(row.number, State.FAULT, payload=_shown_fault(row), faults=faults)
            if (faults := row.faults or _sense(row, keys.get(row.number), today))
            else self._one(context, row, keys[row.number], there)
            for row in rows_
        ]

    def _one(self, context: Context, row: Row, key: rows.Key, there: dict[rows.Key, Json]) -> Planned:
        found = there.get(key)
        said = {name: value for name, value in row.values.items() if value is not None and name not in _KEYS}
        if "reported" not in said and (found is None or found["reported"] is None):
            said["reported"] = clock.day_of(context.source.created)
        planned = rows.compared(row.number, key, said, {"origin": str(Origin.IMPORT)}, found)
        planned.payload["person"] = _text(row, "tax_code")
        if planned.state == State.CHANGED and found and found["origin"] in TRUSTED and found["reported"]:
            fault = RowFault(row.number, "", "", "REPORTED", Message(_REPORTED))
            return Planned(row.number, State.FAULT, payload=_shown_fault(row), faults=(fault,))
        return planned

    def recheck(self, context: Context, lines: Sequence[Line]) -> Conflicts:
        """See `rows.recheck`."""
        return rows.recheck(lines)

    def write(self, context: Context, lines: Sequence[Line]) -> Write:
        """See `rows.write`."""
        return rows.write(context, lines)

    def recheck_undo(self, context: Context, lines: Sequence[Line]) -> Conflicts:
        """See `rows.recheck_undo`."""
        return rows.recheck_undo(lines)

    def unwrite(self, context: Context, lines: Sequence[Line]) -> Write:
        """See `rows.unwrite`."""
        return rows.unwrite(context, lines)

    def shown(self, payload: Mapping[str, Any]) -> str:
        """Event, edition and day; of a faulty row what could be read."""
        return rows.shown(payload) if "key" in payload else str(payload.get("text", ""))


def _key(row: Row, person: int) -> rows.Key:
    values = row.values
    return (
        person,
        values.get("provider_code") or "",
        values["event_code"],
        values.get("edition") or 1,
        values.get("role") or "learner",
    )


def _sense(row: Row, key: rows.Key | None, today: date) -> tuple[RowFault, ...]:
    """What is wrong with a row whose cells can all be read."""
    values = row.values
    if key is None:
        code = _text(row, "tax_code")
        return (RowFault(row.number, columns.TAX_CODE.label, code, "NOT_MEMBER", Message(_NOT_MEMBER)),)
    starts, ends, acquired = values.get("starts"), values.get("ends"), values["acquired"]
    if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
        return (RowFault(row.number, "Fine", f"{ends:%d/%m/%Y}", "DATES", Message(_DATES)),)
    if isinstance(acquired, date) and acquired > today:
        day = f"{acquired:%d/%m/%Y}"
        return (RowFault(row.number, "Data di acquisizione", day, "FUTURE", Message(_FUTURE)),)
    return ()


def _shown_fault(row: Row) -> Json:
    known = (row.values.get(name) for name in ("tax_code", "event_code", "title"))
    return {"text": " · ".join(str(value) for value in known if value)}


def _text(row: Row, name: str) -> str:
    return str(row.values[name])


PARTICIPATIONS = import_kind(Participations())
