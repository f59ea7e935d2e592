"""What another set of rules would change: for each batch, who changes, and tallies for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from triennio.batch.compared import CODES, COMPARED, Compared
from triennio.batch.families import ECM, FAMILIES
from triennio.batch.task import book_of

Ints = npt.NDArray[np.int64]
ABSENT, NO, YES = 0, 1, 2
"""A period that is not listed or not judged; missing credits; none. A verdict change is 3 · before + after."""

CHANGES = COMPARED[ECM].schema
TALLY = pa.schema(
    [
        pa.field("period", pa.int32(), nullable=False),
        pa.field("measure", pa.int8(), nullable=False),
        pa.field("value", pa.int64(), nullable=False),
        pa.field("people", pa.int64(), nullable=False),
    ]
)
"""How many positions have each verdict change, and each difference (b − a, hundredths) of what is measured."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The same register under two folders of rulebooks."""

    before: Path
    after: Path
    policies_before: Mapping[str, str] = field(hash=False)
    policies_after: Mapping[str, str] = field(hash=False)
    as_of: date
    family: str = ECM

    @property
    def schemas(self) -> Mapping[str, pa.Schema]:
        return {"changes": COMPARED[self.family].schema, "tally": TALLY}

    @property
    def columns(self) -> list[str]:
        return FAMILIES[self.family].leaves(False)

    def run(self, batch: pa.RecordBatch) -> Mapping[str, pa.RecordBatch]:
        positions = FAMILIES[self.family].positions
        sides = [
            positions(batch, book_of(rules, self.family), policies, self.as_of)["positions"]
            for rules, policies in (
                (self.before, self.policies_before),
                (self.after, self.policies_after),
            )
        ]
        paired = _Paired(COMPARED[self.family], batch.column("person"), sides[0], sides[1])
        return {"changes": paired.changes(), "tally": paired.tally()}


class _Paired:
    """Two tables of positions side by side, by person and period."""

    def __init__(
        self, compared: Compared, people: pa.Array, before: pa.RecordBatch, after: pa.RecordBatch
    ) -> None:
        self.compared, self.people = compared, people
        keys = [_keys(people, side, compared.code(side)) for side in (before, after)]
        self.keys = np.union1d(*keys)
        self.at = [np.searchsorted(self.keys, key) for key in keys]
        self.sides = (before, after)
        self.period = self.keys % CODES

    def column(self, side: int, name: str) -> tuple[Ints, Any]:
        """Values and whether they are there, for every pair."""
        values, there = np.zeros(len(self.keys), np.int64), np.zeros(len(self.keys), bool)
        given = self.sides[side].column(name)
        there[self.at[side]] = given.is_valid().to_numpy(zero_copy_only=False)
        values[self.at[side]] = pc.fill_null(given.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)
        return values, there

    def changes(self) -> pa.RecordBatch:
        """The pairs in which anything is not the same."""
        names = (*self.compared.columns, self.compared.verdict)
        columns = {(side, name): self.column(side, name) for side in (0, 1) for name in names}
        changed = np.zeros(len(self.keys), bool)
        for name in names:
            (a, a_there), (b, b_there) = columns[0, name], columns[1, name]
            changed |= (a != b) | (a_there != b_there)
        rows = np.flatnonzero(changed)
        arrays = [
            self.people.take(pa.array(self.keys[rows] // CODES)),
            self.compared.periods(self.period[rows]),
        ]
        schema = self.compared.schema
        for wanted in list(schema)[2:]:
            name, _, side = wanted.name.rpartition("_")
            values, there = columns["ab".index(side), name]
            kept = values[rows] == 1 if wanted.type == pa.bool_() else values[rows]
            arrays.append(pa.array(kept, wanted.type, mask=~there[rows]))
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    def tally(self) -> pa.RecordBatch:
        """Each different value of each measure, and how often it comes."""
        parts = []
        for measure, name in enumerate(self.compared.tallied):
            values = self.verdicts() if name == "verdict" else self.difference(name)
            pairs, people = np.unique(np.stack([self.period, values]), axis=1, return_counts=True)
            parts.append((pairs[0], np.full(len(people), measure), pairs[1], people))
        columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
        arrays = [pa.array(column, f.type) for column, f in zip(columns, TALLY, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=TALLY)

    def verdicts(self) -> Ints:
        before, after = (
            np.where(there, np.where(values == 1, YES, NO), ABSENT)
            for values, there in (self.column(side, self.compared.verdict) for side in (0, 1))
        )
        found: Ints = 3 * before + after
        return found

    def difference(self, name: str) -> Ints:
        """After less before; a period that is not listed asks for nothing."""
        return self.column(1, name)[0] - self.column(0, name)[0]


def _keys(people: pa.Array, side: pa.RecordBatch, periods: Ints) -> Ints:
    """One number for a person of the batch and a period."""
    person = pc.index_in(side.column("person"), value_set=people).to_numpy(zero_copy_only=False)
    keys: Ints = person.astype(np.int64) * CODES + periods
    return keys
