"""The people: drawn as `triennio batch sample` draws them, normalised and answered by the product, then columns.

The answers of the reference route (one person at a time, every step) are the truth that all contestants must give.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench.rules.problem import ABSENCE, CREDIT, OUTPUTS, PERSON, TRIENNIO, Problem, load, save
from triennio.batch.sample.register import CHUNK, chunk
from triennio.rules.book import Book
from triennio.rules.book import load as load_book
from triennio.rules.ecm.arrow.decode import cases
from triennio.rules.ecm.facts import Case
from triennio.rules.ecm.fold import Period, career
from triennio.rules.ecm.work import drive_many
from triennio.rules.engine.frame import Frame
from triennio.rules.engine.step import Axis

AS_OF = date(2022, 12, 31)
PER_TRIENNIO = 40.0
TOGETHER = 250
FLAGS = (
    *("not_due", "exempt_day", "study_day", "moved_away", "not_accredited", "field_training_too_early"),
    "not_chosen",
)


def people_cases(book: Book, seed: int, number: int, count: int) -> Iterator[Case]:
    """The first people of one chunk of the synthetic register, as the engine folds them."""
    return cases(chunk(seed, number, PER_TRIENNIO, count), book.choices({}), AS_OF)


def periods(book: Book, some: Iterator[Case]) -> Iterator[Period]:
    """The triennio of each, computed by the reference route."""
    while group := list(islice(some, TOGETHER)):
        for found in drive_many(book, [career(case, book) for case in group]):
            yield found.periods[TRIENNIO]


def comparable(period: Period) -> bool:
    """Whether every contestant can be asked: what remains outside needs an order among rows that only we model.

    Left out: moved credits; an exoneration on the days of an exemption (counted in two ways); two counting credits
    of one event (they share its 50); recruited credits over their third that are partly teaching, partly learning.
    """
    frame = period.frame
    rows = frame.rows
    if any(rows["moved_away"]) or -1 in frame.year_row[Axis.CREDIT] or any(rows["alternative"]):
        return False
    groups = [g for g, amount in zip(rows["event_group"], rows["chosen"], strict=True) if amount and g >= 0]
    if len(groups) != len(set(groups)):
        return False
    cut = any(pool.rule == "CAP-4" and pool.excess for pool in frame.pools)
    kinds = {
        learner
        for learner, recruited, amount in zip(
            rows["is_learner"], rows["recruited"], rows["after_event"], strict=True
        )
        if recruited and amount
    }
    return not cut or len(kinds) < 2


def columns(frames: list[Frame]) -> Problem:
    """The inputs and the answers of these frames."""
    problem = Problem(len(frames))

    def joined(name: str, dtype: Any) -> Any:
        return np.array([value for frame in frames for value in frame.rows[name]], dtype=dtype)

    def offsets(axis: Axis) -> Any:
        return np.concatenate(([0], np.cumsum([frame.sizes[axis] for frame in frames]))).astype(np.int64)

    for name, dtype in PERSON.items():
        problem.person[name] = np.array([frame.person[name] for frame in frames], dtype=dtype)
    problem.due = joined("counts", np.int8).reshape(-1, 3)
    problem.absence_offsets, problem.offsets = offsets(Axis.ABSENCE), offsets(Axis.CREDIT)
    years = [year for frame in frames for year in frame.year_row[Axis.ABSENCE]]
    problem.absence_year = np.array(years, dtype=np.int8)
    problem.absence = {name: joined(name, dtype) for name, dtype in ABSENCE.items()}
    problem.credit = {name: joined(name, dtype) for name, dtype in CREDIT.items() if name != "out"}
    flags = [joined(flag, np.int8) for flag in FLAGS]
    problem.credit["out"] = np.max(flags, axis=0) if flags else np.zeros(0, np.int8)
    problem.truth = {
        name: np.array([frame.person[name] for frame in frames], dtype=np.int64) for name in OUTPUTS
    }
    return problem


def frames(book: Book, seed: int, people: int) -> tuple[list[Frame], int]:
    """The comparable ones among the first people of the register, and how many were looked at."""
    found: list[Frame] = []
    for number, first in enumerate(range(0, people, CHUNK)):
        some = people_cases(book, seed, number, min(CHUNK, people - first))
        found += [period.frame for period in periods(book, some) if comparable(period)]
    return found, people


def _chunk_problem(seed: int, number_and_count: tuple[int, int]) -> Problem:
    book = load_book("ecm")
    number, count = number_and_count
    asked = periods(book, people_cases(book, seed, number, count))
    return columns([period.frame for period in asked if comparable(period)])


def prepared(people: int, seed: int, folder: Path, processes: int = 2) -> Problem:
    """The problem of a register of so many people; kept in a folder, since preparing is slow and not measured."""
    path = folder / f"problem-{people}-{seed}-{_version()}.npz"
    if not path.exists():
        jobs = [(n, min(CHUNK, people - first)) for n, first in enumerate(range(0, people, CHUNK))]
        with ProcessPoolExecutor(processes) as pool:
            save(together(list(pool.map(partial(_chunk_problem, seed), jobs))), path)
    return load(path)


def together(parts: list[Problem]) -> Problem:
    """Several problems as one."""

    def joined(pick: Any) -> Any:
        return np.concatenate([pick(part) for part in parts])

    def offsets(name: str) -> Any:
        counts = joined(lambda part: np.diff(getattr(part, name)))
        return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)

    def group(name: str) -> dict[str, Any]:
        return {
            key: joined(lambda part, key=key: getattr(part, name)[key]) for key in getattr(parts[0], name)
        }

    return Problem(
        sum(part.people for part in parts),
        group("person"),
        joined(lambda part: part.due),
        offsets("absence_offsets"),
        joined(lambda part: part.absence_year),
        group("absence"),
        offsets("offsets"),
        group("credit"),
        group("truth"),
    )


def _version() -> str:
    """Changes whenever the rules or their data do: what was prepared before is not used any more."""
    import triennio

    root = Path(triennio.__file__).parent
    digest = sha256()
    for path in sorted(
        [*root.glob("rules/**/*.py"), *root.glob("rules/**/*.toml"), *root.glob("batch/**/*.py")]
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
