"""The event as it was accredited, and where a report departs from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from triennio.kernel import faults as kernel
from triennio.kernel.faults import InputFaults, brief
from triennio.reports.codes import fault, tables
from triennio.reports.model import HEAD, Fault
from triennio.reports.raw import SPACES, Attributes, RawReport, RawRow, whole
from triennio.reports.rules import LEARNER

FIELDS = (
    "cod_evento", "cod_edi", "cod_org", "cod_accr", "data_ini", "data_fine", "ore", "crediti", "tipo_form",
    "modulo_fad", "modulo_fsc", "modulo_res", "tipo_eve", "cod_obi", "num_part", "cod_tipologia_form",
)  # fmt: skip
NUMBERS = {"cod_edi", "ore", "crediti", "tipo_form", "cod_obi", "num_part", "cod_tipologia_form"}


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """`attributes` by their names in the schema, None where the event has none; lists of codes, None if not given."""

    attributes: Mapping[str, str | None]
    professions: frozenset[int] | None = None
    disciplines: frozenset[int] | None = None

    @property
    def head(self) -> Attributes:
        """The attributes that a report of this event begins with."""
        return {name: value for name, value in self.attributes.items() if value}


def read(value: Any) -> StoredEvent:
    """From JSON: the attributes of `evento`, `professions`, `disciplines`; all optional. Raises InputFaults."""
    faults: list[kernel.Fault] = []
    if not isinstance(value, Mapping):
        raise InputFaults([kernel.Fault("$", f"not an object: {brief(value)}")])
    attributes: dict[str, str | None] = {}
    for key, given in value.items():
        if key in ("professions", "disciplines"):
            continue
        if key not in FIELDS:
            faults.append(kernel.Fault(f"$.{key}", "unknown key"))
        elif given is None or (isinstance(given, str | int | float) and not isinstance(given, bool)):
            attributes[key] = None if given is None else str(given)
        else:
            faults.append(kernel.Fault(f"$.{key}", f"not a text or a number: {brief(given)}"))
    lists = [_codes(value.get(key), key, faults) for key in ("professions", "disciplines")]
    if faults:
        raise InputFaults(faults)
    return StoredEvent(attributes, *lists)


def _codes(value: Any, key: str, faults: list[kernel.Fault]) -> frozenset[int] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        faults.append(kernel.Fault(f"$.{key}", f"not a list: {brief(value)}"))
        return None
    read = [None if isinstance(item, bool) else whole(str(item)) for item in value]
    for index, (item, code) in enumerate(zip(value, read, strict=True)):
        if code is None:
            faults.append(kernel.Fault(f"$.{key}[{index}]", f"not a code: {brief(item)}"))
    return frozenset(code for code in read if code is not None)


def differences(report: RawReport, stored: StoredEvent) -> Iterator[Fault]:
    """Where the head differs from the stored event, and the professions it was not accredited for."""
    for name, wanted in stored.attributes.items():
        yield from _attribute(name, report.head.get(name), wanted)
    if stored.professions is not None and not stored.professions:
        yield fault(HEAD, "cod_prof", "ACCREDITED_EMPTY", value="nessuna professione")
    if stored.disciplines is not None and not stored.disciplines:
        yield fault(HEAD, "disciplina", "ACCREDITED_EMPTY", value="nessuna disciplina")
    for number, row in enumerate(report.rows, 1):
        if row.attributes.get("ruolo") != LEARNER:
            continue
        yield from _not_accredited(number, row, stored)


def _not_accredited(number: int, row: RawRow, stored: StoredEvent) -> Iterator[Fault]:
    for practice in row.practices:
        code = whole(practice.profession)
        if stored.professions and code and code not in stored.professions:
            yield fault(number, "cod_prof", "PROFESSION_NOT_ACCREDITED", value=code)
        for discipline in map(whole, practice.disciplines):
            if stored.disciplines and discipline and discipline not in stored.disciplines:
                yield fault(number, "disciplina", "DISCIPLINE_NOT_ACCREDITED", value=discipline)


def _attribute(name: str, given: str | None, wanted: str | None) -> Iterator[Fault]:
    if name == "num_part":
        planned, actual = whole(wanted), whole(given)
        if planned is not None and actual is not None and actual > planned:
            yield fault(HEAD, name, "MORE_THAN_PLANNED", str(planned), value=actual, other=planned)
        return
    if given is None and wanted in (None, ""):
        return
    if given is not None and wanted is not None and _equal(name, given, wanted):
        return
    if given is None and name not in ("cod_edi", "modulo_fad", "modulo_fsc", "modulo_res"):
        return  # the schema has said that it is missing
    yield fault(
        HEAD, name, "EVENT_DIFFERS", wanted or "", value=given or "assente", other=wanted or "nessun valore"
    )


def _equal(name: str, given: str, wanted: str) -> bool:
    given, wanted = given.strip(SPACES), wanted.strip(SPACES)
    if name in NUMBERS:
        one, other = _number(given), _number(wanted)
        if name == "cod_tipologia_form" and one is not None:
            return one == other or tables().instead_of.get(int(one)) == other
        return (one == other) if one is not None else given == wanted
    return given == wanted


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
