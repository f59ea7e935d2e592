"""The nested form: slices, offsets, nulls, widths, codes. These are tested before anything is computed from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tests.unit.batch.from_cases import flat_tables
from triennio.batch.sample.register import chunk
from triennio.kernel.faults import InputFaults
from triennio.rules.book import load
from triennio.rules.ecm import facts
from triennio.rules.ecm.arrow.checks import check
from triennio.rules.ecm.arrow.decode import cases
from triennio.rules.ecm.arrow.flat import nest
from triennio.rules.ecm.arrow.people import People, batch_of, people_of
from triennio.rules.ecm.arrow.positions import positions_batch
from triennio.rules.ecm.arrow.schema import ITEMS, LISTS, NESTED, OUT, leaves
from triennio.rules.ecm.arrow.words import WORDS, country_code, country_name, words_at
from triennio.rules.ecm.columns import MEDIA, POSITIONS, Kind

BOOK = load("ecm")
DAY = date(2026, 11, 21)
PEOPLE = chunk(7, 0, 4.0, 60)
BATCH = batch_of(PEOPLE)


def cases_of(batch: pa.RecordBatch) -> list[facts.Case]:
    people = people_of(batch)
    check(people)
    return list(cases(people, BOOK.choices(), DAY))


def same(one: People, other: People) -> None:
    assert one.keys.equals(other.keys)
    for name, column in one.columns.items():
        np.testing.assert_array_equal(column, other.columns[name], name)
    for table in LISTS:
        mine, theirs = one.lists[table], other.lists[table]
        np.testing.assert_array_equal(mine.offsets, theirs.offsets)
        for name, column in mine.columns.items():
            assert list(column) == list(theirs.columns[name]), (table, name)


WHOLE = cases_of(BATCH)


@pytest.mark.parametrize(("first", "count"), [(0, 60), (1, 1), (17, 20), (59, 1), (60, 0), (0, 0)])
def test_a_slice_holds_the_same_people(first: int, count: int) -> None:
    assert cases_of(BATCH.slice(first, count)) == WHOLE[first : first + count]


def test_slices_of_slices_and_arrays_cut_inside() -> None:
    """Lists whose values begin before the first offset and go on after the last."""
    assert cases_of(BATCH.slice(10, 40).slice(5, 10)) == WHOLE[15:25]
    cut = [column.slice(3, 9) for column in BATCH.columns]
    assert cases_of(pa.RecordBatch.from_arrays(cut, schema=NESTED)) == WHOLE[3:12]


def test_a_child_that_is_a_slice_itself() -> None:
    """A struct of sliced fields inside a list of later offsets."""
    table = "credits"
    lists = BATCH.column(table)
    padded = pa.concat_arrays([lists.values.slice(0, 5), lists.values])
    offsets = pa.array(lists.offsets.to_numpy() + 5, pa.int32())
    moved = pa.ListArray.from_arrays(offsets, padded, type=lists.type)
    arrays = [moved if name == table else BATCH.column(name) for name in NESTED.names]
    assert cases_of(pa.RecordBatch.from_arrays(arrays, schema=NESTED)) == WHOLE
    sliced = pa.ListArray.from_arrays(lists.offsets, padded.slice(5), type=lists.type)
    arrays = [sliced if name == table else BATCH.column(name) for name in NESTED.names]
    assert cases_of(pa.RecordBatch.from_arrays(arrays, schema=NESTED)) == WHOLE


def test_computed_in_slices_or_at_once_is_the_same() -> None:
    whole = positions_batch(BATCH, BOOK, {}, DAY, trace=True)
    parts = [positions_batch(BATCH.slice(n, 7), BOOK, {}, DAY, trace=True) for n in range(0, 60, 7)]
    for table, schema in OUT.items():
        joined = pa.Table.from_batches([part[table] for part in parts], schema)
        assert joined.equals(pa.Table.from_batches([whole[table]]))


def test_without_people_there_are_empty_tables() -> None:
    out = positions_batch(BATCH.slice(0, 0), BOOK, {}, DAY, trace=True)
    assert {name: (len(batch), batch.schema) for name, batch in out.items()} == {
        name: (0, schema) for name, schema in OUT.items()
    }


def test_columns_become_arrow_and_come_back() -> None:
    same(people_of(BATCH), PEOPLE)
    assert BATCH.schema.equals(NESTED)
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
    items = pa.StructArray.from_arrays(parts, fields=fields)
    made = pa.ListArray.from_arrays(lists.offsets, items)
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
        ("facts", "kind", with_value(0, 10), "item 0: column 'kind': not a code of its list"),
        ("credits", "kind", with_value(0, -1), "column 'kind': not a code of its list"),
        ("credits", "credits", with_value(0, 1_000_000_000), "column 'credits': out of range"),
        ("credits", "hours", too_wide, "credits: column 'hours': a value does not fit int32"),
        ("credits", "credits", lambda c: c.cast(pa.float64()), "column 'credits': int32 is needed, not double"),
        ("credits", "acquired", with_value(1, date(2030, 1, 1)), "column 'acquired': not in order of day"),
        ("moves", "credit", with_value(0, 4_000), "column 'credit': no credit with this number"),
        ("moves", "to", with_value(0, 2018), "column 'to': not the first year of a triennio"),
        ("exemptions", "to", with_value(0, date(1990, 1, 1)), "column 'to': before `from`"),
        ("exemptions", "from", with_value(0, date(1790, 1, 1)), "column 'from': out of range"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(table: str, name: str, change: Any, message: str) -> None:
    with pytest.raises(InputFaults) as refused:
        positions_batch(replaced(table, name, change), BOOK, {}, DAY)
    assert message in str(refused.value.faults[0])


def test_other_widths_that_hold_the_values_are_welcome() -> None:
    wide = replaced("credits", "credits", lambda column: column.cast(pa.int64()))
    assert cases_of(wide) == WHOLE


def test_null_lists_and_missing_columns_are_refused() -> None:
    arrays = [
        pa.nulls(60, c.type) if n == "moves" else c for n, c in zip(NESTED.names, BATCH.columns, strict=True)
    ]
    with pytest.raises(InputFaults, match="moves: person 'P00000000': column 'moves': null"):
        people_of(pa.RecordBatch.from_arrays(arrays, names=NESTED.names))
    with pytest.raises(InputFaults, match="register: column 'facts': missing"):
        people_of(BATCH.drop_columns(["facts"]))


def test_amounts_up_to_the_ceiling_are_exact_and_sums_beyond_it_are_refused() -> None:
    """Three of the largest amounts do not fit the int32 of the answer: a clear refusal, never a wrapped number."""
    fact = {"kind": "previous_credits", "triennio": "2020-2022", "credits": "9999999.99"}
    case = {"person": {"profession": 14}, "facts": [fact]}
    out = positions_batch(batch_of(nest(flat_tables([case]))), BOOK, {}, DAY)["positions"]
    rows = {row["triennio"]: row for row in out.to_pylist()}
    assert rows[2020]["recognised"] == 999_999_999
    case["facts"] = [fact] * 3
    with pytest.raises(InputFaults, match="person 'p000': column 'learner': more than 2147483647 hundredths"):
        positions_batch(batch_of(nest(flat_tables([case]))), BOOK, {}, DAY)


def test_codes_are_frozen() -> None:
    """Files keep codes: a list may only grow at its end. The engine's own enumerations agree."""
    assert WORDS["credits.kind"] == ("event", "publication", "trial", "tutoring", "abroad", "self_training")
    assert [Kind[word.upper()] for word in WORDS["credits.kind"]] == list(range(6))
    assert [MEDIA[word] for word in WORDS["credits.medium"]] == [0, 1, 2]
    assert [POSITIONS[word] for word in WORDS["credits.position"]] == [0, 1, 2]
    assert WORDS["credits.role"][:3] == ("learner", "teacher", "tutor")
    assert words_at("credits.format", np.array([-1, 0, 2], dtype=np.int8)) == [None, "RES", "FSC"]
    assert all(country_name(country_code(c)) == c for c in ("AA", "FR", "ZZ"))
    assert country_name(-1) is None


def test_the_columns_to_read_are_those_of_the_table() -> None:
    with_texts, without = leaves(True), leaves(False)
    assert set(with_texts) - set(without) == {
        f"{table}.list.element.id" for table in ("credits", "exonerations", "exemptions")
    }
