"""Fill the pools of a triennio: the same rule on ints for one person and on arrays for many."""

from __future__ import annotations

from typing import Any

import numpy as np

from triennio.rules.engine.frame import Frame, Rows
from triennio.rules.engine.ops import IntOps, NumpyOps
from triennio.rules.engine.pools import FIRST_DAY, LAST_DAY, Filled, Pool
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
    families, days, recruited = frame.rows["family"], frame.rows["acquired_day"], frame.rows["recruited"]
    for pool in pools:
        limit = ops.share(obligation, pool.numerator, pool.denominator)
        first, last = pool.first_day, pool.last_day
        selected = [row for row, family in enumerate(families) if family in pool.families]
        if pool.professions and profession not in pool.professions:
            selected = []
        years = frame.year_row[Axis.CREDIT] if pool.yearly else None
        share = ops.share(limit, 1, 3) if pool.yearly else limit
        used: dict[int, int] = {}
        passed = list(now)
        came = let = 0
        for row in selected:
            if not first <= days[row] <= last or (pool.recruited and recruited[row] != 1):
                continue
            amount, year = now[row], years[row] if years else 0
            before = used.get(year, 0)
            used[year] = before + amount
            passed[row] = min(amount, max(share - before, 0))
            came += amount
            let += passed[row]
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
        member = np.zeros(int(columns["family"].max(initial=0)) + 1, dtype=bool)
        member[[family for family in pool.families if family < member.size]] = True
        selected = member[columns["family"]]
        if pool.first_day > FIRST_DAY or pool.last_day < LAST_DAY:
            day = columns["acquired_day"]
            selected &= (day >= pool.first_day) & (day <= pool.last_day)
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
