"""`triennio event-credits`: files, standard input, exit codes, one line for each fault."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from triennio.cli import main

GOOD = "format,event_type,start,frontal_minutes,participants\nRES,COURSE,2019-05-01,360,30\n"


def test_a_file(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "events.csv"
    file.write_text("\ufeff" + GOOD, encoding="utf-8")
    assert main(["event-credits", str(file)]) == 0
    out, err = capsysbinary.readouterr()
    assert out.decode().splitlines()[1] == "RES,COURSE,2019-05-01,360,30,6.0,6,EVT-1,"
    assert err == b""


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert main(["event-credits", "-"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"format,")


def test_faults_one_a_line(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "events.csv"
    file.write_text(GOOD + "RES,COURSE,2019-05-01,abc,30\nRES,COURSE,x,60,30\n")
    assert main(["event-credits", str(file)]) == 2
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert err.decode().splitlines() == [
        f"{file}: row 3, frontal_minutes: not a whole number: 'abc'",
        f"{file}: row 4, start: not a date: 'x'",
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"format\n\x00\n", b'format\n"RES\n'])
def test_a_file_that_is_no_table(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], content: bytes
) -> None:
    file = tmp_path / "events.csv"
    file.write_bytes(content)
    assert main(["event-credits", str(file)]) == 2
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert err.startswith(f"{file}: ".encode())
    assert b"Traceback" not in err


def test_a_file_that_is_not_there(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["event-credits", "/nowhere/events.csv"]) == 2
    assert b"cannot be read" in capsysbinary.readouterr().err


def test_an_unknown_body(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["event-credits", str(tmp_path), "--body", "x"]) == 2
    assert b"nazionale, veneto" in capsysbinary.readouterr().err
