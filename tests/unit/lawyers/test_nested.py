"""The nested form of lawyers: slices, offsets, nulls, widths, codes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from triennio.batch.sample.lawyers import chunk
from triennio.kernel.faults import InputFaults
from triennio.rules.book import load
from triennio.rules.lawyers.arrow.headlines import headlines
from triennio.rules.lawyers.arrow.people import batch_of, people_of
from triennio.rules.lawyers.arrow.positions import by_cases, positions_batch
from triennio.rules.lawyers.arrow.schema import HEADLINES, ITEMS, NESTED, OUT, leaves
from triennio.rules.lawyers.arrow.words import WORDS
from triennio.rules.lawyers.columns import ACTIVITIES, SUBJECTS

BOOK = load("lawyers")
DAY = date(2026, 11, 21)
BATCH = batch_of(chunk(7, 0, 4.0, 40))


def told(batch: pa.RecordBatch) -> dict[str, list[dict[str, Any]]]:
    out = positions_batch(batch, BOOK, {}, DAY, trace=True)
    return {table: part.to_pylist() for table, part in out.items()}


WHOLE = told(BATCH)
KEYS = BATCH.column("person").to_pylist()


def of(first: int, count: int) -> dict[str, list[dict[str, Any]]]:
    keys = set(KEYS[first : first + count])
    return {table: [row for row in rows if row["person"] in keys] for table, rows in WHOLE.items()}


@pytest.mark.parametrize(("first", "count"), [(0, 40), (1, 1), (17, 20), (39, 1), (40, 0), (0, 0)])
def test_a_slice_holds_the_same_people(first: int, count: int) -> None:
    assert told(BATCH.slice(first, count)) == of(first, count)


def test_slices_of_slices_and_arrays_cut_inside() -> None:
    assert told(BATCH.slice(10, 25).slice(5, 10)) == of(15, 10)
    cut = [column.slice(3, 9) for column in BATCH.columns]
    assert told(pa.RecordBatch.from_arrays(cut, schema=NESTED)) == of(3, 9)


def test_a_child_that_is_a_slice_itself() -> None:
    lists = BATCH.column("credits")
    padded = pa.concat_arrays([lists.values.slice(0, 5), lists.values])
    offsets = pa.array(lists.offsets.to_numpy() + 5, pa.int32())
    for moved in (
        pa.ListArray.from_arrays(offsets, padded, type=lists.type),
        pa.ListArray.from_arrays(lists.offsets, padded.slice(5), type=lists.type),
    ):
        arrays = [moved if name == "credits" else BATCH.column(name) for name in NESTED.names]
        assert told(pa.RecordBatch.from_arrays(arrays, schema=NESTED)) == WHOLE


@pytest.mark.parametrize("day", [date(2013, 5, 1), date(2018, 5, 5), date(2020, 1, 1), date(2030, 1, 1)])
def test_both_routes_agree_on_any_day(day: date) -> None:
    people = people_of(BATCH)
    together, apart = (route(people, BOOK, BOOK.choices(), day) for route in (headlines, by_cases))
    assert all(together[table].equals(apart[table]) for table in HEADLINES)


def test_without_people_there_are_empty_tables() -> None:
    out = positions_batch(BATCH.slice(0, 0), BOOK, {}, DAY, trace=True)
    assert {name: (len(part), part.schema) for name, part in out.items()} == {
        name: (0, schema) for name, schema in OUT.items()
    }


def test_columns_become_arrow_and_come_back() -> None:
    assert batch_of(people_of(BATCH)).equals(BATCH)
    BATCH.validate(full=True)


def replaced(table: str, name: str, change: Any) -> pa.RecordBatch:
    """The batch with one column of a list changed, and nullable."""
    lists = BATCH.column(table)
    fields = [f.with_nullable(True) for f in ITEMS[table]]
    parts = [
        change(part) if f.name == name else part
        for f, part in zip(fields, lists.flatten().flatten(), strict=True)
    ]
    fields = [f.with_type(part.type) for f, part in zip(fields, parts, strict=True)]
    made = pa.ListArray.from_arrays(lists.offsets, pa.StructArray.from_arrays(parts, fields=fields))
    arrays = [made if n == table else BATCH.column(n) for n in NESTED.names]
    return pa.RecordBatch.from_arrays(arrays, names=NESTED.names)


def with_value(row: int, value: Any) -> Any:
    def change(column: pa.Array) -> pa.Array:
        values = column.to_pylist()
        values[row] = value
        return pa.array(values, column.type)

    return change


def too_wide(column: pa.Array) -> pa.Array:
    return pa.array([2**31] + [1] * (len(column) - 1))


@pytest.mark.parametrize(
    ("table", "name", "change", "message"),
    [
        ("credits", "acquired", with_value(3, None), "item 3: column 'acquired': null where a value is needed"),
        ("credits", "id", with_value(0, None), "item 0: column 'id': null where a value is needed"),
        ("register", "act", with_value(5, None), "column 'act': null where a value is needed"),
        ("credits", "subject", with_value(0, 3), "item 0: column 'subject': not a code of its list"),
        ("credits", "mode", with_value(0, -1), "column 'mode': not a code of its list"),
        ("credits", "credits", with_value(0, 1_000_000_000), "column 'credits': out of range"),
        ("credits", "credits", with_value(0, -1), "column 'credits': out of range"),
        ("credits", "credits", too_wide, "credits: column 'credits': a value does not fit int32"),
        ("credits", "credits", lambda c: c.cast(pa.float64()), "column 'credits': int32 is needed, not double"),
        ("credits", "acquired", with_value(1, date(2030, 1, 1)), "column 'acquired': not in order of day"),
        ("exemptions", "to", with_value(0, date(1990, 1, 1)), "column 'to': before `from`"),
        ("exemptions", "from", with_value(0, date(1790, 1, 1)), "column 'from': out of range"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(table: str, name: str, change: Any, message: str) -> None:
    with pytest.raises(InputFaults) as refused:
        told(replaced(table, name, change))
    assert message in str(refused.value.faults[0])


def test_other_widths_that_hold_the_values_are_welcome() -> None:
    assert told(replaced("credits", "credits", lambda column: column.cast(pa.int64()))) == WHOLE


def test_null_lists_and_missing_columns_are_refused() -> None:
    nulls = pa.nulls(40, NESTED.field("exemptions").type)
    arrays = [nulls if n == "exemptions" else c for n, c in zip(NESTED.names, BATCH.columns, strict=True)]
    with pytest.raises(InputFaults, match="exemptions: person 'A00000000': column 'exemptions': null"):
        told(pa.RecordBatch.from_arrays(arrays, names=NESTED.names))
    with pytest.raises(InputFaults, match="register: column 'credits': missing"):
        told(BATCH.drop_columns(["credits"]))


def test_a_trace_needs_the_names_of_the_credits() -> None:
    def without_id(column: pa.Array) -> pa.Array:
        fields = [f for f in ITEMS["credits"] if f.name != "id"]
        parts = [column.values.field(f.name) for f in fields]
        return pa.ListArray.from_arrays(column.offsets, pa.StructArray.from_arrays(parts, fields=fields))

    arrays = [
        without_id(c) if n == "credits" else c for n, c in zip(NESTED.names, BATCH.columns, strict=True)
    ]
    batch = pa.RecordBatch.from_arrays(arrays, names=NESTED.names)
    assert positions_batch(batch, BOOK, {}, DAY)["positions"].to_pylist() == WHOLE["positions"]
    with pytest.raises(InputFaults, match="credits: column 'id': missing"):
        told(batch)


def test_codes_are_frozen() -> None:
    """Files keep codes: a list may only grow at its end. The engine's own enumerations agree."""
    assert WORDS["credits.subject"] == ("ordinary", "compulsory", "deontology")
    assert [SUBJECTS[word] for word in WORDS["credits.subject"]] == [0, 1, 2]
    assert WORDS["credits.mode"] == ("in_person", "live", "deferred")
    assert [ACTIVITIES[word] for word in WORDS["credits.activity"]] == list(range(5))
    assert WORDS["exemptions.kind"][:5] == (
        "age_60", "seniority_25", "suspended_office", "legislative_office", "law_professor",
    )  # fmt: skip


def test_the_columns_to_read_are_those_of_the_table() -> None:
    assert set(leaves(True)) - set(leaves(False)) == {"credits.list.element.id"}
