"""A nested register computed row group by row group, each group a finished part that a later run need not repeat."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from triennio.batch.files import written
from triennio.batch.guard import Failed, Refused
from triennio.batch.progress import Progress
from triennio.batch.tables import Table
from triennio.batch.task import Task
from triennio.kernel.faults import InputFaults

PERSONS = 2_048
"""Persons in one batch: the memory of a worker does not grow with the register."""
ALONE_UP_TO = 2_048
"""A register of so few people is computed in this process: starting others takes longer."""
TICK = 0.3


@dataclass(frozen=True, slots=True)
class Job:
    """One row group of one file."""

    number: int
    file: Path
    group: int
    persons: int


def jobs_of(register: Table) -> list[Job]:
    """The row groups, numbered through all files."""
    jobs: list[Job] = []
    for file in register.files:
        footer = pq.read_metadata(file)
        for group in range(footer.num_row_groups):
            jobs.append(Job(len(jobs), file, group, footer.row_group(group).num_rows))
    return jobs


def part(folder: Path, table: str, job: Job) -> Path:
    return folder / f"{table}-{job.number:06d}.parquet"


def compute(register: Table, task: Task, folder: Path, workers: int) -> list[Job]:
    """Make every part that is not there yet; return all jobs. Raises Refused at the first batch refused."""
    jobs = jobs_of(register)
    todo = [job for job in jobs if not all(part(folder, t, job).exists() for t in task.schemas)]
    total = sum(job.persons for job in jobs)
    left = sum(job.persons for job in todo)
    with Progress("posizioni", total, total - left) as bar:
        if workers < 2 or len(todo) < 2 or left <= ALONE_UP_TO:
            for job in todo:
                run_job(job, task, folder, bar.add)
        else:
            _side_by_side(todo, task, folder, min(workers, len(todo)), bar)
    return jobs


def run_job(job: Job, task: Task, folder: Path, done: Callable[[int], None]) -> None:
    """Compute one row group and write its parts; they appear together when all is written."""
    try:
        with ExitStack() as stack:
            parquet = stack.enter_context(pq.ParquetFile(job.file))
            writers = {
                table: stack.enter_context(written(part(folder, table, job), schema))
                for table, schema in task.schemas.items()
            }
            for batch in parquet.iter_batches(PERSONS, row_groups=[job.group], columns=task.columns):
                for table, rows in task.run(batch).items():
                    writers[table].write_batch(rows)
                done(len(batch))
    except InputFaults as error:
        raise Refused(*(f"{job.file}: {fault}" for fault in error.faults)) from None
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Refused(f"{job.file}: cannot be read: {str(error).splitlines()[0]}") from None


# Worker processes --------------------------------------------------------------------------------------------------

_counter: Any = None


def _begin(counter: Any) -> None:
    """A worker leaves the keyboard to the process that started it, and counts what it has done."""
    global _counter
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _counter = counter


def _work(job: Job, task: Task, folder: Path) -> None:
    run_job(job, task, folder, _count)


def _count(persons: int) -> None:
    with _counter.get_lock():
        _counter.value += persons


def _side_by_side(jobs: list[Job], task: Task, folder: Path, workers: int, bar: Progress) -> None:
    context = multiprocessing.get_context("spawn")
    counter = context.Value("q", 0)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(counter,))
    before = set(multiprocessing.active_children())
    try:
        waiting = {pool.submit(_work, job, task, folder) for job in jobs}
        for done in _finished(waiting, lambda: _show(bar, counter)):
            done.result()
        _show(bar, counter)
    except BrokenProcessPool:
        raise Failed("a worker process ended by itself, perhaps for want of memory; run it again") from None
    except BaseException:
        with _deaf():
            for child in set(multiprocessing.active_children()) - before:
                child.terminate()
            pool.shutdown(wait=True, cancel_futures=True)
        raise
    finally:  # the counter is left alone: a worker that was ended may have held its lock
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Clearing up is not interrupted: who presses the keys twice gets no traceback for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _show(bar: Progress, counter: Any) -> None:
    with counter.get_lock():
        count, counter.value = counter.value, 0
    bar.add(count)


def _finished(waiting: set[Future[None]], tick: Callable[[], None]) -> Iterator[Future[None]]:
    while waiting:
        done, waiting = wait(waiting, timeout=TICK, return_when=FIRST_COMPLETED)
        tick()
        yield from done
