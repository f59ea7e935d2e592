"""The members of an Order: people, registrations, acts. A code that differs by homocody is another person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from triennio.kernel import tax_code
from triennio.kernel.messages import N_, Message
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
from triennio.registry.imports import columns, member_rows
from triennio.registry.imports.offices import refuse_unless_order
from triennio.reports.codes import tables

_BIRTH = N_("La data di nascita non è quella che dice il codice fiscale (%(said)s).")
_EMAIL = N_("Non è un indirizzo di posta elettronica.")
_ORDER = N_("Gli atti non sono in ordine: iscrizione, cancellazione, reiscrizione.")
_NO_CANCELLATION = N_("C’è una reiscrizione senza cancellazione.")
_DISCIPLINE = N_("La disciplina %(code)s è di un’altra professione.")
ACTS = ("enrolment", "cancellation", "reenrolment")
PERSON = ("first_name", "last_name", "born", "email")
REGISTRATION = ("disciplines", "number", "practice")


class Members(ImportKind):
    """Natural key: tax code and profession, in this Order. What the file leaves out stays as it is."""

    name = "members"
    label = _("Albo: persone e iscrizioni")
    help = _("Le persone dell’albo: una riga per persona e professione.")
    most_rows = 200_000

    def columns_now(self) -> Sequence[Column]:
        """See `columns.members`."""
        return columns.members()

    def refuse(self, organisation: int) -> str:
        """Only an Order has members."""
        return refuse_unless_order(organisation)

    def plan(self, context: Context, rows: Sequence[Row]) -> list[Planned]:
        """Each row against people and registrations; a fixed number of queries for all."""
        sound = {row.number: row for row in rows if not row.faults}
        there = member_rows.stored(
            context.organisation, [str(row.values["tax_code"]) for row in sound.values()]
        )
        return [self._one(row, there) for row in rows]

    def _one(self, row: Row, there: member_rows.Known) -> Planned:
        faults = row.faults or tuple(_sense(row))
        if faults:
            names = (row.values.get(name) for name in ("tax_code", "last_name", "first_name"))
            text = " ".join(str(name) for name in names if name)
            return Planned(row.number, State.FAULT, payload={"text": text}, faults=faults)
        asked = _asked(row)
        return member_rows.compared(row.number, asked, there)

    def recheck(self, context: Context, lines: Sequence[Line]) -> Conflicts:
        """See `member_rows.recheck`."""
        return member_rows.recheck(context.organisation, lines)

    def write(self, context: Context, lines: Sequence[Line]) -> Write:
        """See `member_rows.write`."""
        return member_rows.write(context, lines)

    def recheck_undo(self, context: Context, lines: Sequence[Line]) -> Conflicts:
        """See `member_rows.recheck_undo`."""
        return member_rows.recheck_undo(context.organisation, lines)

    def unwrite(self, context: Context, lines: Sequence[Line]) -> Write:
        """See `member_rows.unwrite`."""
        return partial(member_rows.unwrite, context.organisation, lines)

    def changes(
        self, payload: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Iterable[tuple[str, Any, Any]]:
        """Fields of the person and of the registration, then the acts that are added."""
        for part in ("person", "registration"):
            for name, old in before.get(part, {}).items():
                yield name, old, payload[part][name]
        if before:
            yield from ((name, None, day) for name, day in payload.get("acts", ()))

    def shown(self, payload: Mapping[str, Any]) -> str:
        """Name and profession."""
        if "text" in payload:
            return str(payload["text"])
        profession = tables().professions.get(payload["profession"], "")
        return f"{payload['name']} · {profession}"


def _asked(row: Row) -> Json:
    """What a row says, by the table it belongs to; days as texts."""
    values = {name: _plain(value) for name, value in row.values.items() if value is not None}
    return {
        "tax_code": values["tax_code"],
        "profession": values["profession"],
        "name": f"{values['last_name']} {values['first_name']}",
        "person": {name: values[name] for name in PERSON if name in values},
        "registration": {name: values[name] for name in REGISTRATION if name in values},
        "acts": [[name, values[name]] for name in ACTS if name in values],
    }


def _sense(row: Row) -> list[RowFault]:
    values, faults = row.values, []
    birth, born = tax_code.birth(str(values["tax_code"])), values.get("born")
    if birth and isinstance(born, date) and not birth.agrees(born):
        said = f"{birth.day:02d}/{birth.month:02d}/{birth.year:02d}"
        faults.append(_fault(row, "born", "BIRTH", Message(_BIRTH, {"said": said})))
    if values.get("email"):
        try:
            validate_email(str(values["email"]))
        except ValidationError:
            faults.append(_fault(row, "email", "EMAIL", Message(_EMAIL)))
    days = [str(values[name]) for name in ACTS if values.get(name)]
    if days != sorted(set(days)):
        faults.append(_fault(row, "cancellation", "ACTS", Message(_ORDER)))
    if values.get("reenrolment") and not values.get("cancellation"):
        faults.append(_fault(row, "reenrolment", "ACTS", Message(_NO_CANCELLATION)))
    given = values.get("disciplines")
    for code in given if isinstance(given, list) else ():
        if tables().disciplines[code][1] != values["profession"]:
            faults.append(_fault(row, "disciplines", "DISCIPLINE", Message(_DISCIPLINE, {"code": code})))
    return faults


def _fault(row: Row, name: str, code: str, message: Message) -> RowFault:
    label = next(column.label for column in columns.members() if column.name == name)
    value = row.values.get(name)
    told = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
    return RowFault(row.number, label, told, code, message)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


MEMBERS = import_kind(Members())
