"""Data to XML, as the register wants it: attributes in the usual order, ISO-8859-1, nothing empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from triennio.kernel import faults as kernel
from triennio.kernel.faults import InputFaults, brief
from triennio.reports.raw import RawPractice, RawReport, RawRow
from triennio.reports.schema import Schema
from triennio.reports.stored import FIELDS

ROW_FIELDS = (
    "cod_fisc", "nome", "cognome", "ruolo", "lib_dip", "cred_acq", "data_acq", "part_reclutato", "sponsor",
)  # fmt: skip
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tree(report: RawReport) -> etree._Element:
    """The elements of a report. What an attribute holds is not looked at: the schema will."""
    root = etree.Element("dataroot")
    event = etree.SubElement(root, "evento", _ordered(report.head, FIELDS))
    for row in report.rows:
        person = etree.SubElement(event, "partecipante", _ordered(row.attributes, ROW_FIELDS))
        for practice in row.practices:
            given = {} if practice.profession is None else {"cod_prof": _clean(practice.profession)}
            profession = etree.SubElement(person, "professione", given)
            for code in practice.disciplines:
                etree.SubElement(profession, "disciplina").text = _clean(code)
    return root


def document(report: RawReport, used: Schema) -> bytes:
    """The file to sign and send."""
    text = etree.tostring(tree(report), encoding=used.encoding, xml_declaration=True, pretty_print=True)
    return text if isinstance(text, bytes) else text.encode(used.encoding)


def read(value: Any) -> RawReport:
    """From JSON: `{"evento": {…}, "partecipanti": [{…, "professioni": [{"cod_prof": 14, "discipline": [85]}]}]}`.

    Attributes are those of the schema, as texts or numbers. Raises InputFaults.
    """
    faults: list[kernel.Fault] = []
    top = _object(value, "$", faults)
    _unknown(top, ("evento", "partecipanti"), "$", faults)
    head = _attributes(top.get("evento"), FIELDS, "$.evento", faults)
    rows = []
    for index, entry in enumerate(_list(top.get("partecipanti"), "$.partecipanti", faults)):
        path = f"$.partecipanti[{index}]"
        given = dict(_object(entry, path, faults))
        practices = _list(given.pop("professioni", []), f"{path}.professioni", faults)
        rows.append(
            RawRow(
                _attributes(given, ROW_FIELDS, path, faults),
                [_practice(p, f"{path}.professioni[{n}]", faults) for n, p in enumerate(practices)],
            )
        )
    if faults:
        raise InputFaults(faults)
    return RawReport(head, rows)


def _practice(value: Any, path: str, faults: list[kernel.Fault]) -> RawPractice:
    given = dict(_object(value, path, faults))
    codes = _list(given.pop("discipline", []), f"{path}.discipline", faults)
    attributes = _attributes(given, ("cod_prof",), path, faults)
    texts = [_text(code, f"{path}.discipline[{n}]", faults) for n, code in enumerate(codes)]
    return RawPractice(attributes.get("cod_prof"), texts)


def _attributes(value: Any, known: tuple[str, ...], path: str, faults: list[kernel.Fault]) -> dict[str, str]:
    given = _object(value, path, faults)
    _unknown(given, known, path, faults)
    texts = {key: _text(item, f"{path}.{key}", faults) for key, item in given.items() if item is not None}
    return {key: text for key, text in texts.items() if text}


def _text(value: Any, path: str, faults: list[kernel.Fault]) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        faults.append(kernel.Fault(path, f"not a text or a number: {brief(value)}"))
        return ""
    return str(value)


def _object(value: Any, path: str, faults: list[kernel.Fault]) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    faults.append(kernel.Fault(path, "missing" if value is None else f"not an object: {brief(value)}"))
    return {}


def _list(value: Any, path: str, faults: list[kernel.Fault]) -> list[Any]:
    if isinstance(value, list):
        return value
    faults.append(kernel.Fault(path, "missing" if value is None else f"not a list: {brief(value)}"))
    return []


def _unknown(value: Mapping[str, Any], known: tuple[str, ...], path: str, faults: list[kernel.Fault]) -> None:
    faults += [kernel.Fault(f"{path}.{key}", "unknown key") for key in value if key not in known]


def _ordered(given: Mapping[str, str], order: tuple[str, ...]) -> dict[str, str]:
    names = [name for name in order if given.get(name)]
    return {name: _clean(given[name]) for name in names}


def _clean(text: str) -> str:
    """With a mark in the place of what no XML can hold: the schema refuses the mark wherever it could matter."""
    return _NOT_XML.sub("\ufffd", text)
