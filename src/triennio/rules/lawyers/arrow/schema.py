"""The tables of lawyers: flat, nested, and what comes out.

As for the health professions, a field is required when it is not nullable, amounts are hundredths in an int32, words
are int8 codes in the nested table (`words.py`), and −1 stands there for an amount that is not given.
"""

from __future__ import annotations

import pyarrow as pa

from triennio.rules.lawyers.arrow.words import WORDS

FAMILY_KEY, FAMILY = b"triennio.family", b"lawyers"
"""In the metadata of a nested table: whose rules it is for."""
VERSION = b"1"

TEXT, DAY, FLAG = pa.string(), pa.date32(), pa.bool_()
INT8, INT16, INT32 = pa.int8(), pa.int16(), pa.int32()

CEILING = 2**31 - 1
"""The largest number of hundredths that comes out."""

TABLES = ("persons", "register", "exemptions", "credits")
LISTS = TABLES[1:]


def _needed(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


def _schema(required: dict[str, pa.DataType], optional: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema(
        [*(_needed(n, k) for n, k in required.items()), *(pa.field(n, k) for n, k in optional.items())]
    )


# Flat: one row an item, one file a table, columns named as the keys of a case --------------------------------------

FLAT: dict[str, pa.Schema] = {
    "persons": _schema({"person": TEXT}, {"family": TEXT, "born": DAY}),
    "register": _schema({"person": TEXT, "act": TEXT, "date": DAY}, {}),
    "exemptions": _schema(
        {"person": TEXT, "kind": TEXT, "from": DAY},
        {"to": DAY, "id": TEXT, "filed": DAY, "credits": INT32, "compulsory": INT32},
    ),
    "credits": _schema(
        {"person": TEXT, "acquired": DAY, "credits": INT32},
        {"id": TEXT, "subject": TEXT, "mode": TEXT, "activity": TEXT},
    ),
}


# Nested: one row a person ------------------------------------------------------------------------------------------


def _word(table: str, name: str) -> pa.Field:
    return pa.field(name, INT8, nullable=False, metadata={"words": " ".join(WORDS[f"{table}.{name}"])})


ITEMS: dict[str, list[pa.Field]] = {
    "register": [_word("register", "act"), _needed("date", DAY)],
    "exemptions": [
        _word("exemptions", "kind"),
        _needed("from", DAY),
        pa.field("to", DAY),
        pa.field("filed", DAY),
        _needed("credits", INT32),
        _needed("compulsory", INT32),
    ],
    "credits": [
        _needed("id", TEXT),
        _needed("acquired", DAY),
        _needed("credits", INT32),
        _word("credits", "subject"),
        _word("credits", "mode"),
        _word("credits", "activity"),
    ],
}
ITEM_TYPES: dict[str, pa.DataType] = {
    table: pa.list_(_needed("element", pa.struct(fields))) for table, fields in ITEMS.items()
}
PERSON: list[pa.Field] = [_needed("person", TEXT), pa.field("born", DAY)]
NESTED = pa.schema(
    [*PERSON, *(_needed(table, kind) for table, kind in ITEM_TYPES.items())],
    metadata={b"triennio.register": VERSION, FAMILY_KEY: FAMILY},
)


# Out ---------------------------------------------------------------------------------------------------------------

AMOUNTS = (
    "due",
    "compulsory_due",
    "counted",
    "compulsory_counted",
    "carried_in",
    "carried_out",
    "missing",
    "compulsory_missing",
    "surplus",
)
DISTANCE = ("distance_limit", "distance_used", "distance_excess")
OUT: dict[str, pa.Schema] = {
    "positions": _schema(
        {"person": TEXT, "period": TEXT},
        {
            "year": INT16,
            "triennio": INT16,
            "owed": FLAG,
            **dict.fromkeys(AMOUNTS, INT32),
            "met": FLAG,
            "ended": FLAG,
            **dict.fromkeys(DISTANCE, INT32),
        },
    ),
    "people": _schema(
        {"person": TEXT},
        {
            **dict.fromkeys(("surplus_2020", "surplus_2020_compulsory", "surplus_2020_left"), INT32),
            "may_be_requested": FLAG,
            "certificate_triennio": INT16,
            "valid_until": DAY,
            "certificate_rule": TEXT,
        },
    ),
    "steps": _schema(
        {
            "person": TEXT,
            "period": TEXT,
            "n": INT16,
            "rule": TEXT,
            "base": INT32,
            "amount": INT32,
            "result": INT32,
        },
        {},
    ),
    "verdicts": _schema(
        {"person": TEXT, "year": INT16, "id": TEXT, "recorded": INT32, "verdict": TEXT},
        {"counted": INT32, "rule": TEXT},
    ),
    "carried": _schema(
        {
            "person": TEXT,
            "year": INT16,
            "direction": TEXT,
            "other": TEXT,
            "credits": INT32,
            "rule": TEXT,
        },
        {},
    ),
}
"""`positions`: one row a year and one a triennio. A year has its number in `year` and, inside a triennio, that one's
first year in `triennio`; a triennio has no `year`. What a period does not have, or what is not published, is null."""
HEADLINES = ("positions", "people")
TRACES = ("steps", "verdicts", "carried")


def leaves(trace: bool) -> list[str]:
    """The columns of `register.parquet` to read: without a trace the names of the credits stay in the file."""
    names = [field.name for field in PERSON]
    for table, fields in ITEMS.items():
        names += [f"{table}.list.element.{f.name}" for f in fields if trace or f.name != "id"]
    return names
