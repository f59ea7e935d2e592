"""The contestants that are not ours, in an environment of their own: one JSON object a line in, one a line out.

`{"do": "load", "path": …}` · `{"do": "batch"}` · `{"do": "one", "persons": n, "trace": bool}` · `{"do": "polars"}`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

from bench.rules import fisca
from bench.rules.problem import Problem, load, same
from bench.rules.scan import TOUCHED
from triennio.rules.book import load as load_book


class Worker:
    """Holds the problem between questions."""

    def __init__(self) -> None:
        self.system = fisca.Maker(load_book("ecm")).made()
        self.problem = Problem(0)
        self.absences: dict[str, Any] = {}
        self.frame: Any = None

    def load(self, path: str, people: int) -> dict[str, Any]:
        """Read the problem; put absences and the frame of Polars where they are wanted."""
        import polars

        self.problem = load(path).repeated(people)  # type: ignore[arg-type]
        self.absences = fisca.dense(self.problem)
        self.frame = polars.DataFrame({name: self.problem.credit[name] for name in TOUCHED})
        return {"people": self.problem.people}

    def batch(self) -> dict[str, Any]:
        """Everybody at once; the answers are compared outside the clock."""
        began = time.perf_counter()
        found = fisca.run(self.system, self.problem, self.absences, trace=False)
        seconds = time.perf_counter() - began
        same("OpenFisca", found, self.problem.truth)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"seconds": seconds, "peak": peak * 1024}

    def one(self, persons: int, trace: bool) -> dict[str, Any]:
        """Some people, each in a simulation of his own."""
        parts = [self.problem.part(n, n + 1) for n in range(persons)]
        absences = [fisca.dense(part) for part in parts]
        began = time.perf_counter()
        found = [fisca.run(self.system, p, a, trace=trace) for p, a in zip(parts, absences, strict=True)]
        seconds = time.perf_counter() - began
        for part, one in zip(parts, found, strict=True):
            same("OpenFisca, one person", one, part.truth)
        return {"seconds": seconds}

    def polars(self) -> dict[str, Any]:
        """The sum of the same columns that the compiled loop reads."""
        began = time.perf_counter()
        found = self.frame.sum()
        return {"seconds": time.perf_counter() - began, "sum": sum(found.row(0))}


def main() -> None:
    """Answer until the questions end. Whatever a library prints goes to standard error."""
    answers, sys.stdout = sys.stdout, sys.stderr
    worker = Worker()
    for line in sys.stdin:
        question = json.loads(line)
        answer = getattr(worker, question.pop("do"))(**question)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
