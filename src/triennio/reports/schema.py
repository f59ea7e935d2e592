"""The schema, and its refusals said in Italian on the row and the attribute where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

from lxml import etree

from triennio.reports import corrections
from triennio.reports.codes import fault
from triennio.reports.model import HEAD, Fault
from triennio.reports.raw import tenths

CURRENT = "1.16"
_FOLDER = files(__package__) / "schemas"
_ROW = re.compile(r"/dataroot/evento/partecipante(?:\[(\d+)\])?(?=/|$)")
_ATTRIBUTE = re.compile(r"attribute '([^']+)'")
_MISSING_ATTRIBUTE = re.compile(r"The attribute '([^']+)' is required")
_EXPECTED = re.compile(r"Expected is \( ([\w-]+)")
_UNIQUE = {
    "una_persona_una_volta": "DUPLICATE",
    "una_professione_una_volta": "DUPLICATE_PROFESSION",
    "una_disciplina_una_volta": "DUPLICATE_DISCIPLINE",
}
_NAMES = {
    "nome": corrections.NOT_IN_NAMES,
    "cognome": corrections.NOT_IN_NAMES,
    "sponsor": corrections.NOT_IN_SPONSORS,
}
_MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Schema:
    """One version of the format with what goes with it. `expected` says in words what each field takes."""

    version: str
    encoding: str
    window_days: int
    test_days: int
    expected: Mapping[str, str]
    xsd: etree.XMLSchema


@cache
def schema(version: str = CURRENT) -> Schema:
    """A version by its number. LookupError when the product has none such."""
    if version not in versions():
        raise LookupError(version)
    data = tomllib.loads((_FOLDER / f"{version}.toml").read_text(encoding="utf-8"))
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    tree = etree.parse(BytesIO((_FOLDER / data["xsd"]).read_bytes()), parser)
    return Schema(
        data["version"],
        data["encoding"],
        data["window_days"],
        data["test_days"],
        data["expected"],
        etree.XMLSchema(tree),
    )


@cache
def versions() -> tuple[str, ...]:
    """The versions there are."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in _FOLDER.iterdir() if f.name.endswith(".toml")))


def faults(root: etree._Element, used: Schema) -> list[Fault]:
    """All that the schema refuses, by row. The tree is not changed.

    The processor leaves off at an element it does not expect: such elements are cut from a copy, and it goes on.
    """
    copy = root
    found: dict[tuple[int, str, str, str], Fault] = {}
    for _ in range(_MOST_ROUNDS):
        if used.xsd.validate(copy):
            break
        unexpected = []
        log: Iterable[etree._LogEntry] = used.xsd.error_log  # type: ignore[assignment]  # the stubs forget __iter__
        for error in log:
            for one in _translated(error, copy, used):
                found.setdefault((one.row, one.field, one.code, one.sentence), one)
            if error.type_name == "SCHEMAV_ELEMENT_CONTENT" and "not expected" in error.message:
                unexpected.append(error.path)
        if not unexpected:
            break
        copy = _without(copy, unexpected)
    return sorted(found.values(), key=lambda one: one.row)


def _without(root: etree._Element, paths: list[str]) -> etree._Element:
    copy = etree.fromstring(etree.tostring(root))
    for element in [element for path in paths for element in _all(copy, path)]:
        parent = element.getparent()
        if parent is not None:
            element.tail = None
            parent.remove(element)
    return copy


def _translated(error: etree._LogEntry, root: etree._Element, used: Schema) -> Iterator[Fault]:
    message, kind, path = error.message, error.type_name, error.path or ""
    row, element = _row(path), _element(path)
    if "Warning:" in message:
        return
    attribute = _ATTRIBUTE.search(message)
    if kind == "SCHEMAV_CVC_ELT_1":
        yield fault(HEAD, "dataroot", "ROOT", value=root.tag)
    elif kind == "SCHEMAV_CVC_IDC":
        yield from _repeated(message, path, row, root)
    elif missing := _MISSING_ATTRIBUTE.search(message):
        name = missing[1]
        yield fault(row, name, "ATTRIBUTE_MISSING", expected=used.expected.get(name, name))
    elif kind == "SCHEMAV_ELEMENT_CONTENT" and "Missing child" in message:
        wanted = _EXPECTED.search(message)
        name = wanted[1] if wanted else element
        yield fault(row, name, "ELEMENT_MISSING", value=name)
    elif kind == "SCHEMAV_ELEMENT_CONTENT":
        yield fault(row, element, "ELEMENT_UNKNOWN", value=element)
    elif attribute and "is not allowed" in message:
        yield fault(row, attribute[1], "ATTRIBUTE_UNKNOWN", value=attribute[1])
    elif "content is not allowed" in message or "ontent type is 'element-only'" in message:
        yield fault(row, element, "TEXT_UNKNOWN", value=element)
    elif attribute or element == "disciplina":
        name = attribute[1] if attribute else element
        yield _of_value(row, name, _value(root, path, attribute and attribute[1]), used)
    else:
        yield fault(row, element, "SCHEMA_OTHER", value=message)


def _of_value(row: int, name: str, value: str, used: Schema) -> Fault:
    expected = used.expected.get(name, "")
    odd = _NAMES[name].findall(value) if name in _NAMES else []
    if odd:
        characters = " ".join(dict.fromkeys(odd))
        return fault(
            row,
            name,
            "NAME_CHARACTERS",
            corrections.of(name, value),
            value=value,
            characters=characters,
            expected=expected,
        )
    return fault(row, name, "VALUE", corrections.of(name, value), value=value, expected=expected)


def _repeated(message: str, path: str, row: int, root: etree._Element) -> Iterator[Fault]:
    constraint = next((name for name in _UNIQUE if f"'{name}'" in message), "")
    if not constraint:
        return
    code = _UNIQUE[constraint]
    element = _found(root, path)
    if code == "DUPLICATE" and element is not None:
        value = str(element.get("cod_fisc", ""))
        first, other = _first_with(root, value)
        yield fault(row, "cod_fisc", code, one_row(other, first, element, row), value=value, other=first)
    elif code == "DUPLICATE_PROFESSION":
        yield fault(row, "cod_prof", code, value=element.get("cod_prof", "") if element is not None else "")
    else:
        yield fault(
            row, "disciplina", code, value=(element.text or "").strip() if element is not None else ""
        )


def _first_with(root: etree._Element, value: str) -> tuple[int, etree._Element]:
    rows = enumerate(root.iterfind("evento/partecipante"), 1)
    return next((number, other) for number, other in rows if other.get("cod_fisc") == value)


def one_row(one: etree._Element, number: int, other: etree._Element, row: int) -> str:
    """Which row is left of two of one person: teaching is summed and goes as D, else the one with more credits.

    The register does not say it; the sum of teacher and tutor is rule CAP-7.
    """
    credits = [tenths(element.get("cred_acq")) or 0 for element in (one, other)]
    roles = {str(element.get("ruolo")) for element in (one, other)}
    if roles == {"D", "T"}:
        total = min(sum(credits), 500)
        return f"tenere una riga con ruolo D e {total // 10}.{total % 10} crediti"
    return f"tenere solo la riga {number if credits[0] >= credits[1] else row}"


def _value(root: etree._Element, path: str, attribute: str | None) -> str:
    element = _found(root, path)
    if element is None:
        return ""
    return str(element.get(attribute, "")) if attribute else (element.text or "")


def _found(root: etree._Element, path: str) -> etree._Element | None:
    return next(iter(_all(root, path)), None)


def _all(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path) if path else []
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _row(path: str) -> int:
    found = _ROW.match(path)
    return (int(found[1]) if found[1] else 1) if found else HEAD


def _element(path: str) -> str:
    return re.sub(r"\[\d+\]$", "", path.rsplit("/", 1)[-1]) or "dataroot"
