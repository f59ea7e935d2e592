"""The tables of the batch: flat (interfaces, part 6), nested, and what comes out.

A field is required when it is not nullable. Amounts and hours are hundredths in an int32; in the nested table words
are int8 codes (`words.py`), and −1 stands for a number that is not given, as in the facts of the engine.
"""

from __future__ import annotations

import pyarrow as pa

from triennio.rules.ecm.arrow.words import WORDS
from triennio.rules.ecm.dossier import AREAS

VERSION = "1"
MOST_HUNDREDTHS = 999_999_999
"""The largest amount that a case can state: seven digits before the point. It fits an int32, three of them do not."""

TEXT, DAY, FLAG = pa.string(), pa.date32(), pa.bool_()
INT8, INT16, INT32 = pa.int8(), pa.int16(), pa.int32()

TABLES = ("persons", "register", "facts", "dossiers", "exonerations", "exemptions", "credits", "moves")
LISTS = TABLES[1:]


def _needed(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


def _schema(required: dict[str, pa.DataType], optional: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema(
        [*(_needed(n, k) for n, k in required.items()), *(pa.field(n, k) for n, k in optional.items())]
    )


# Flat: one row an item, one file a table, columns named as the keys of a case --------------------------------------

AREA = pa.struct([_needed("planned", INT32), pa.field("realised", INT32)])
_ABSENCE = _schema(
    {"person": TEXT, "kind": TEXT, "from": DAY, "to": DAY},
    {"id": TEXT, "hours": INT32, "chosen_year": INT16, "filed": DAY, "credits": INT32},
)

FLAT: dict[str, pa.Schema] = {
    "persons": _schema(
        {"person": TEXT},
        {
            "profession": INT16,
            "disciplines": pa.list_(INT16),
            "practice": TEXT,
            "born": DAY,
            "nhs_work": FLAG,
        },
    ),
    "register": _schema({"person": TEXT, "act": TEXT, "date": DAY}, {}),
    "facts": _schema(
        {"person": TEXT, "kind": TEXT},
        {"triennio": TEXT, "credits": INT32, "share": INT32, "from": DAY, "yearly_income": INT32},
    ),
    "dossiers": _schema(
        {"person": TEXT, "type": TEXT, "built": DAY},
        {"realised": FLAG, "areas": pa.struct([pa.field(area, AREA) for area in AREAS])},
    ),
    "exonerations": _ABSENCE,
    "exemptions": _ABSENCE,
    "credits": _schema(
        {"person": TEXT, "acquired": DAY},
        {
            "id": TEXT,
            "kind": TEXT,
            "role": TEXT,
            "credits": INT32,
            "recognised": INT32,
            "event": TEXT,
            "edition": INT32,
            "recruited": FLAG,
            "objective": INT16,
            "format": TEXT,
            "event_type": TEXT,
            "host_event": TEXT,
            "accredited": FLAG,
            "indexed": FLAG,
            "medium": TEXT,
            "position": TEXT,
            "months": INT32,
            "hours": INT32,
            "days": INT32,
            "leef": FLAG,
            "country": TEXT,
            "distance": FLAG,
        },
    ),
    "moves": _schema({"person": TEXT, "credit": TEXT, "to": TEXT, "on": DAY}, {}),
}
"""`share` is in ten-thousandths, `yearly_income` in cents, `months` in begun months: their finest grain."""


# Nested: one row a person ------------------------------------------------------------------------------------------


def _word(table: str, name: str) -> pa.Field:
    return pa.field(name, INT8, nullable=False, metadata={"words": " ".join(WORDS[f"{table}.{name}"])})


def _fields(
    table: str, columns: dict[str, pa.DataType | None], maybe: tuple[str, ...] = ()
) -> list[pa.Field]:
    """The fields of a list: a word where no type is given; `maybe` are days that may be null, nothing else may."""
    return [
        _word(table, name) if kind is None else pa.field(name, kind, nullable=name in maybe)
        for name, kind in columns.items()
    ]


_PLACE: dict[str, pa.DataType | None] = {"place": INT32}
_NESTED_ABSENCE = {
    **_PLACE,
    "id": TEXT,
    "kind": None,
    "from": DAY,
    "to": DAY,
    "hours": INT32,
    "chosen_year": INT16,
    "filed": DAY,
    "credits": INT32,
}

ITEMS: dict[str, list[pa.Field]] = {
    "register": _fields("register", {"act": None, "date": DAY}),
    "facts": _fields(
        "facts",
        {
            **_PLACE,
            "kind": None,
            "triennio": INT16,
            "credits": INT32,
            "share": INT16,
            "from": DAY,
            "yearly_income": INT32,
        },
        maybe=("from",),
    ),
    "dossiers": _fields(
        "dossiers",
        {
            **_PLACE,
            "type": None,
            "built": DAY,
            "realised": FLAG,
            "by_area": FLAG,
            **{f"{area}_{what}": INT32 for area in AREAS for what in ("planned", "realised")},
        },
    ),
    "exonerations": _fields("exonerations", _NESTED_ABSENCE, maybe=("filed",)),
    "exemptions": _fields("exemptions", _NESTED_ABSENCE, maybe=("filed",)),
    "credits": _fields(
        "credits",
        {
            "id": TEXT,
            "kind": None,
            "role": None,
            "acquired": DAY,
            "credits": INT32,
            "recognised": INT32,
            "event": INT32,
            "edition": INT32,
            "recruited": FLAG,
            "objective": INT16,
            "format": None,
            "event_type": None,
            "host_event": INT32,
            "accredited": FLAG,
            "indexed": FLAG,
            "medium": None,
            "position": None,
            "months": INT32,
            "hours": INT32,
            "days": INT32,
            "leef": FLAG,
            "country": INT16,
            "distance": FLAG,
        },
    ),
    "moves": _fields("moves", {**_PLACE, "credit": INT32, "to": INT16, "on": DAY}),
}
"""`place` is the item's place in its list of the case: it decides between equals.

`event` and `host_event` are numbers local to the person, dense from 0; `moves.credit` is the index of the credit in the
person's list, `to` and `triennio` first years, `country` a number (`words.country_code`)."""

ITEM_TYPES: dict[str, pa.DataType] = {
    table: pa.list_(_needed("element", pa.struct(fields))) for table, fields in ITEMS.items()
}
PERSON: list[pa.Field] = [
    _needed("person", TEXT),
    _needed("profession", INT8),
    _needed("disciplines", pa.list_(_needed("element", INT16))),
    _word("persons", "practice"),
    pa.field("born", DAY),
    _needed("nhs_work", FLAG),
]
NESTED = pa.schema(
    [*PERSON, *(_needed(table, kind) for table, kind in ITEM_TYPES.items())],
    metadata={"triennio.register": VERSION},
)


# Out ---------------------------------------------------------------------------------------------------------------

AMOUNTS = ("standard", "obligation", "learner", "recognised", "missing", "surplus")
OUT: dict[str, pa.Schema] = {
    "positions": _schema(
        {
            "person": TEXT,
            "triennio": INT16,
            "years_due": INT8,
            **dict.fromkeys(AMOUNTS, INT32),
            "certifiable": FLAG,
            "ended": FLAG,
        },
        {},
    ),
    "steps": _schema(
        {
            "person": TEXT,
            "triennio": INT16,
            "n": INT16,
            "rule": TEXT,
            "base": INT32,
            "amount": INT32,
            "result": INT32,
        },
        {},
    ),
    "verdicts": _schema(
        {
            "person": TEXT,
            "triennio": INT16,
            "id": TEXT,
            "recorded": INT32,
            "counted": INT32,
            "verdict": TEXT,
        },
        {"rule": TEXT},
    ),
}
TRACES = ("steps", "verdicts")


def leaves(trace: bool) -> list[str]:
    """The columns of `register.parquet` to read: without a trace the texts of the items stay in the file."""
    names = [field.name if field.name != "disciplines" else "disciplines.list.element" for field in PERSON]
    for table, fields in ITEMS.items():
        names += [f"{table}.list.element.{f.name}" for f in fields if trace or f.name != "id"]
    return names
