"""The same numbers under Spark. Needs Java 17 and pyspark (`requirements/spark.txt`); skipped where they are not."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.unit.batch.commands import batch, rows, sampled
from triennio.batch import cluster
from triennio.batch.families import FAMILIES
from triennio.batch.spark import DDL

Capsys = pytest.CaptureFixture[str]
DAY = "2026-11-21"


def java() -> int:
    """The version of Java on this machine; 0 for none."""
    if shutil.which("java") is None:
        return 0
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def missing() -> str:
    if importlib.util.find_spec("pyspark") is None:
        return (
            "pyspark is not installed (requirements/spark.txt): Spark is not compared with the local engine"
        )
    return "" if java() >= 17 else "Java 17 is not installed: Spark is not compared with the local engine"


spark = pytest.mark.skipif(bool(missing()), reason=missing() or "-")


@spark
@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("family", FAMILIES)
def test_spark_gives_what_the_local_engine_gives(tmp_path: Path, capsys: Capsys, family: str) -> None:
    nested = sampled(capsys, tmp_path / "in", 300, "--nested", "--family", family)
    assert batch(capsys, "positions", nested, tmp_path / "here", "--as-of", DAY, "--trace").code == 0
    ran = batch(
        capsys, "positions", nested, tmp_path / "spark", "--as-of", DAY, "--trace", "--engine", "spark"
    )
    assert ran.code == 0, ran.err
    for table in FAMILIES[family].results(True):
        found, wanted = (rows(tmp_path / where / f"{table}.parquet") for where in ("spark", "here"))
        assert found == wanted, table


def test_every_type_of_a_result_has_a_name_in_spark() -> None:
    assert {
        str(field.type) for family in FAMILIES.values() for s in family.results(True).values() for field in s
    } <= set(DDL)


def test_without_pyspark_there_is_a_sentence(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested = sampled(capsys, tmp_path / "in", 20, "--nested")
    monkeypatch.setattr(cluster.importlib.util, "find_spec", lambda _: None)
    ran = batch(capsys, "positions", nested, tmp_path / "out", "--engine", "spark")
    assert (ran.code, ran.err) == (
        2,
        "--engine spark: pyspark is not installed: requirements/spark.txt lists what it needs\n",
    )


def test_a_fault_of_a_worker_is_one_line() -> None:
    error = Exception(
        "long story\n  triennio.kernel.faults.InputFaults: credits: person 'p': column 'x': bad\nmore"
    )
    assert str(cluster._told(Path("in"), error)) == "in: credits: person 'p': column 'x': bad"
    assert (
        str(cluster._told(Path("in"), Exception("out of memory\nat java"))) == "--engine spark: out of memory"
    )
