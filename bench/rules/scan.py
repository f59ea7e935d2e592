"""What merely reading the credits takes: compiled where there is a compiler, and NumPy."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.rules.problem import Problem, Unequal

TOUCHED = ("stated", "family", "recruited", "out")
"""Amount in 4 bytes and three columns of 1: the least from which a credit can be judged."""


class Touch:
    """The compiled loop over two threads. `compiled` says whether there was a compiler; otherwise NumPy adds up."""

    def __init__(self) -> None:
        self.function = self._compiled()
        self.compiled = self.function is not None

    def _compiled(self) -> Any:
        compiler = shutil.which("gcc") or shutil.which("cc")
        if compiler is None:
            return None
        folder = tempfile.mkdtemp(prefix="triennio-bench-")
        library = Path(folder) / "touch.so"
        source = Path(__file__).with_name("touch.c")
        command = [compiler, "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(source)]
        subprocess.run(command, check=True)
        function = ctypes.CDLL(str(library)).touch
        shutil.rmtree(folder)
        function.restype = ctypes.c_int64
        function.argtypes = [ctypes.c_void_p] * 4 + [ctypes.c_int64] * 2
        return function

    def sum(self, problem: Problem, pool: ThreadPoolExecutor, threads: int) -> int:
        """The sum of the columns; over threads where compiled."""
        columns = [problem.credit[name] for name in TOUCHED]
        if self.function is None:
            return numpy_sum(problem)
        count, pointers = problem.credits, [column.ctypes.data for column in columns]
        ends = [count * n // threads for n in range(threads + 1)]
        parts = pool.map(lambda n: self.function(*pointers, ends[n], ends[n + 1]), range(threads))
        return sum(parts)


def numpy_sum(problem: Problem) -> int:
    """The same sum by NumPy on one thread."""
    return sum(int(problem.credit[name].sum(dtype="int64")) for name in TOUCHED)


def checked(touch: Touch, problem: Problem, pool: ThreadPoolExecutor, threads: int) -> None:
    """The loop read what there is."""
    if touch.sum(problem, pool, threads) != numpy_sum(problem):
        raise Unequal("the compiled loop does not add up to the sum of NumPy")
