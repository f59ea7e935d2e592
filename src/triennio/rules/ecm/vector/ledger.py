"""The credits of a triennio as the caps see them: whose, when, how much, of which sort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from triennio.kernel.triennio import Triennio
from triennio.rules.ecm.columns import Family

Ints = npt.NDArray[np.int64]
SORTS = 2 * len(Family)
"""A sort of credits is a family, recruited or not: `2 · family + recruited`."""


@dataclass(slots=True)
class Ledger:
    """One element a credit, grouped by person, in the order in which caps are filled.

    `offsets[i]:offsets[i + 1]` are the credits of person `i`; `amount` is what stages 1 to 3 left, in units. Days and
    years are asked of few credits: they stay in the columns of all trienni, where these are at `rows`.
    """

    offsets: Ints
    person: Ints
    amount: npt.NDArray[np.integer]
    sort: npt.NDArray[np.uint8]
    triennio: Triennio
    all_days: npt.NDArray[np.integer]
    all_years: npt.NDArray[np.integer]
    rows: Ints | None = None

    def day(self, some: Ints) -> npt.NDArray[np.integer]:
        """The day of acquisition of some credits."""
        found: npt.NDArray[np.integer] = self.all_days[some if self.rows is None else self.rows[some]]
        return found

    def place(self, some: Ints) -> Ints:
        """The year in the triennio of some credits, 0 to 2, and 3 for one that was moved in."""
        year = self.all_years[some if self.rows is None else self.rows[some]].astype(np.int64)
        return np.minimum(year - self.triennio.first, 3)

    def rows_of(self, people: Ints) -> tuple[Ints, Ints]:
        """The rows of some persons, and their offsets among these."""
        counts = self.offsets[people + 1] - self.offsets[people]
        offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        rows = np.repeat(self.offsets[people] - offsets[:-1], counts) + np.arange(int(offsets[-1]))
        return rows, offsets


def sort_of(
    family: npt.NDArray[np.integer], recruited: npt.NDArray[np.integer] | npt.NDArray[np.bool_]
) -> npt.NDArray[np.uint8]:
    """The sort of each credit; `family` and `recruited` in a byte each."""
    result: npt.NDArray[np.uint8] = (family.view(np.uint8) << np.uint8(1)) | recruited.view(np.uint8)
    return result
