"""Flat tables → the nested columns. Rows come sorted by person; everything else is settled here, a chunk at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from triennio.rules.ecm.arrow.checks import FROM_A_DAY, OF_A_TRIENNIO, check
from triennio.rules.ecm.arrow.flat_columns import NOT_GIVEN, Column, Flat, first_year, named, placed
from triennio.rules.ecm.arrow.flat_credits import nest_credits, nest_moves
from triennio.rules.ecm.arrow.people import NO_DAY, People, Rows
from triennio.rules.ecm.arrow.schema import INT32, LISTS
from triennio.rules.ecm.dossier import AREAS
from triennio.rules.ecm.facts import FACT_KINDS

WHOLE_SHARE = 10_000


def nest(tables: Mapping[str, pa.Table]) -> People:
    """The people of some flat tables (`schema.FLAT`), each sorted by person. Raises InputFaults."""
    flat = {table: Flat(table, rows) for table, rows in tables.items()}
    persons = flat["persons"]
    keys = persons.names("person")
    if len(keys) > 1:
        same = pc.equal(keys[1:], keys[:-1]).to_numpy(zero_copy_only=False)
        persons.refuse_any(np.concatenate(([False], same)), "person", "given twice")
    owners = {table: _owners(flat[table], keys) for table in LISTS}
    lists = {table: NESTERS[table](flat[table], owners[table], len(keys)) for table in NESTERS}
    lists["credits"], places = nest_credits(flat["credits"], owners["credits"], len(keys))
    lists["moves"] = nest_moves(flat["moves"], owners["moves"], len(keys), places)
    columns = {
        "profession": persons.numbers("profession", 0),
        "practice": persons.words("practice", 0),
        "born": persons.days("born"),
        "nhs_work": persons.flags("nhs_work"),
    }
    people = People(keys, columns, _disciplines(persons), {table: lists[table] for table in LISTS})
    check(people)
    return people


def _owners(flat: Flat, keys: pa.Array) -> Column:
    """For each row the number of its person."""
    found = pc.index_in(flat.raw("person"), value_set=keys)
    if found.null_count:
        row = pc.index(found.is_null(), True).as_py()
        raise flat.fault(row, "person", f"not in persons: '{flat.raw('person')[row].as_py()}'")
    owners: Column = found.to_numpy(zero_copy_only=False).astype(np.int64)
    return owners


def _disciplines(persons: Flat) -> Rows:
    lists = persons.raw("disciplines")
    empty = pa.array([[]], lists.type)[0]
    lists = pc.fill_null(lists, empty) if lists.null_count else lists
    offsets = lists.offsets.to_numpy().astype(np.int64)
    codes = lists.flatten()
    if codes.null_count:
        raise persons.fault(0, "disciplines", "null in a list")
    return Rows(offsets - offsets[0], {"code": codes.to_numpy(zero_copy_only=False)})


def _register(flat: Flat, owner: Column, people: int) -> Rows:
    columns = {"act": flat.words("act"), "date": flat.days("date")}
    return placed(columns, owner, people, "date", place=False)


def _facts(flat: Flat, owner: Column, people: int) -> Rows:
    """What a kind of fact does not have is not looked at."""
    kind = flat.words("kind")

    def of(kinds: tuple[str, ...]) -> Column:
        return np.isin(kind, [FACT_KINDS.index(word) for word in kinds])

    amounts, dated = of(("previous_credits", "vaccine_credits")), of(FROM_A_DAY)
    for name, wanted in (("triennio", of(OF_A_TRIENNIO)), ("credits", amounts), ("from", dated)):
        flat.refuse_any(wanted & flat.missing(name), name, "missing")
    columns = {
        "kind": kind,
        "triennio": np.where(of(OF_A_TRIENNIO), flat.parsed("triennio", first_year), NOT_GIVEN),
        "credits": np.where(amounts, flat.numbers("credits"), 0),
        "share": np.where(of(("flood_2023",)), flat.numbers("share", WHOLE_SHARE), WHOLE_SHARE),
        "from": np.where(dated, flat.days("from"), NO_DAY),
        "yearly_income": np.where(of(("retired",)), flat.numbers("yearly_income"), NOT_GIVEN),
    }
    return placed(columns, owner, people, "from")


def _dossiers(flat: Flat, owner: Column, people: int) -> Rows:
    areas = flat.given.get("areas")
    columns: dict[str, Any] = {
        "type": flat.words("type"),
        "built": flat.days("built"),
        "realised": flat.flags("realised"),
        "by_area": np.zeros(flat.count, bool)
        if areas is None
        else areas.is_valid().to_numpy(zero_copy_only=False),
    }
    for area in AREAS:
        for what in ("planned", "realised"):
            columns[f"{area}_{what}"] = _area(flat, areas, area, what)
    return placed(columns, owner, people, "built")


def _area(flat: Flat, areas: Any, area: str, what: str) -> Column:
    """Credits planned or realised in one area; an area that is not told plans nothing."""
    if areas is None or not pa.types.is_struct(areas.type) or areas.type.get_field_index(area) < 0:
        return np.zeros(flat.count, dtype=np.int32)
    told = pc.struct_field(areas, [area])
    if not pa.types.is_struct(told.type) or told.type.get_field_index(what) < 0:
        values = pa.nulls(flat.count, INT32)
    else:
        values = pc.struct_field(told, [what]).cast(INT32)
    if what == "planned":
        absent = pc.and_(told.is_valid(), values.is_null()).to_numpy(zero_copy_only=False)
        flat.refuse_any(absent, f"areas.{area}.planned", "missing")
    found: Column = pc.fill_null(values, 0).to_numpy(zero_copy_only=False)
    return found


def _absences(flat: Flat, owner: Column, people: int) -> Rows:
    prefix = "x" if flat.table == "exonerations" else "e"
    columns = {
        "id": named(flat, owner, people, prefix),
        "kind": flat.words("kind"),
        "from": flat.days("from"),
        "to": flat.days("to"),
        "hours": flat.numbers("hours"),
        "chosen_year": flat.numbers("chosen_year"),
        "filed": flat.days("filed"),
        "credits": flat.numbers("credits"),
    }
    return placed(columns, owner, people, "from")


NESTERS = {
    "register": _register,
    "facts": _facts,
    "dossiers": _dossiers,
    "exonerations": _absences,
    "exemptions": _absences,
}
