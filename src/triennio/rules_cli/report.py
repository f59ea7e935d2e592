"""`triennio report`: files of the national report checked, opened, written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from asn1crypto import x509

from triennio.kernel.faults import InputFaults
from triennio.reports import build as building
from triennio.reports import check as checking
from triennio.reports import stored
from triennio.reports.codes import codes as all_codes
from triennio.reports.model import Fault
from triennio.reports.package import open_file
from triennio.reports.safe_xml import MAX_BYTES, UnreadableFile
from triennio.reports.signature import certificates
from triennio.rules.reader import day
from triennio.rules_cli.guard import (
    ANSWERED,
    FAILED,
    REFUSED,
    Refused,
    complain,
    fault_line,
    printable,
    refused,
)
from triennio.rules_cli.reading import STANDARD_INPUT, one_case, today
from triennio.rules_cli.writing import write, write_bytes

ROME = ZoneInfo("Europe/Rome")


def check(arguments: argparse.Namespace) -> int:
    """Faults of each file on standard output, files that cannot be read on standard error."""
    options = checking.Options(
        as_of=_day(arguments.as_of),
        at=datetime.now(ROME),
        event=_event(arguments.event),
        schema_only=arguments.schema_only,
        anchors=_anchors(arguments.anchors),
    )

    def one(file: str) -> bool:
        found = checking.check_file(_content(file), file, options).faults
        _write_rows(_row(file, fault) for fault in found)
        return bool(found)

    return _each(arguments.files, one)


def codes(arguments: argparse.Namespace) -> int:
    """Each code, who refuses it, and its sentence with the places that are filled."""
    _write_rows([code, entry["level"], entry["sentence"]] for code, entry in all_codes().items())
    return ANSWERED


def signatures(arguments: argparse.Namespace) -> int:
    """Who signed: file, name, tax code, issuer, validity, instant, statement."""
    anchors = _anchors(arguments.anchors)

    def one(file: str) -> bool:
        found = open_file(_content(file), anchors, datetime.now(ROME)).signatures
        for sign in found:
            times = [_instant(when) for when in (sign.valid_from, sign.valid_to, sign.signed_at)]
            _write_rows([[file, sign.name, sign.tax_code, sign.issuer, *times, sign.statement]])
        return not found or not all(sign.whole and sign.trusted is not False for sign in found)

    return _each(arguments.files, one)


def build(arguments: argparse.Namespace) -> int:
    """The report as XML on standard output; with a fault of the schema, only its faults on standard error."""
    found = one_case(arguments.file)
    if refusal := found.refusal():
        raise refusal
    try:
        report = building.read(found.value)
    except InputFaults as error:
        raise refused(arguments.file, error) from None
    content, faults = checking.to_xml(report)
    if faults:
        raise Refused(fault_line(arguments.file, _path(fault), fault.sentence) for fault in faults)
    write_bytes([content])
    return ANSWERED


def _each(files: Iterable[str], one: Callable[[str], bool]) -> int:
    """Every file gets its turn; the worst answer is the answer."""
    code = ANSWERED
    for file in files:
        try:
            code = max(code, FAILED if one(file) else ANSWERED)
        except UnreadableFile as error:
            complain([fault_line(file, "", str(error))])
            code = REFUSED
        except Refused as refusal:
            complain(refusal.lines)
            code = REFUSED
    return code


def _content(file: str) -> bytes:
    """At most one byte more than a report may have."""
    try:
        if file != STANDARD_INPUT:
            with Path(file).open("rb") as stream:
                return stream.read(MAX_BYTES + 1)
        if sys.stdin is None:
            raise Refused([fault_line(file, "", "cannot be read: standard input is closed")])
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refused([fault_line(file, "", f"cannot be read: {reason}")]) from None


def _day(text: str | None) -> date:
    try:
        found: date = day(text or today())
    except ValueError as error:
        raise Refused([fault_line("--as-of", "", str(error))]) from None
    return found


def _event(file: str | None) -> stored.StoredEvent | None:
    if file is None:
        return None
    found = one_case(file)
    if refusal := found.refusal():
        raise refusal
    try:
        return stored.read(found.value)
    except InputFaults as faults:
        raise refused(file, faults) from None


def _anchors(file: str | None) -> list[x509.Certificate]:
    if file is None:
        return []
    try:
        return certificates(_content(file))
    except (ValueError, TypeError):
        raise Refused([fault_line(file, "", "no certificate in it, PEM or DER")]) from None


def _row(file: str, fault: Fault) -> list[str]:
    return [file, str(fault.row), fault.field, fault.code, fault.sentence, fault.suggestion]


def _path(fault: Fault) -> str:
    """Where a fault of the document stands in the data it was built from."""
    return f"$.partecipanti[{fault.row - 1}].{fault.field}" if fault.row else f"$.evento.{fault.field}"


def _write_rows(rows: Iterable[list[str]]) -> None:
    for cells in rows:
        write("\t".join(printable(cell) for cell in cells) + "\n")


def _instant(when: Any) -> str:
    return when.isoformat() if when else ""
