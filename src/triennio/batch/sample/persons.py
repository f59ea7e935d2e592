"""Who the people are: profession, age, practice, acts of the Order. Shares are plausible, not statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from triennio.batch.sample.draw import Column, Draw, day, offsets_of, rows_of, table_of
from triennio.rules.ecm.arrow.people import NO_DAY, Rows

FIRST_DAY, LAST_DAY = day(2011), day(2026, 10, 31)
"""Single credits are drawn between these days."""

PROFESSIONS = table_of(
    {
        14: 31, 1: 28, 5: 8.5, 3: 6.8, 12: 4.8, 2: 4.3, 6: 3, 4: 2.2, 11: 2.2, 28: 2.2, 27: 2.1, 18: 1.6, 16: 1.2,
        23: 1.1, 13: 0.7, 15: 0.7, 10: 0.5, 29: 0.5, 7: 0.4, 9: 0.4, 24: 0.4, 17: 0.3, 19: 0.3, 21: 0.3, 30: 0.3,
        26: 0.2, 8: 0.1, 20: 0.1, 22: 0.1, 25: 0.1,
    }
)  # fmt: skip
NEW_ORDERS = np.isin(np.arange(31), [10, 11, 12, 13, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30])
"""Professions whose Order began in 2018: their enrolments too."""
AGES = table_of({n: min(n - 20, 30) * (1 if n < 62 else 0.5 if n < 68 else 0.15) for n in range(23, 79)})
FREELANCE = {1: 0.3, 2: 0.9, 3: 0.3, 4: 0.7, 5: 0.75, 6: 0.5, 12: 0.5, 13: 0.7, 14: 0.1}
RADIOLOGY, RADIOTHERAPY, PLASTIC_SURGERY = 58, 54, 113
ENROLMENT, CANCELLATION, REENROLMENT = range(3)
DAYS_A_YEAR = 365.25


@dataclass(slots=True)
class Drawn:
    """The people of a chunk. `active_from`, `active_until`: the days between which credits are earned."""

    columns: dict[str, Column]
    age: Column
    enrolled: Column
    disciplines: Rows
    register: Rows
    active_from: Column
    active_until: Column
    activity: Column

    def __len__(self) -> int:
        return len(self.age)


def drawn(draw: Draw, count: int) -> Drawn:
    """Everything about the people themselves."""
    profession = draw.of(PROFESSIONS, count)
    age = draw.of(AGES, count).astype(np.int32)
    born = (LAST_DAY - age * DAYS_A_YEAR - draw.between(0, 364, count)).astype(np.int32)
    enrolled = (born + DAYS_A_YEAR * 23 + draw.between(0, 2500, count)).astype(np.int32)
    enrolled = np.minimum(enrolled, LAST_DAY - draw.between(0, 700, count))
    late = NEW_ORDERS[profession] & (enrolled < day(2018, 7, 1))
    enrolled = np.where(late, day(2018, 7, 1) + draw.between(0, 500, count), enrolled).astype(np.int32)
    shares = np.array([FREELANCE.get(code, 0.25) for code in range(31)])
    columns: dict[str, Any] = {
        "profession": profession,
        "practice": (draw.places(count) < shares[profession] * 65_536).astype(np.int8),
        "born": np.where(draw.chance(0.95, count), born, NO_DAY).astype(np.int32),
        "nhs_work": (profession == 5) & draw.chance(0.25, count),
    }
    register, until = acts(draw, enrolled)
    return Drawn(
        columns,
        age,
        enrolled,
        _disciplines(draw, profession),
        register,
        np.maximum(enrolled, FIRST_DAY),
        until,
        activity(draw, count),
    )


def acts(draw: Draw, enrolled: Column) -> tuple[Rows, Column]:
    """Enrolments, cancellations and returns; some people without any act. And the last day of practice."""
    count = len(enrolled)
    told = np.flatnonzero(draw.chance(0.97, count))
    gone = told[draw.chance(0.05, len(told))]
    left = np.maximum(enrolled[gone] + 400, day(2012) + draw.between(0, 5300, len(gone)))
    gone, left = gone[left < LAST_DAY], left[left < LAST_DAY]
    returns = draw.chance(0.4, len(gone))
    again = left[returns] + draw.between(60, 1400, int(returns.sum()))
    back, again = gone[returns][again < LAST_DAY], again[again < LAST_DAY]
    until = np.full(count, LAST_DAY)
    until[gone] = left
    until[back] = LAST_DAY
    parts = [
        (told, {"act": ENROLMENT, "date": enrolled[told]}),
        (gone, {"act": CANCELLATION, "date": left}),
        (back, {"act": REENROLMENT, "date": again}),
    ]
    rows = rows_of(count, parts, "date")
    del rows.columns["place"]
    return rows, until


def _disciplines(draw: Draw, profession: Column) -> Rows:
    """Doctors have one or two; the radiological ones carry duties of their own."""
    one = (profession == 1) & draw.chance(0.7, len(profession))
    two = one & draw.chance(0.06, len(profession))
    counts = one.astype(np.int64) + two
    offsets = offsets_of(counts)
    codes = draw.between(1, 50, int(offsets[-1])).astype(np.int16)
    special = draw.chance(0.05, len(codes))
    codes[special] = np.array([RADIOLOGY, RADIOTHERAPY, PLASTIC_SURGERY], np.int16)[
        draw.between(0, 2, int(special.sum()))
    ]
    return Rows(offsets, {"code": codes})


def activity(draw: Draw, count: int) -> Column:
    """How much each one learns, 1 on average; one in twenty nothing at all."""
    busy = np.exp(draw.rng.normal(-0.1, 0.45, count)) / 0.95
    return np.where(draw.chance(0.05, count), 0.0, busy)
