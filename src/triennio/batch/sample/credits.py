"""Participations, individual activities, and moves. Rows are drawn already in order of (acquired, id)."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from triennio.batch.sample.draw import Column, Draw, day, offsets_of, ranks, rows_of, short_texts, table_of
from triennio.batch.sample.persons import LAST_DAY, Drawn
from triennio.rules.ecm.arrow.people import Rows
from triennio.rules.ecm.arrow.words import NONE, WORDS, country_code

TRIENNI = (2011, 2014, 2017, 2020, 2023, 2026)
NOT_GIVEN = -1
EVENT, PUBLICATION, TRIAL, TUTORING, ABROAD, SELF_TRAINING = range(6)
KINDS = table_of({EVENT: 95.5, SELF_TRAINING: 2.5, PUBLICATION: 0.8, TUTORING: 0.7, ABROAD: 0.4, TRIAL: 0.1})
ROLES = table_of(dict(enumerate((92, 4, 1, 1.5, 0.7, 0.4, 0.2, 0.2))))
RES, FAD, FSC = range(3)
FORMATS = table_of({RES: 46, FAD: 40, FSC: 12, NONE: 2})
COURSE, CONGRESS, WORKSHOP = range(3)
_TYPES = {
    RES: {"COURSE": 76, "CONGRESS": 16, "WORKSHOP": 6},
    FAD: {"NO_ONLINE": 20, "ONLINE": 50, "SOCIAL": 4, "LIVE": 16, "ANY": 10},
    FSC: {"TRAINING": 55, "GROUPS": 25, "PROJECTS": 10, "AUDIT": 5, "RESEARCH": 5},
}


def _types() -> Column:
    tables = [
        table_of({WORDS["credits.event_type"].index(word): share for word, share in shares.items()})
        for shares in _TYPES.values()
    ]
    return np.stack([*tables, np.full(len(KINDS), NONE, dtype=np.int8)])


TYPES = _types()
"""One row a format; the last (index −1) for events without one."""
TENTHS = table_of(
    {n: (n / 10) ** 0.6 * np.exp(-n / 23) * (3 if n % 10 == 0 else 1) for n in range(7, 500)}, np.int16
)
OBJECTIVES = table_of({NONE: 4, 27: 2, **{n: 2.5 for n in range(1, 38) if n != 27}}, np.int16)
EDITIONS = table_of({NONE: 30, 1: 55, 2: 8, 3: 4, 4: 2, 5: 1}, np.int32)
COUNTRIES = np.array([country_code(c) for c in ("FR", "DE", "ES", "GB", "US", "CH", "AT", "JP")], np.int16)


class Active(Protocol):
    """People between whose days credits are earned, and how many."""

    @property
    def active_from(self) -> Column: ...
    @property
    def active_until(self) -> Column: ...
    @property
    def activity(self) -> Column: ...
    def __len__(self) -> int: ...


def credits(draw: Draw, people: Drawn, per_triennio: float) -> Rows:
    """All credits of a chunk. On average `per_triennio` for each whole triennio of practice."""
    acquired, offsets = days(draw, people, per_triennio)
    count = len(acquired)
    kind = draw.of(KINDS, count)
    rank = ranks(offsets)
    event = kind == EVENT
    shape = np.where(event, draw.of(FORMATS, count), NONE).astype(np.int8)
    columns: dict[str, Any] = {
        "id": short_texts(rank + 1, "c", 4),
        "kind": kind,
        "role": np.where(event, draw.of(ROLES, count), 0).astype(np.int8),
        "acquired": acquired,
        "credits": np.where(event, draw.of(TENTHS, count) * np.int32(10), NOT_GIVEN),
        "recruited": event & draw.chance(0.09, count),
        "objective": draw.of(OBJECTIVES, count),
        "format": shape,
        "event_type": np.where(event, TYPES[shape, draw.places(count)], NONE).astype(np.int8),
        "accredited": ~event | draw.chance(0.995, count),
        "edition": np.where(event, draw.of(EDITIONS, count), NONE),
    }
    _events(draw, columns, event, rank, offsets)
    _individual(draw, columns, ~event)
    return Rows(offsets, columns)


def days(draw: Draw, people: Active, per_triennio: float) -> tuple[Column, Column]:
    """Days of acquisition, ascending within each person."""
    counts = np.zeros((len(people), len(TRIENNI)), dtype=np.int64)
    first = np.zeros(counts.shape, dtype=np.int64)
    length = np.zeros(counts.shape, dtype=np.int64)
    for n, year in enumerate(TRIENNI):
        start, end = day(year), day(year + 3)
        first[:, n] = np.maximum(people.active_from, start)
        length[:, n] = np.maximum(np.minimum(people.active_until + 1, end) - first[:, n], 0)
        expected = per_triennio * people.activity * length[:, n] / (end - start)
        counts[:, n] = draw.rng.poisson(expected * np.where(draw.chance(0.08, len(people)), 0.15, 1.0))
    flat = counts.reshape(-1)
    spread = draw.places(int(flat.sum())).astype(np.int64)
    days = np.repeat(first.reshape(-1), flat) + (spread * np.repeat(length.reshape(-1), flat) >> 16)
    offsets = offsets_of(counts.sum(axis=1))
    owner = np.repeat(np.arange(len(people), dtype=np.int64), counts.sum(axis=1))
    keys = (owner << 32) + days
    keys.sort()
    return (keys & 0xFFFF_FFFF).astype(np.int32), offsets


def _events(draw: Draw, columns: dict[str, Any], event: Column, rank: Column, offsets: Column) -> None:
    """Numbers of events: new ones, second attendances of the one before, workshops inside the congress before."""
    count = len(event)
    after_event = np.zeros(count, dtype=bool)
    after_event[1:] = event[1:] & event[:-1] & (rank[1:] > 0)
    again = after_event & draw.chance(0.05, count)
    again[1:] &= ~again[:-1]
    fresh = event & ~again
    running = np.cumsum(fresh)
    before = np.concatenate(([0], running))[offsets[:-1]]
    number = running - 1 - np.repeat(before, np.diff(offsets))
    columns["event"] = np.where(event, number, NONE).astype(np.int32)
    again_at = np.flatnonzero(again)
    for name in ("format", "event_type"):
        columns[name][again_at] = columns[name][again_at - 1]
    inside = np.flatnonzero(
        fresh & after_event & (columns["event_type"] == WORKSHOP) & draw.chance(0.6, count)
    )
    inside = inside[~again[inside - 1]]
    columns["event_type"][inside - 1] = CONGRESS
    columns["format"][inside - 1] = RES
    columns["host_event"] = np.full(count, NONE, dtype=np.int32)
    columns["host_event"][inside] = columns["event"][inside - 1]


def _individual(draw: Draw, columns: dict[str, Any], individual: Column) -> None:
    """The columns that only individual training has, drawn for those rows alone."""
    count, where = len(individual), np.flatnonzero(individual)
    kind, some = columns["kind"][where], len(where)
    new = columns["acquired"][where] >= day(2019)

    def put(name: str, dtype: type, otherwise: int, values: Any, among: Column) -> None:
        column: Column = np.full(count, otherwise, dtype=dtype)
        column[where[among]] = np.broadcast_to(values, some)[among]
        columns[name] = column

    published, abroad, tutored = kind == PUBLICATION, kind == ABROAD, kind == TUTORING
    with_hours = (kind == SELF_TRAINING) | (tutored & new) | (abroad & draw.chance(0.6, some))
    columns["credits"][where] = np.where(abroad, draw.between(20, 400, some) * 10, NOT_GIVEN)
    put("recognised", np.int32, NOT_GIVEN, draw.between(5, 200, some) * 10, draw.chance(0.2, some))
    put("indexed", bool, 0, draw.chance(0.8, some), published)
    put("medium", np.int8, 0, draw.between(0, 2, some), published & draw.chance(0.2, some))
    put("position", np.int8, 2, draw.between(0, 2, some), published)
    put("months", np.int32, 0, draw.between(1, 24, some), kind == TRIAL)
    put("hours", np.int32, NOT_GIVEN, draw.between(4, 240, some) * 25, with_hours)
    put("days", np.int32, NOT_GIVEN, draw.between(5, 90, some), tutored & ~new)
    put("leef", bool, 0, draw.chance(0.3, some), abroad)
    put("country", np.int16, NONE, COUNTRIES[draw.between(0, len(COUNTRIES) - 1, some)], abroad)
    put("distance", bool, 0, draw.chance(0.1, some), abroad)


def moves(draw: Draw, rows: Rows) -> Rows:
    """One person in sixteen moved a credit to the triennio before; some two."""
    counts = np.diff(rows.offsets)
    who = np.flatnonzero((counts > 1) & draw.chance(0.065, len(counts)))
    place = (draw.between(0, 65_535, len(who)) * counts[who]) >> 16
    second = draw.chance(0.4, len(who))
    owner = np.concatenate([who, who[second]])
    credit = np.concatenate([place, (place[second] + counts[who[second]] // 2) % counts[who[second]]])
    acquired = rows.columns["acquired"][rows.offsets[owner] + credit]
    known = acquired >= day(2017)
    owner, credit, acquired = owner[known], credit[known], acquired[known]
    year = np.searchsorted(np.array([day(y) for y in (2020, 2023, 2026)]), acquired, side="right") * 3 + 2014
    on = np.minimum(acquired + draw.between(10, 900, len(owner)), LAST_DAY).astype(np.int32)
    return rows_of(len(counts), [(owner, {"credit": credit, "to": year, "on": on})], "on")
