"""The environment of the other contestants, made once under `var/bench`, and the process that answers for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"


class Missing(Exception):
    """An optional part cannot be had here. The message says which and how to get it."""


def environment(name: str) -> Path:
    """The Python of an environment made from `requirements/<name>.txt`, by the pip of the machine. Raises Missing."""
    lock = ROOT / "requirements" / f"{name}.txt"
    place = FOLDER / f"venv-{name}"
    python, stamp = place / "bin" / "python", place / "installed"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return python
    if not lock.exists():
        raise Missing(f"there is no {lock.relative_to(ROOT)}")
    sys.stderr.write(f"Installing {lock.relative_to(ROOT)} in {place.relative_to(ROOT)} (once) ...\n")
    venv.create(place, clear=True, with_pip=False)
    pip = [sys._base_executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    done = subprocess.run([*pip, "install", "--quiet", "--require-hashes", "-r", str(lock)], check=False)
    if done.returncode:
        raise Missing(f"{lock.relative_to(ROOT)} could not be installed")
    stamp.write_bytes(lock.read_bytes())
    return python


def paths() -> dict[str, str]:
    """The environment variables with which another Python finds this repository."""
    return {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}


class Others:
    """`with Others() as others: others.ask("batch")`: questions to `worker.py`, answers as dicts."""

    def __init__(self) -> None:
        self.python = environment("bench")

    def __enter__(self) -> Others:
        self.process = subprocess.Popen(
            [str(self.python), "-m", "bench.rules.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=paths(),
            cwd=ROOT,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        self.process.wait()

    def ask(self, what: str, **details: Any) -> dict[str, Any]:
        """One question, one answer. Raises RuntimeError when the process has ended (it said why)."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("no pipes")
        self.process.stdin.write(json.dumps({"do": what, **details}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the other contestants stopped: see above")
        answer: dict[str, Any] = json.loads(line)
        return answer
