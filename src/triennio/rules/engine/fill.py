"""Fill the pools of a triennio: the same rule on ints for one person and on arrays for many."""

from __future__ import annotations

from typing import Any

import numpy as np

from triennio.rules.engine.frame import Frame, Rows
from triennio.rules.engine.ops import IntOps, NumpyOps
from triennio.rules.engine.pools import Filled, Pool
from triennio.rules.engine.run_numpy import Chunk, chronological, segment_sums
from triennio.rules.engine.step import Axis


def fill_ints(pools: tuple[Pool, ...], frame: Frame, amounts: str) -> tuple[list[Filled], dict[str, Rows]]:
    """Run the pools over the credits of one person.

    `frame` holds the columns `obligation`, `profession`, `family`, `recruited`, `acquired_day` and `amounts`.
    Returns each pool's outcome, and per pool (by rule, in order) the amounts that remain after it.
    """
    ops = IntOps()
    obligation, profession = frame.person["obligation"], frame.person["profession"]
    now = list(frame.rows[amounts])
    outcomes: list[Filled] = []
    after: dict[str, Rows] = {}
    for pool in pools:
        limit = ops.share(obligation, pool.numerator, pool.denominator)
        selected = [
            family in pool.families
            and pool.first_day <= day <= pool.last_day
            and (rec == 1 or not pool.recruited)
            for family, day, rec in zip(
                frame.rows["family"], frame.rows["acquired_day"], frame.rows["recruited"], strict=True
            )
        ]
        if pool.professions and profession not in pool.professions:
            selected = [False] * len(now)
        years = frame.year_row[Axis.CREDIT] if pool.yearly else [0] * len(now)
        share = ops.share(limit, 1, 3) if pool.yearly else limit
        used: dict[int, int] = {}
        passed: Rows = []
        for row, amount in enumerate(now):
            if not selected[row]:
                passed.append(amount)
                continue
            left = max(share - used.get(years[row], 0), 0)
            used[years[row]] = used.get(years[row], 0) + amount
            passed.append(min(amount, left))
        let = sum(p for p, s in zip(passed, selected, strict=True) if s)
        came = sum(a for a, s in zip(now, selected, strict=True) if s)
        outcomes.append(Filled(pool.rule, limit, let, came - let))
        now = after[pool.rule] = passed
    return outcomes, after


def fill_numpy(pools: tuple[Pool, ...], chunk: Chunk, amounts: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same for many people. Per rule: (limit, used, excess) arrays by person, and the amounts that remain."""
    ops = NumpyOps()
    columns, person = chunk.columns, chunk.person_of[Axis.CREDIT]
    now = columns[amounts]
    outcomes: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for pool in pools:
        limit = ops.share(columns["obligation"], pool.numerator, pool.denominator)
        day = columns["acquired_day"]
        selected = (
            np.isin(columns["family"], list(pool.families)) & (day >= pool.first_day) & (day <= pool.last_day)
        )
        if pool.recruited:
            selected &= columns["recruited"] == 1
        if pool.professions:
            selected &= np.isin(columns["profession"], list(pool.professions))[person]
        years = chunk.year_row[Axis.CREDIT] - 3 * person if pool.yearly else np.zeros_like(person)
        years = np.where(years < 0, 3, years)
        share = ops.share(limit, 1, 3) if pool.yearly else limit
        passed = chronological(now, np.where(selected, years, -1), share[person], person)
        came = segment_sums(np.where(selected, now, 0), chunk.offsets[Axis.CREDIT])
        let = segment_sums(np.where(selected, passed, 0), chunk.offsets[Axis.CREDIT])
        outcomes[pool.rule] = (limit, let, came - let)
        now = after[pool.rule] = passed
    return outcomes, after
