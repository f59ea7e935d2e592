"""Spark twice, on the same table and in the same session: our kernel by `mapInArrow`, and native expressions."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess

from bench.rules import nested
from bench.rules.clock import Times
from bench.rules.others import FOLDER, ROOT, Missing, environment, paths
from bench.rules.problem import save
from bench.rules.register import prepared
from bench.rules.report import Target, machine, ratios, say, table

TARGETS = (
    Target("Spark expressions, against mapInArrow over us", "Spark, expressions", "Spark, our kernel", 3),
)


def main(options: argparse.Namespace) -> None:
    """Prepare the table, run the job, print. Says in one sentence what is missing."""
    if shutil.which("java") is None:
        say("Without Spark: it needs Java 17, and there is none here.")
        return
    try:
        python = environment("spark")
    except Missing as missing:
        say(f"Without Spark: {missing}.")
        return
    drawn = min(options.distinct, options.persons)
    distinct = prepared(drawn, options.seed, FOLDER)
    arrays, parquet = FOLDER / "spark" / "problem.npz", FOLDER / "spark" / "problem.parquet"
    problem = distinct.repeated(options.persons)
    nested.write(problem, parquet)
    save(distinct, arrays)
    say(machine())
    say(
        f"2020-2022 from Parquet to Parquet: {problem.people:,} people, {problem.credits:,} credits, local[2]."
    )
    command = [
        str(python),
        "-m",
        "bench.rules.spark_job",
        str(arrays),
        str(parquet),
        str(FOLDER / "spark" / "out"),
    ]
    command += [str(options.persons), str(options.rounds)]
    env = {**paths(), "PYSPARK_PYTHON": str(python), "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    names = {"kernel": "Spark, our kernel", "expressions": "Spark, expressions"}
    times = {names[key]: Times(problem.people, seconds) for key, seconds in found.items()}
    say("Outputs equal. The first round of each is not counted.")
    table(times)
    ratios(times, TARGETS)
