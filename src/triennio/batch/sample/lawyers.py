"""Synthetic lawyers: acts of the Order, exemptions and waivers, credits. Shares are plausible, not statistics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from triennio.batch.sample.credits import days
from triennio.batch.sample.draw import Column, Draw, day, ranks, rows_of, short_texts, table_of, texts
from triennio.batch.sample.persons import DAYS_A_YEAR, LAST_DAY, activity, acts
from triennio.rules.lawyers.arrow.people import NO_DAY, People, Rows, owners
from triennio.rules.lawyers.arrow.schema import FLAT, INT32, LISTS, TEXT
from triennio.rules.lawyers.arrow.words import WORDS

CHUNK = 8_192
"""Persons drawn together; also the row group of the files."""
FIRST_DAY, OUT_OF_TRIENNI = day(2014), day(2020)
NOT_GIVEN = -1
AGES = table_of({n: min(n - 22, 25) * (1 if n < 60 else 0.6 if n < 70 else 0.15) for n in range(26, 80)})


def _shares(where: str, shares: dict[str, float]) -> Column:
    return table_of({WORDS[where].index(word): share for word, share in shares.items()})


KINDS = _shares(
    "exemptions.kind",
    {
        "maternity": 28, "parenthood": 30, "serious_illness": 18, "interruption": 8, "transfer_abroad": 3,
        "force_majeure": 3, "other": 3, "suspended_office": 3, "legislative_office": 1, "law_professor": 3,
    },
)  # fmt: skip
IN_CREDITS = np.isin(np.arange(len(WORDS["exemptions.kind"])), [WORDS["exemptions.kind"].index("other")])
SUBJECTS = _shares("credits.subject", {"ordinary": 76, "compulsory": 8, "deontology": 16})
MODES_BEFORE = _shares("credits.mode", {"in_person": 72, "live": 4, "deferred": 24})
MODES_AFTER = _shares("credits.mode", {"in_person": 30, "live": 45, "deferred": 25})
ACTIVITIES = _shares(
    "credits.activity", {"event": 94, "lecture": 3, "publication": 1.5, "teaching": 0.8, "study_group": 0.7}
)
CREDITS = table_of({1: 28, 2: 30, 3: 20, 4: 9, 6: 6, 8: 3, 10: 1.5, 12: 1.5, 20: 1}, np.int32)


@dataclass(slots=True)
class _Lawyers:
    """What the days of the credits depend on."""

    active_from: Column
    active_until: Column
    activity: Column

    def __len__(self) -> int:
        return len(self.activity)


def chunks(count: int, seed: int, per_triennio: float) -> Iterator[People]:
    """The whole register, a chunk at a time. A longer one with the same seed begins with the same people."""
    for number, first in enumerate(range(0, count, CHUNK)):
        yield chunk(seed, number, per_triennio, min(CHUNK, count - first))


def chunk(seed: int, number: int, per_triennio: float, count: int = CHUNK) -> People:
    """The people of one chunk; always drawn whole, so that a shorter last chunk holds the same ones."""
    draw = Draw(seed, number)
    age = draw.of(AGES, CHUNK).astype(np.int32)
    born = (LAST_DAY - age * DAYS_A_YEAR - draw.between(0, 364, CHUNK)).astype(np.int32)
    enrolled = np.minimum(born + DAYS_A_YEAR * 26 + draw.between(0, 2500, CHUNK), LAST_DAY - 30)
    enrolled = enrolled.astype(np.int32)
    register, until = acts(draw, enrolled)
    who = _Lawyers(np.maximum(enrolled, FIRST_DAY), until, activity(draw, CHUNK))
    lists = {
        "register": register,
        "exemptions": _exemptions(draw, age, who),
        "credits": _credits(draw, who, per_triennio),
    }
    told = np.where(draw.chance(0.95, CHUNK), born, NO_DAY).astype(np.int32)
    whole = People(texts(np.arange(number * CHUNK, (number + 1) * CHUNK), "A", 8), told, lists)
    return whole if count == CHUNK else whole.first(count)


def _exemptions(draw: Draw, age: Column, people: _Lawyers) -> Rows:
    """The young have most; a few go on, a few were measured in credits by the Order."""
    young = np.where(age < 45, 1.0, 0.3)
    chances = (0.2, 0.06)
    who = np.concatenate([np.flatnonzero(draw.places(CHUNK) < young * share * 65_536) for share in chances])
    count = len(who)
    start = people.active_from[who]
    spare = np.maximum(LAST_DAY - start - 1, 1)
    start = (start + draw.between(0, 65_535, count) * spare // 65_536).astype(np.int32)
    kind = draw.of(KINDS, count)
    end = (start + draw.between(20, 400, count)).astype(np.int32)
    in_credits = IN_CREDITS[kind]
    columns: dict[str, Any] = {
        "kind": kind,
        "from": start,
        "to": np.where(draw.chance(0.05, count), NO_DAY, end).astype(np.int32),
        "filed": np.where(draw.chance(0.8, count), start + draw.between(1, 300, count), NO_DAY).astype(
            np.int32
        ),
        "credits": np.where(in_credits, draw.between(1, 10, count) * 100, NOT_GIVEN),
        "compulsory": np.where(in_credits, draw.between(0, 1, count) * 100, NOT_GIVEN),
    }
    rows = rows_of(CHUNK, [(who, columns)], "from")
    del rows.columns["place"]
    return rows


def _credits(draw: Draw, people: _Lawyers, per_triennio: float) -> Rows:
    acquired, offsets = days(draw, people, per_triennio)
    count = len(acquired)
    before = acquired < OUT_OF_TRIENNI
    mode = np.where(before, draw.of(MODES_BEFORE, count), draw.of(MODES_AFTER, count))
    columns = {
        "id": short_texts(ranks(offsets) + 1, "c", 4),
        "acquired": acquired,
        "credits": draw.of(CREDITS, count) * np.int32(100),
        "subject": draw.of(SUBJECTS, count),
        "mode": mode,
        "activity": draw.of(ACTIVITIES, count),
    }
    return Rows(offsets, columns)


# Flat --------------------------------------------------------------------------------------------------------------


def flat_tables(people: People, first: int = 0) -> dict[str, pa.Table]:
    """One table a kind of item: words instead of codes, nulls where a key would be missing."""
    family = pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(people), np.int32)), pa.array(["lawyers"]))
    columns = [people.keys, family.cast(TEXT), _days(people.born)]
    tables = {"persons": pa.Table.from_arrays(columns, schema=FLAT["persons"])}
    for table in LISTS:
        rows = people.lists[table]
        keys = people.keys.take(pa.array(owners(rows)))
        arrays = [keys if f.name == "person" else _column(table, f, rows) for f in FLAT[table]]
        tables[table] = pa.Table.from_arrays(arrays, schema=FLAT[table])
    return tables


def _column(table: str, field: pa.Field, rows: Rows) -> pa.Array:
    values = rows.columns.get(field.name)
    if values is None:
        return pa.nulls(len(rows), field.type)
    if isinstance(values, pa.Array):
        return values
    words = WORDS.get(f"{table}.{field.name}")
    if words is not None:
        indices = pa.array(values.astype(np.int32))
        return pa.DictionaryArray.from_arrays(indices, pa.array(words, TEXT)).cast(TEXT)
    if pa.types.is_date32(field.type):
        return _days(values)
    return pa.array(values, field.type, mask=values < 0)


def _days(values: Column) -> pa.Array:
    return pa.array(values, INT32, mask=values == NO_DAY).cast(pa.date32())
