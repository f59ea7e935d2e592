"""`--engine spark`: a session, the adapter of `spark.py`, and its results where the local engine would put them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from triennio.batch.guard import Failed, Refused
from triennio.batch.tables import nested_at
from triennio.batch.task import Task

SETTINGS = {
    "spark.sql.parquet.columnarReaderBatchSize": "256",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2048",
    "spark.ui.showConsoleProgress": "true",
}
"""A row is a person with all credits: batches of Spark's own size would not fit in its memory."""
FAULTS = "InputFaults: "


def compute(given: Path, out: Path, task: Task) -> None:
    """Write the task's tables as folders of Parquet files. Raises Refused or Failed, never a traceback of Java."""
    if importlib.util.find_spec("pyspark") is None:
        raise Refused("--engine spark: pyspark is not installed: requirements/spark.txt lists what it needs")
    register = nested_at(given)
    if register is None:
        raise Refused(f"{given}: the nested table is needed for Spark: triennio batch nest {given} NESTED")
    session = _session()
    try:
        from triennio.batch.spark import mapped

        people = session.read.parquet(*map(str, register.files)).select(*register.columns)
        for table in task.schemas:
            path = (out / f"{table}.parquet").resolve().as_uri()
            mapped(people, task, table).write.mode("overwrite").parquet(path)
    except Exception as error:
        raise _told(given, error) from None
    finally:
        session.stop()


def _session() -> Any:
    """The session of the cluster this was submitted to, or one on this machine."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("triennio batch positions")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        raise Failed(
            f"--engine spark: Spark did not start (it needs Java 17): {_first_line(error)}"
        ) from None
    if str(session.sparkContext.master).startswith("local"):
        session.sparkContext.pythonExec = sys.executable
    return session


def _told(given: Path, error: Exception) -> Exception:
    """What went wrong in a worker, in one line: a fault of the register, or else what Spark says first."""
    for line in str(error).splitlines():
        if FAULTS in line:
            return Refused(f"{given}: {line.split(FAULTS, 1)[1]}")
    return Failed(f"--engine spark: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
