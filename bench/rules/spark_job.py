"""Run by the Python of the Spark environment: the two ways in turns, answers as one line of JSON at the end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession

from bench.rules.kernel import kernel
from bench.rules.problem import OUTPUTS, load, same
from bench.rules.spark_columns import Native
from triennio.rules.book import load as load_book

SCHEMA = "id bigint, " + ", ".join(f"{name} int" for name in OUTPUTS)


def session(threads: int, table: Path) -> SparkSession:
    """A session of its own, with several parts of the table for each thread."""
    spark = SparkSession.builder.master(f"local[{threads}]").appName("triennio-bench")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "5000",
        "spark.driver.memory": "4g",
        "spark.sql.files.maxPartitionBytes": str(table.stat().st_size // (4 * threads) + 1),
        "spark.sql.files.openCostInBytes": "0",
        "spark.ui.showConsoleProgress": "false",
    }
    for key, value in settings.items():
        spark = spark.config(key, value)
    made: SparkSession = spark.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def check(who: str, folder: Path, truth: dict[str, Any]) -> None:
    """The answers in a folder, in order of person, are the truth."""
    found = pq.read_table(folder).sort_by("id")
    same(who, {name: np.asarray(found[name]) for name in OUTPUTS}, truth)


def main() -> None:
    """Arguments: the problem as arrays, the same as Parquet, a folder for answers, how many people, how many rounds."""
    arrays, table, out, people, rounds = sys.argv[1:]
    truth = load(Path(arrays)).repeated(int(people)).truth
    spark = session(2, Path(table))
    read = spark.read.parquet(table)
    native = Native(load_book("ecm"))
    ways: dict[str, Callable[[], DataFrame]] = {
        "kernel": lambda: read.mapInArrow(kernel, SCHEMA),
        "expressions": lambda: native.positions(read),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(int(rounds) + 1):
        for name, way in ways.items():
            began = time.perf_counter()
            way().write.mode("overwrite").parquet(f"{out}/{name}")
            times[name].append(time.perf_counter() - began)
    for name in ways:
        check(f"Spark, {name}", Path(out) / name, truth)
    spark.stop()
    warm = {name: some[1:] for name, some in times.items()}
    sys.stdout.write(json.dumps(warm) + "\n")


if __name__ == "__main__":
    main()
