"""A nation from Parquet to Parquet: 1.4 million people since 2011, by the command that a user would run.

The register is made once and not measured. A tenth of it is run too: time should grow with the people, memory not.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.rules.others import FOLDER
from bench.rules.report import machine, say

PEOPLE, AS_OF = 1_400_000, "2025-12-31"
SECONDS, MEMORY = 60.0, 2 * 2**30
LOOK_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a command: seconds on the clock and of the processors, bytes of memory at most."""

    wall: float
    cpu: float
    peak: int


def run(command: list[str], log: Path) -> Measured:
    """Run a command to its end, looking now and then at the memory of it and of all that it started."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        peak = 0
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(LOOK_EVERY)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{log.read_text()}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Measured(wall, cpu, peak)


def _resident(pid: int) -> int:
    """Bytes of memory of a process and of its children; what they share is counted for each."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return own + sum(_resident(int(child)) for child in children)


def register(people: int, seed: int) -> Path:
    """The folder of the register, made where it is missing."""
    folder = FOLDER / f"nation-{people}-{seed}"
    if not (folder / "register.parquet").exists():
        command = [
            *_triennio(),
            "sample",
            str(folder),
            "--persons",
            str(people),
            "--seed",
            str(seed),
            "--nested",
        ]
        folder.mkdir(parents=True, exist_ok=True)
        made = run(command, folder / "sample.log")
        say(f"Register of {people:,} people made in {made.wall:.0f} s (not counted).")
    return folder


def positions(folder: Path) -> tuple[Measured, int]:
    """One run over a register, and how many positions it wrote."""
    import pyarrow.parquet as pq

    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = [*_triennio(), "positions", str(folder), str(out), "--as-of", AS_OF]
    measured = run(command, folder / "positions.log")
    return measured, pq.ParquetFile(out / "positions.parquet").metadata.num_rows


def _triennio() -> list[str]:
    return [str(Path(sys.executable).with_name("triennio")), "batch"]


def main(options: argparse.Namespace) -> None:
    """The whole (or the fraction asked for), and a tenth of that."""
    import pyarrow.parquet as pq

    say(machine())
    whole = round(PEOPLE * options.fraction)
    found: dict[int, Measured] = {}
    say("| people    | bytes read | positions | wall s | CPU s | peak MiB | people/s |")
    say("|----------:|-----------:|----------:|-------:|------:|---------:|---------:|")
    for people in (whole // 10, whole):
        folder = register(people, options.seed)
        one, count = positions(folder)
        found[people] = one
        size = (folder / "register.parquet").stat().st_size
        say(
            f"| {people:>9,} | {size / 2**20:>6,.0f} MiB | {count:>9,} | {one.wall:>6.1f} | {one.cpu:>5.1f} "
            f"| {one.peak / 2**20:>8,.0f} | {people / one.wall:>8,.0f} |"
        )
        if pq.ParquetFile(folder / "register.parquet").metadata.num_rows != people:
            raise SystemExit("the register holds other people than asked for")
    tenth, all_of_it = found[whole // 10], found[whole]
    scale = PEOPLE / whole
    seconds = all_of_it.wall * scale
    say()
    say(f"Ten times the people took {all_of_it.wall / tenth.wall:.1f} times as long.")
    by_proportion = "" if whole == PEOPLE else " (by proportion)"
    say(f"1.4 million: {seconds:.0f} s{by_proportion}, target < {SECONDS:.0f} s: {_met(seconds < SECONDS)}.")
    say(f"Peak {all_of_it.peak / 2**20:,.0f} MiB, target < 2,048: {_met(all_of_it.peak < MEMORY)}.")


def _met(good: bool) -> str:
    return "met" if good else "missed"
