"""The whole examination of a file: opened, held against the schema, against sense and against the stored event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from asn1crypto import x509
from lxml import etree

from triennio.kernel.units import units
from triennio.reports import build, csv_file, raw, rules, safe_xml, schema, stored
from triennio.reports.codes import fault
from triennio.reports.model import HEAD, Event, Fault, Participant, Practice
from triennio.reports.package import Package, open_file
from triennio.reports.raw import RawReport, RawRow
from triennio.reports.signature import Signature

FILE = "file"
SIGNATURE = "firma"
REPEATED = ("DUPLICATE", "DUPLICATE_PROFESSION", "DUPLICATE_DISCIPLINE")
"""Refusals of the schema beside which the same field may have another fault: its value can be read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`event` is None where the schema refuses the head; `participants` are the rows that it does not refuse."""

    event: Event | None
    participants: tuple[Participant, ...]
    rows: int
    faults: tuple[Fault, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How to look. `as_of` is the day of sending; `at` the instant at which certificates are judged."""

    as_of: date
    at: datetime | None = None
    event: stored.StoredEvent | None = None
    schema_only: bool = False
    version: str = schema.CURRENT
    anchors: Sequence[x509.Certificate] = ()


def check_file(content: bytes, name: str, options: Options) -> Checked:
    """Everything about one file. `name` decides only where a name counts. Raises UnreadableFile."""
    package = open_file(content, options.anchors, options.at)
    used = schema.schema(options.version)
    if is_markup(package.content):
        document = safe_xml.parse(package.content)
        given, root = raw.of_tree(document.root), document.root
        found = [] if options.schema_only else _of_encoding(document, used)
    else:
        given, found = _table(package.content, name, options)
        root = build.tree(given)
    refused = schema.faults(root, used)
    if not options.schema_only:
        found += _of_package(package, name, options)
        found += _beyond(given, used, options)
    return _checked(given, refused, found, package)


def is_markup(content: bytes) -> bool:
    """Whether the bytes begin as a document does, in any of the encodings there are."""
    return content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] == b"<"


def _table(content: bytes, name: str, options: Options) -> tuple[RawReport, list[Fault]]:
    if b";" not in content.split(b"\n", 1)[0]:
        raise safe_xml.UnreadableFile(
            "Il file non è un rapporto: né XML, né una busta firmata, né una tabella CSV."
        )
    if options.event is None:
        raise safe_xml.UnreadableFile("Una tabella CSV non contiene l’evento: serve anche --event FILE.json.")
    return csv_file.read(content, options.event.head)


def _checked(given: RawReport, refused: list[Fault], found: list[Fault], package: Package) -> Checked:
    cells = {(one.row, one.field) for one in found if one.code == "CSV_PROFESSION"}
    refused = [one for one in refused if (one.row, one.field) not in cells]
    said = {(one.row, one.field) for one in refused if one.code not in REPEATED}
    faults = refused + [one for one in found if (one.row, one.field) not in said]
    bad = {one.row for one in refused} | {row for row, _ in cells}
    people = [_participant(number, row) for number, row in enumerate(given.rows, 1) if number not in bad]
    return Checked(
        event=None if HEAD in bad else _event(given),
        participants=tuple(people),
        rows=len(given.rows),
        faults=tuple(sorted(faults, key=lambda one: one.row)),
        signatures=package.signatures,
    )


def _beyond(given: RawReport, used: schema.Schema, options: Options) -> Iterable[Fault]:
    yield from rules.head(given, used, options.as_of)
    for number, row in enumerate(given.rows, 1):
        yield from rules.row(number, row, given.head, used)
    yield from rules.people(given)
    if options.event is not None:
        yield from stored.differences(given, options.event)


def _of_encoding(document: safe_xml.Document, used: schema.Schema) -> list[Fault]:
    if document.encoding == used.encoding or document.ascii:
        return []
    return [fault(HEAD, "encoding", "ENCODING", used.encoding, value=document.encoding, other=used.encoding)]


def _of_package(package: Package, name: str, options: Options) -> Iterable[Fault]:
    if not package.envelopes:
        return
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    if " " in base:
        yield fault(HEAD, FILE, "FILE_NAME", base.replace(" ", "_"))
    if not package.signatures:
        yield fault(HEAD, SIGNATURE, "SIGNER_MISSING")
    elif not any(one.tax_code for one in package.signatures):
        yield fault(HEAD, SIGNATURE, "SIGNER_WITHOUT_TAX_CODE")
    for one in package.signatures:
        who = one.name or "chi ha firmato"
        if not one.whole:
            yield fault(HEAD, SIGNATURE, "SIGNATURE_BROKEN", value=who)
        elif one.trusted is False:
            yield fault(HEAD, SIGNATURE, "SIGNATURE_UNTRUSTED", value=who, other=one.reason)


def _event(given: RawReport) -> Event:
    """The head, once the schema has let it through."""
    head = given.head
    return Event(
        code=head["cod_evento"],
        edition=int(head.get("cod_edi", "1")),
        provider=head["cod_org"],
        body=head["cod_accr"],
        starts=_day(head["data_ini"]),
        ends=_day(head["data_fine"]),
        hours=int(head["ore"]),
        credits=units(head["crediti"].strip()),
        format=head["tipo_form"],
        modules=tuple(name.removeprefix("modulo_") for name in rules.MODULES if head.get(name) == "1"),
        kind=head["tipo_eve"],
        objective=int(head["cod_obi"]),
        planned=int(head["num_part"]),
        event_type=int(head["cod_tipologia_form"]),
    )


def _participant(number: int, row: RawRow) -> Participant:
    given = row.attributes
    return Participant(
        row=number,
        tax_code=given["cod_fisc"].upper(),
        first_name=given["nome"],
        last_name=given["cognome"],
        role=given["ruolo"],
        practice=given["lib_dip"],
        recruited=given["part_reclutato"] == "1",
        sponsor=given.get("sponsor", ""),
        credits=units(given["cred_acq"].strip()),
        acquired=_day(given["data_acq"]),
        practices=tuple(
            Practice(int(practice.profession or 0), tuple(map(int, practice.disciplines)))
            for practice in row.practices
        ),
    )


def _day(text: str) -> date:
    """A date of the schema, which may carry a zone after its ten characters."""
    return date.fromisoformat(text.strip(raw.SPACES)[:10])


def to_xml(report: RawReport, version: str = schema.CURRENT) -> tuple[bytes, list[Fault]]:
    """A report as a file, and what the schema refuses of it: a file with faults is not to be sent."""
    used = schema.schema(version)
    content = build.document(report, used)
    return content, schema.faults(etree.fromstring(content), used)
