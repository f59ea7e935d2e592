"""What a comparison of two sets of rules looks at in each family: the key of a position, its columns, its verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from triennio.batch.families import ECM, LAWYERS
from triennio.kernel.triennio import Triennio
from triennio.rules.ecm.arrow.schema import AMOUNTS as ECM_AMOUNTS
from triennio.rules.lawyers.arrow.schema import AMOUNTS as LAWYERS_AMOUNTS

Ints = npt.NDArray[np.int64]
SINGLE, WHOLE, OPEN = range(3)
"""Kinds of a lawyer's period: a year, a triennio, a triennio that the years from 2020 on have suspended."""
CODES = 100_000
"""More than any code of a period."""


@dataclass(frozen=True)
class Compared:
    """`code` gives each position of a batch the number of its period, `name` the text of such a number.

    `measures`: column → its title. `verdict`: the column that says whether all is well, with its titles.
    """

    period: pa.Field
    code: Callable[[pa.RecordBatch], Ints]
    name: Callable[[int], str]
    columns: tuple[str, ...]
    verdict: str
    verdict_title: str
    measures: Mapping[str, str]

    @property
    def schema(self) -> pa.Schema:
        """Only what changes; null on the side where the period is not listed."""
        numbers = [pa.field(f"{name}_{side}", pa.int32()) for name in self.columns for side in "ab"]
        verdict = [pa.field(f"{self.verdict}_{side}", pa.bool_()) for side in "ab"]
        return pa.schema([pa.field("person", pa.string(), nullable=False), self.period, *numbers, *verdict])

    @property
    def tallied(self) -> tuple[str, ...]:
        """What is counted, in the order of the codes of the tally; the verdict first."""
        return ("verdict", *self.measures)

    def periods(self, codes: Ints) -> pa.Array:
        """The column of the periods."""
        if pa.types.is_integer(self.period.type):
            return pa.array(codes, self.period.type)
        return pa.array([self.name(code) for code in codes.tolist()], self.period.type)


def _first_years(rows: pa.RecordBatch) -> Ints:
    found: Ints = rows.column("triennio").to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def _periods(rows: pa.RecordBatch) -> Ints:
    """10 · first year + kind of period."""
    single = pc.is_valid(rows.column("year"))
    first = pc.coalesce(rows.column("year"), rows.column("triennio"))
    is_open = pc.ends_with(rows.column("period"), "-")
    kind = pc.if_else(single, SINGLE, pc.if_else(is_open, OPEN, WHOLE))
    codes: Ints = 10 * first.to_numpy(zero_copy_only=False).astype(np.int64) + kind.to_numpy(
        zero_copy_only=False
    )
    return codes


def _period_name(code: int) -> str:
    first, kind = divmod(code, 10)
    return {SINGLE: str(first), WHOLE: f"{first}-{first + 2}", OPEN: f"{first}-"}[kind]


COMPARED: Mapping[str, Compared] = {
    ECM: Compared(
        period=pa.field("triennio", pa.int16(), nullable=False),
        code=_first_years,
        name=lambda code: str(Triennio(code)),
        columns=("years_due", *ECM_AMOUNTS),
        verdict="certifiable",
        verdict_title="certificabile",
        measures={"obligation": "obbligo", "missing": "crediti mancanti"},
    ),
    LAWYERS: Compared(
        period=pa.field("period", pa.string(), nullable=False),
        code=_periods,
        name=_period_name,
        columns=LAWYERS_AMOUNTS,
        verdict="met",
        verdict_title="in regola",
        measures={"due": "crediti dovuti", "missing": "crediti mancanti"},
    ),
}
