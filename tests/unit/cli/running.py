"""The command as a process of its own, and inside this one."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from triennio.cli import main

AS_OF = "2026-11-21"


@dataclass(frozen=True)
class Outcome:
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def faults(self) -> list[str]:
        return self.err.splitlines()


def process(*arguments: str, stdin: bytes = b"", cwd: Path | None = None, **env: str) -> Outcome:
    """`triennio …` as people run it."""
    done = subprocess.run(
        [sys.executable, "-m", "triennio.cli", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", **env},
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def inside(*arguments: str, stdin: bytes = b"") -> Outcome:
    """The same in this process: fast, and an exception would come through."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="") for data in (stdin, b"", b"")]
    given, out, err = streams
    with (
        mock.patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
    for stream in (out, err):
        stream.flush()
    return Outcome(code, out.buffer.getvalue().decode("utf-8"), err.buffer.getvalue().decode("utf-8"))


def nurse(**more: Any) -> dict[str, Any]:
    """A nurse bound since 2020, with one course in 2021."""
    return {
        "as_of": AS_OF,
        "person": {
            "id": "p1",
            "profession": 14,
            "practice": "employee",
            "register": [{"act": "enrolment", "date": "2019-03-02"}],
        },
        "credits": [{"id": "c1", "kind": "event", "credits": "10.4", "acquired": "2021-05-03"}],
        **more,
    }


def written(folder: Path, value: Any, name: str = "case.json") -> str:
    """A file with a JSON value; its path."""
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)
