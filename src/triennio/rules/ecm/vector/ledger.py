"""The credits of a triennio as the caps see them: whose, when, how much, of which sort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from triennio.rules.ecm.columns import Family

Ints = npt.NDArray[np.int64]
SORTS = 2 * len(Family)
"""A sort of credits is a family, recruited or not: `2 · family + recruited`."""


@dataclass(slots=True)
class Ledger:
    """One element a credit, grouped by person, in the order in which caps are filled.

    `offsets[i]:offsets[i + 1]` are the credits of person `i`; `amount` is what stages 1 to 3 left, in units; `place`
    is the year in the triennio, 0 to 2, and 3 for a credit that was moved in.
    """

    offsets: Ints
    person: Ints
    day: npt.NDArray[np.integer]
    amount: npt.NDArray[np.integer]
    sort: npt.NDArray[np.uint8]
    place: npt.NDArray[np.integer]

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
