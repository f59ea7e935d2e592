"""What a report may say and should not: rules beyond the schema, on the text of the file and nothing else.

A rule keeps quiet where the value it needs cannot be read: the schema has said so already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from triennio.kernel import tax_code
from triennio.reports import corrections
from triennio.reports.codes import fault, tables
from triennio.reports.model import HEAD, Fault
from triennio.reports.raw import SPACES, Attributes, RawReport, RawRow, day, tenths, whole
from triennio.reports.schema import Schema

DISTANCE, FIELD, RESIDENTIAL, BLENDED = 1, 2, 3, 4
MODULES = ("modulo_fad", "modulo_fsc", "modulo_res")
LEARNER = "P"


def head(report: RawReport, used: Schema, as_of: date) -> Iterator[Fault]:
    """The event by itself, and against the day on which the report would be sent."""
    given = report.head
    starts, ends = day(given.get("data_ini")), day(given.get("data_fine"))
    for name in ("data_ini", "data_fine"):
        yield from _zone(HEAD, name, given)
    if starts and ends and ends < starts:
        yield fault(HEAD, "data_fine", "DATES_ORDER", value=ends, other=starts)
    yield from _window(ends, used, as_of)
    yield from _type(given)
    yield from _modules(given)
    objective, known = whole(given.get("cod_obi")), tables().objectives
    if objective is not None and objective not in known:
        yield fault(HEAD, "cod_obi", "OBJECTIVE_UNKNOWN", value=objective, first=min(known), last=max(known))
    planned = whole(given.get("num_part"))
    learners = sum(row.attributes.get("ruolo") == LEARNER for row in report.rows)
    if planned is not None and learners > planned:
        yield fault(HEAD, "num_part", "TOO_MANY_LEARNERS", value=planned, other=learners)


def row(number: int, given: RawRow, event: Attributes, used: Schema) -> Iterator[Fault]:
    """One participant by himself, and against the event."""
    code = given.attributes.get("cod_fisc", "")
    try:
        tax_code.read(code)
    except tax_code.TaxCodeFault as found:
        if found.code == "TAX_CODE_CHECK":
            yield fault(number, "cod_fisc", "TAX_CODE_CHECK", found.suggestion, value=code)
    yield from _zone(number, "data_acq", given.attributes)
    yield from _acquired(number, given.attributes, event, used)
    yield from _credits(number, given.attributes, event)
    yield from _sponsor(number, given.attributes)
    yield from _practices(number, given)


def people(report: RawReport) -> Iterator[Fault]:
    """The same person twice under other capitals, which the schema takes for two people."""
    seen: dict[str, tuple[int, str]] = {}
    for number, given in enumerate(report.rows, 1):
        code = given.attributes.get("cod_fisc", "")
        first, written = seen.setdefault(code.upper(), (number, code))
        if code and first != number and written != code:
            yield fault(number, "cod_fisc", "DUPLICATE_CASE", value=code, other=first)


def _window(ends: date | None, used: Schema, as_of: date) -> Iterator[Fault]:
    if not ends:
        return
    last = ends + timedelta(days=used.window_days)
    if as_of <= ends:
        yield fault(HEAD, "data_fine", "WINDOW_NOT_OPEN", value=ends)
    elif as_of > last:
        yield fault(HEAD, "data_fine", "WINDOW_CLOSED", value=ends, days=used.window_days, other=last)


def _type(given: Attributes) -> Iterator[Fault]:
    known, kind, of = tables(), whole(given.get("tipo_form")), whole(given.get("cod_tipologia_form"))
    if kind is None or kind not in known.formats or kind == BLENDED or of is None or of not in known.types:
        return
    if known.types[of] != kind:
        names = {"other": known.formats[known.types[of]], "format": known.formats[kind]}
        yield fault(HEAD, "cod_tipologia_form", "TYPE_INCOHERENT", value=of, **names)


def _modules(given: Attributes) -> Iterator[Fault]:
    kind = whole(given.get("tipo_form"))
    if kind == BLENDED:
        chosen = sum(given.get(name) == "1" for name in MODULES)
        if chosen < 2:
            yield fault(HEAD, "tipo_form", "MODULES_TOO_FEW", value=chosen)
    elif kind is not None:
        for name in MODULES:
            if name in given:
                yield fault(HEAD, name, "MODULES_UNEXPECTED")


def _zone(number: int, name: str, given: Attributes) -> Iterator[Fault]:
    text = given.get(name, "").strip(SPACES)
    if len(text) > 10 and day(text[:10]):
        yield fault(number, name, "DATE_ZONE", corrections.day(text), value=text)


def _acquired(number: int, given: Attributes, event: Attributes, used: Schema) -> Iterator[Fault]:
    acquired, starts, ends = (
        day(given.get("data_acq")),
        day(event.get("data_ini")),
        day(event.get("data_fine")),
    )
    if not acquired:
        return
    if starts and acquired < starts:
        yield fault(number, "data_acq", "ACQUIRED_BEFORE", value=acquired, other=starts)
    residential = whole(event.get("tipo_form")) == RESIDENTIAL or (
        whole(event.get("tipo_form")) == BLENDED and event.get("modulo_res") == "1"
    )
    last = ends + timedelta(days=used.test_days if residential else 0) if ends else None
    if last and acquired > last:
        yield fault(number, "data_acq", "ACQUIRED_AFTER", value=acquired, other=last)


def _credits(number: int, given: Attributes, event: Attributes) -> Iterator[Fault]:
    got, full = tenths(given.get("cred_acq")), tenths(event.get("crediti"))
    if given.get("ruolo") == LEARNER and None not in (got, full) and got != full:
        shown = event["crediti"].strip(SPACES)
        yield fault(
            number, "cred_acq", "CREDITS_LEARNER", shown, value=given["cred_acq"].strip(SPACES), other=shown
        )


def _sponsor(number: int, given: Attributes) -> Iterator[Fault]:
    recruited, sponsor = given.get("part_reclutato"), given.get("sponsor")
    if recruited == "1" and not (sponsor or "").strip():
        yield fault(number, "sponsor", "SPONSOR_MISSING")
    elif recruited == "0" and sponsor is not None:
        yield fault(number, "sponsor", "SPONSOR_UNEXPECTED", value=sponsor)


def _practices(number: int, given: RawRow) -> Iterator[Fault]:
    known = tables()
    for practice in given.practices:
        profession = whole(practice.profession)
        if profession and profession not in known.professions:
            yield fault(number, "cod_prof", "PROFESSION_UNKNOWN", value=profession)
        for text in practice.disciplines:
            code = whole(text)
            if not code:
                continue
            if code not in known.disciplines:
                yield fault(number, "disciplina", "DISCIPLINE_UNKNOWN", value=code)
                continue
            name, owner = known.disciplines[code]
            if profession and profession in known.professions and owner != profession:
                yield fault(
                    number,
                    "disciplina",
                    "DISCIPLINE_OF_OTHER",
                    value=code,
                    name=name,
                    other=f"{owner} ({known.professions[owner]})",
                    profession=f"{profession} ({known.professions[profession]})",
                )
