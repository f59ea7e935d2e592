"""The bench compares like with like: its own checks of equality, on a few people. No test asserts a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.rules import by_hand, clock, nested, report, scan
from bench.rules.door import Door
from bench.rules.kernel import kernel
from bench.rules.ours import Ours
from bench.rules.problem import OUTPUTS, Problem, Unequal, load, same, save
from bench.rules.register import columns, frames, together
from triennio.rules.book import load as load_book
from triennio.rules.engine.frame import Frame

BOOK = load_book("ecm")
SEED, PEOPLE = 7, 50


@pytest.fixture(scope="module")
def some() -> list[Frame]:
    found, looked_at = frames(BOOK, SEED, PEOPLE)
    assert looked_at == PEOPLE
    assert len(found) > PEOPLE // 2
    return found


@pytest.fixture(scope="module")
def problem(some: list[Frame]) -> Problem:
    return columns(some)


def test_the_arrays_give_the_truth(problem: Problem) -> None:
    ours = Ours(BOOK)
    for threads in (1, 2):
        same("ours", ours.batch(problem, threads), problem.truth)


def test_one_person_gives_the_truth(some: list[Frame], problem: Problem) -> None:
    ours = Ours(BOOK)
    same("ints", ours.ints(some), problem.truth)
    found = [ours.one(frame, traced=True).person for frame in some]
    same("traced", {name: [person[name] for person in found] for name in OUTPUTS}, problem.truth)


def test_the_loop_by_hand_gives_the_truth(problem: Problem) -> None:
    same("by hand", by_hand.many(by_hand.people_of(problem)), problem.truth)


def test_people_repeated_and_joined_stay_who_they_are(problem: Problem, tmp_path: Path) -> None:
    path = tmp_path / "problem.npz"
    save(problem, path)
    many = load(path).repeated(3 * problem.people - 5)
    same("repeated", Ours(BOOK).batch(many, 1), many.truth)
    cut = [problem.part(0, 9), problem.part(9, problem.people)]
    whole = together(cut)
    for group in ("person", "absence", "credit", "truth"):
        for name, column in getattr(problem, group).items():
            assert np.array_equal(getattr(whole, group)[name], column)
    assert np.array_equal(whole.offsets, problem.offsets)


def test_a_difference_is_told(problem: Problem) -> None:
    wrong = dict(problem.truth)
    wrong["missing"] = wrong["missing"] + (np.arange(problem.people) == 3)
    with pytest.raises(Unequal, match="missing of person 3"):
        same("someone", wrong, problem.truth)


def test_the_scan_reads_everything(problem: Problem) -> None:
    with ThreadPoolExecutor(2) as pool:
        scan.checked(scan.Touch(), problem, pool, 2)


def test_the_kernel_of_spark_gives_the_truth(problem: Problem, tmp_path: Path) -> None:
    nested.write(problem, tmp_path / "problem.parquet")
    batches = pq.read_table(tmp_path / "problem.parquet").combine_chunks().to_batches(max_chunksize=17)
    found = pa.Table.from_batches(kernel(iter(batches)), nested.ANSWER)
    same("kernel", {name: np.asarray(found[name]) for name in OUTPUTS}, problem.truth)


def test_the_batch_and_the_fold_of_one_agree() -> None:
    assert Door(BOOK, SEED, 20).check() > 20


def test_everyone_takes_a_turn(capsys: pytest.CaptureFixture[str]) -> None:
    turns: list[str] = []
    contestants = {
        "ours, batch, 2 threads": (10, lambda: float(turns.append("ours") is None)),
        "Python by hand": (1, lambda: float(turns.append("hand") is None) * 3),
    }
    times = clock.in_turns(contestants, 3)
    assert turns == ["ours", "hand", "hand", "ours", "ours", "hand"]
    report.table(times)
    report.ratios(times)
    out = capsys.readouterr().out
    assert "30.0 ×" in out
    assert "met" in out
    assert "OpenFisca" not in out
