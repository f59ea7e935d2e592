"""The years of a triennio on arrays: of the persons whose years differ from each other, and of nobody else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from triennio.rules.engine.run_numpy import Chunk
from triennio.rules.engine.step import Axis

Ints = npt.NDArray[np.int64]


def put_years(
    chunk: Chunk,
    due: npt.NDArray[np.integer] | npt.NDArray[np.bool_],
    absences: Ints,
    year: npt.NDArray[np.integer],
    *,
    everybody: bool = False,
) -> None:
    """The axes of years and absences of a chunk.

    `due` is people × 3; `absences` are the offsets of the absences of each person, `year` the place of each in the
    triennio. Years are only those of who was absent: in this triennio nothing else asks for them, unless `everybody`.
    """
    counts = np.diff(absences)
    who = np.arange(chunk.people) if everybody else np.flatnonzero(counts)
    sizes = np.zeros(chunk.people, dtype=np.int64)
    sizes[who] = 3
    rows = np.zeros(chunk.people + 1, dtype=np.int64)
    np.cumsum(sizes, out=rows[1:])
    person = np.repeat(who, counts[who])
    chunk.offsets |= {Axis.YEAR: rows, Axis.ABSENCE: absences}
    chunk.person_of |= {Axis.YEAR: np.repeat(who, 3), Axis.ABSENCE: person}
    chunk.year_row[Axis.ABSENCE] = rows[person] + year
    chunk.put("counts", Axis.YEAR, due[who].reshape(-1))
    chunk.put("position_in_triennio", Axis.YEAR, np.tile([0, 1, 2], who.size))
