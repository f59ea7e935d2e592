"""A provider's national report, as XML or signed: the participations of the Order's members in one edition of an event.

One report is in force for each provider, event and edition. A later file of the same edition replaces it: rows that it
no longer has are cancelled, and undoing puts everything back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from triennio.kernel.messages import N_, Message
from triennio.kernel.units import hundredths
from triennio.people.models import Organisation, Registration
from triennio.platform import clock
from triennio.platform.codes import new_code
from triennio.platform.imports.domain.faults import RowFault, TableFault
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
from triennio.platform.uploads.kinds import P7M, XML
from triennio.registry.imports import rows
from triennio.registry.models import NationalReport, Origin, Participation
from triennio.reports.check import Checked, Options, check_file
from triennio.reports.model import HEAD, Event, Fault, Participant
from triennio.reports.safe_xml import UnreadableFile

ROLES = {"P": "learner", "D": "teacher", "T": "tutor", "R": "speaker"}
FORMATS = {"1": "FAD", "2": "FSC", "3": "RES"}
TYPES = {
    1: "COURSE", 2: "CONGRESS", 4: "WORKSHOP", 5: "COURSE", 6: "TRAINING", 7: "GROUPS", 8: "RESEARCH", 9: "AUDIT",
}  # fmt: skip
# Faults of a row that leave no doubt that it must not go in; the others were the provider's to mend before sending.
GRAVE = ("TAX_CODE_CHECK", "DUPLICATE_CASE")
BROKEN = ("SIGNATURE_BROKEN",)
_SAID = "%(said)s"
_HEAD = N_("I dati dell’evento non sono validi: %(said)s")
_OTHER_PROVIDER = N_("Il rapporto è del provider %(other)s, non di questo (%(own)s).")


class Reports(ImportKind):
    """Natural key: provider, event, edition; inside it person and role."""

    name = "reports"
    label = _("Rapporto di un provider (XML, p7m)")
    help = _("Il rapporto di un evento come il provider lo trasmette: XML, XML firmato (p7m), zip firmato.")
    accepts = (XML, P7M)
    keeps_file = True

    def refuse(self, organisation: int) -> str:
        """Orders take the rows of their members, providers their own reports."""
        kind = Organisation.objects.filter(pk=organisation).values_list("kind", flat=True).first()
        known = (Organisation.Kind.ORDER, Organisation.Kind.PROVIDER)
        return "" if kind in known else "I rapporti si importano in un Ordine o da un provider."

    def open(self, content: bytes, name: str, context: Context) -> Iterator[Row]:
        """Each participant as a row. The head of the event goes with the import."""
        day = clock.day_of(context.source.created)
        try:
            checked = check_file(content, name, Options(as_of=day, at=context.source.created))
        except UnreadableFile as error:
            raise TableFault("UNREADABLE", Message(_SAID, {"said": str(error)})) from None
        event = _sound_event(checked)
        _refuse_other_provider(context, event)
        context.head.update(_head(event, checked, context))
        context.cache["event"] = event
        context.cache["members_only"] = _members_only(context)
        bad = {one.row: one for one in checked.faults if _is_grave(one, checked)}
        people = {person.row: person for person in checked.participants}
        for number in range(1, checked.rows + 1):
            yield _row(number, people.get(number), bad.get(number))

    def plan(self, context: Context, rows_: Sequence[Row]) -> list[Planned]:
        """Each participant against the register; people of other Orders are left out."""
        sound = [row for row in rows_ if not row.faults]
        people: list[Participant] = [row.values["participant"] for row in sound]  # type: ignore[misc]
        members_only = context.cache["members_only"]
        known = rows.people(context, [person.tax_code for person in people], members_only=members_only)
        event: Event = context.cache["event"]
        keys = {p.row: _key(event, p, known[p.tax_code]) for p in people if p.tax_code in known}
        there = rows.stored(keys.values())
        context.cache.setdefault("codes", set()).update(found["code"] for found in there.values())
        return [_one(context, row, keys.get(row.number), there) for row in rows_]

    def leftovers(self, context: Context, last: int) -> Iterable[Planned]:
        """Rows of the report in force that this one does not have."""
        old = _in_force(context)
        if old is None:
            return
        kept = context.cache.get("codes", ())
        gone = Participation.objects.filter(report=old, cancelled=None).exclude(code__in=kept)
        if context.cache["members_only"]:
            inside = Registration.objects.filter(order_id=context.organisation).values("professional_id")
            gone = gone.filter(professional_id__in=inside)
        names = ("code", *rows.KEY, "professional__last_name", "professional__first_name")
        found = gone.order_by("pk").values_list(*names)
        for number, (code, *key, last_name, first_name) in enumerate(found, last + 1):
            payload = {"code": code, "key": key, "fields": {}, "person": f"{last_name} {first_name}"}
            yield Planned(number, State.REMOVED, None, payload)

    def begin(self, context: Context) -> None:
        """The new report takes the place of the one in force, with its rows. The same file has one report only."""
        head, old = context.head, _in_force(context)
        if "report" in head:
            return
        head["replaced"] = None
        if old is not None and old.sha256 == context.source.sha256:
            head["report"], head["reused"] = old.pk, True
            return
        if old is not None:
            NationalReport.objects.filter(pk=old.pk).update(replaced=context.now)
        made = NationalReport.objects.create(
            code=new_code(),
            provider_code=head["provider_code"],
            event_code=head["event_code"],
            edition=head["edition"],
            accrediting_body=head["body"],
            sha256=context.source.sha256,
            signer=head["signer"][:200],
            signature=head["signature"],
            upload=context.source.upload,
            received=context.source.created,
        )
        head["report"] = made.pk
        if old is not None:
            head["replaced"] = old.pk
            Participation.objects.filter(report=old, cancelled=None).update(report=made)

    def recheck(self, context: Context, lines: Sequence[Line]) -> Conflicts:
        """See `rows.recheck`."""
        return rows.recheck(lines)

    def write(self, context: Context, lines: Sequence[Line]) -> Write:
        """Rows point to the new report."""
        for line in lines:
            if line.state != State.REMOVED:
                line.payload["fields"]["report"] = context.head["report"]
        return rows.write(context, lines)

    def recheck_undo(self, context: Context, lines: Sequence[Line]) -> Conflicts:
        """See `rows.recheck_undo`."""
        return rows.recheck_undo(lines)

    def unwrite(self, context: Context, lines: Sequence[Line]) -> Write:
        """See `rows.unwrite`."""
        return rows.unwrite(context, lines)

    def finish_undo(self, context: Context) -> None:
        """The report that was replaced is in force again, with its rows."""
        head = context.head
        if head.get("reused") or head["report"] is None:
            return
        NationalReport.objects.filter(pk=head["report"], replaced=None).update(replaced=context.now)
        if head["replaced"] is not None and _in_force(context) is None:
            NationalReport.objects.filter(pk=head["replaced"]).update(replaced=None)
            Participation.objects.filter(report=head["report"], cancelled=None).update(
                report=head["replaced"]
            )

    def shown(self, payload: Mapping[str, Any]) -> str:
        """Event, edition and day; of a row left out, what was in it."""
        return rows.shown(payload) if "key" in payload else str(payload.get("text", ""))


def _sound_event(checked: Checked) -> Event:
    """The event. TableFault where the head or the signature cannot be trusted."""
    for one in checked.faults:
        if one.code in BROKEN or (one.row == HEAD and checked.event is None):
            raise TableFault(one.code, Message(_HEAD, {"said": one.sentence}))
    if checked.event is None:
        raise TableFault("HEAD", Message(_HEAD, {"said": ""}))
    return checked.event


def _refuse_other_provider(context: Context, event: Event) -> None:
    row = Organisation.objects.filter(pk=context.organisation).values_list("kind", "registry_code").first()
    if row and row[0] == Organisation.Kind.PROVIDER and row[1] != event.provider:
        raise TableFault(
            "PROVIDER", Message(_OTHER_PROVIDER, {"other": event.provider, "own": row[1] or "—"})
        )


def _members_only(context: Context) -> bool:
    kind = Organisation.objects.filter(pk=context.organisation).values_list("kind", flat=True).first()
    return kind != Organisation.Kind.PROVIDER


def _head(event: Event, checked: Checked, context: Context) -> Json:
    signers = [one for one in checked.signatures if one.tax_code] or list(checked.signatures)
    return {
        "provider_code": event.provider,
        "event_code": event.code,
        "edition": event.edition,
        "body": event.body,
        "starts": event.starts.isoformat(),
        "ends": event.ends.isoformat(),
        "signer": f"{signers[0].name} {signers[0].tax_code}".strip() if signers else "",
        "signature": signers[0].state if signers else "",
        "notes": sum(not _is_grave(one, checked) for one in checked.faults),
    }


def _is_grave(one: Fault, checked: Checked) -> bool:
    readable = {person.row for person in checked.participants}
    return one.row != HEAD and (one.code in GRAVE or one.row not in readable)


def _row(number: int, person: Participant | None, fault: Fault | None) -> Row:
    if person is None or fault is not None:
        said = fault.sentence if fault else ""
        told = RowFault(
            number,
            fault.field if fault else "",
            "",
            fault.code if fault else "ROW",
            Message(_SAID, {"said": said}),
            fault.suggestion if fault else "",
        )
        return Row(number, {}, (told,))
    return Row(number, {"participant": person}, ())  # type: ignore[dict-item]


def _key(event: Event, person: Participant, professional: int) -> rows.Key:
    return (professional, event.provider, event.code, event.edition, ROLES[person.role])


def _one(context: Context, row: Row, key: rows.Key | None, there: dict[rows.Key, Json]) -> Planned:
    if row.faults:
        return Planned(row.number, State.FAULT, faults=row.faults)
    event: Event = context.cache["event"]
    person: Participant = row.values["participant"]  # type: ignore[assignment]
    if key is None:
        return Planned(row.number, State.OTHER, payload={"text": f"{person.last_name} {person.first_name}"})
    found = there.get(key)
    said = _said(event, person)
    if found is None or found["reported"] is None:
        said["reported"] = clock.day_of(context.source.created)
    if found is None or found["report"] is None:
        said["origin"] = str(Origin.REPORT)
    planned = rows.compared(row.number, key, said, {}, found)
    planned.payload["person"] = f"{person.last_name} {person.first_name}"
    if planned.state == State.CHANGED and found and found["report"] is None:
        planned.before["report"] = None
    return planned


def _said(event: Event, person: Participant) -> Json:
    return {
        "format": FORMATS.get(event.format, ""),
        "event_type": TYPES.get(event.event_type, ""),
        "objective": event.objective,
        "hours": event.hours,
        "starts": event.starts,
        "ends": event.ends,
        "acquired": person.acquired,
        "credits": hundredths(person.credits),
        "recruited": person.recruited,
        "sponsor": person.sponsor,
        "practice": person.practice,
    }


def _in_force(context: Context) -> NationalReport | None:
    head = context.head
    return NationalReport.objects.filter(
        provider_code=head["provider_code"],
        event_code=head["event_code"],
        edition=head["edition"],
        replaced=None,
    ).first()


REPORTS = import_kind(Reports())
