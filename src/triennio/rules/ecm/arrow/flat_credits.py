"""Flat credits and moves → nested: order of (acquired, id), events as numbers, moves by the place of their credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from triennio.rules.ecm.arrow.flat_columns import Column, Flat, first_year, named, placed
from triennio.rules.ecm.arrow.people import Rows
from triennio.rules.ecm.arrow.words import NONE, WORDS, country_code
from triennio.rules.reader import brief

EVENT = WORDS["credits.kind"].index("event")
OTHER_PLACE = WORDS["credits.position"].index("other")
LOW_BITS = 32


@dataclass(frozen=True, slots=True)
class Places:
    """Where each credit came to stand: `keys` are sorted (person, id) pairs, `place` the place in the list."""

    ids: pa.Array
    keys: Column
    place: Column

    def find(self, owner: Column, wanted: pa.Array) -> Column:
        """The place of each (person, id) pair; −1 when that person has no such credit."""
        if not len(self.keys):
            return np.full(len(owner), NONE)
        codes = pc.fill_null(pc.index_in(wanted, value_set=self.ids), NONE).to_numpy(zero_copy_only=False)
        keys = _pairs(owner, codes.astype(np.int64))
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found: Column = np.where((self.keys[at] == keys) & (codes >= 0), self.place[at], NONE)
        return found


def nest_credits(flat: Flat, owner: Column, people: int) -> tuple[Rows, Places]:
    """The credits in order of (person, acquired, id), and where each one went."""
    ids = named(flat, owner, people, "c")
    columns = _columns(flat) | {"id": ids}
    order = _order(owner, columns["acquired"], ids)
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=people)))).astype(np.int64)
    places = _places(flat, owner, ids, order, offsets)
    event, host = flat.names("event"), flat.names("host_event")
    if order is not None:
        taken = pa.array(order)
        columns = {
            name: column.take(taken) if isinstance(column, pa.Array) else column[order]
            for name, column in columns.items()
        }
        event, host = event.take(taken), host.take(taken)
    columns["event"], columns["host_event"] = local_numbers(owner, event, host)
    return Rows(offsets, columns), places


def _columns(flat: Flat) -> dict[str, Any]:
    """What is missing is what it is in a case: learner, journal, accredited, …"""
    kind = flat.words("kind", EVENT)
    credits = flat.numbers("credits")
    flat.refuse_any((kind == EVENT) & (credits < 0), "credits", "missing")
    return {
        "kind": kind,
        "role": flat.words("role", 0),
        "acquired": flat.days("acquired"),
        "credits": credits,
        "recognised": flat.numbers("recognised"),
        "edition": flat.numbers("edition"),
        "recruited": flat.flags("recruited"),
        "objective": flat.numbers("objective"),
        "format": flat.words("format"),
        "event_type": flat.words("event_type"),
        "accredited": flat.flags("accredited", True),
        "indexed": flat.flags("indexed"),
        "medium": flat.words("medium", 0),
        "position": flat.words("position", OTHER_PLACE),
        "months": flat.numbers("months", 0),
        "hours": flat.numbers("hours"),
        "days": flat.numbers("days"),
        "leef": flat.flags("leef"),
        "country": flat.parsed("country", _country).astype(np.int16),
        "distance": flat.flags("distance"),
    }


def _country(text: str) -> int:
    code = text.upper()
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise ValueError(f"not a country code of two letters: {brief(text)}")
    return country_code(code)


def _pairs(owner: Column, code: Column) -> Column:
    """One number for a person and something of that person."""
    pairs: Column = (owner << LOW_BITS) + code
    return pairs


def _order(owner: Column, acquired: Column, ids: pa.Array) -> Column | None:
    """The rows in order of (person, acquired, id); none when they already are."""
    if len(owner) < 2:
        return None
    step = np.diff(_pairs(owner, acquired.astype(np.int64)))
    if (step >= 0).all():
        tied = np.flatnonzero(step == 0)
        if pc.all(pc.less(ids.take(pa.array(tied)), ids.take(pa.array(tied + 1)))).as_py() in (True, None):
            return None
    table = pa.table({"owner": owner, "acquired": acquired, "id": ids})
    keys = [(name, "ascending") for name in ("owner", "acquired", "id")]
    order: Column = pc.sort_indices(table, sort_keys=keys).to_numpy().astype(np.int64)
    return order


def _places(flat: Flat, owner: Column, ids: pa.Array, order: Column | None, offsets: Column) -> Places:
    encoded = ids.dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    keys = _pairs(owner, codes)
    by_key = np.argsort(keys, kind="stable")
    keys = keys[by_key]
    twice = np.flatnonzero(keys[1:] == keys[:-1])
    if len(twice):
        row = int(by_key[twice + 1].min())
        raise flat.fault(row, "id", f"given twice by the same person: {brief(ids[row].as_py())}")
    if order is None:
        now = by_key
    else:
        now = np.empty(len(order), dtype=np.int64)
        now[order] = np.arange(len(order))
        now = now[by_key]
    return Places(encoded.dictionary, keys, now - offsets[owner[by_key]])


def local_numbers(owner: Column, event: pa.Array, host: pa.Array) -> tuple[Column, Column]:
    """Events and congresses as numbers of each person's own, from 0 in order of first appearance; −1 none."""
    count = len(owner)
    encoded = pa.concat_arrays([event, host]).dictionary_encode()
    codes = pc.fill_null(encoded.indices, NONE).to_numpy(zero_copy_only=False).astype(np.int64)
    both = np.empty(2 * count, dtype=np.int64)
    both[0::2], both[1::2] = codes[:count], codes[count:]
    numbers = np.full(2 * count, NONE, dtype=np.int32)
    given = np.flatnonzero(both >= 0)
    whose = np.repeat(owner, 2)[given]
    _, first, place = np.unique(_pairs(whose, both[given]), return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    firsts = np.bincount(whose[first], minlength=int(owner[-1]) + 1 if count else 0)
    before = np.cumsum(firsts) - firsts
    numbers[given] = rank[place] - before[whose]
    return numbers[0::2].copy(), numbers[1::2].copy()


def nest_moves(flat: Flat, owner: Column, people: int, places: Places) -> Rows:
    """Moves name their credit by its place in the person's list."""
    credit = flat.names("credit")
    place = places.find(owner, credit)
    missing = place < 0
    if missing.any():
        row = int(missing.argmax())
        raise flat.fault(row, "credit", f"no credit with this id: {brief(credit[row].as_py())}")
    columns = {"credit": place, "to": flat.parsed("to", first_year), "on": flat.days("on")}
    return placed(columns, owner, people, "on")
