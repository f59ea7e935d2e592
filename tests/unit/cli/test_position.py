"""`triennio position`: the contract of its shapes, in real processes where a process matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.unit.cli.running import inside, nurse, process, written
from triennio.rules.ecm import compensation, position


def test_a_case_answers_an_object(tmp_path: Path) -> None:
    done = process("position", written(tmp_path, nurse()))
    assert (done.code, done.err) == (0, "")
    assert done.json == position(nurse())
    assert done.out.startswith('{\n  "as_of": "2026-11-21",\n  "trienni": [\n')
    assert done.out.endswith("}\n")


def test_letters_stay_letters_and_keys_keep_their_order(tmp_path: Path) -> None:
    file = written(tmp_path, nurse(credits=[{**nurse()["credits"][0], "id": "città"}]))
    first = process("position", file, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert first.out == process("position", file, PYTHONHASHSEED="7").out
    assert "à" in first.out
    assert "\\u" not in first.out


def test_a_list_answers_a_list_in_the_same_order(tmp_path: Path) -> None:
    cases = [nurse(policies={"third_of": "standard"}), nurse(), nurse(moves=[_late_move()])]
    done = process("position", written(tmp_path, cases))
    assert done.code == 0
    assert done.json == [position(case) for case in cases]


def test_what_had_no_effect_is_named_from_its_own_case(tmp_path: Path) -> None:
    done = inside("position", written(tmp_path, [nurse(), nurse(moves=[_late_move()])]))
    assert [item["what"] for item in done.json[1]["ignored"]] == ["$.moves[0]"]


def _late_move() -> dict[str, str]:
    return {"credit": "c1", "to": "2017-2019", "on": "2024-06-01"}


def test_lines_answer_lines(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{json.dumps(nurse())}\n\n{json.dumps(nurse(credits=[]))}", encoding="utf-8")
    done = process("position", "--lines", str(file))
    assert done.code == 0
    assert [json.loads(line) for line in done.out.splitlines()] == [
        position(nurse()),
        position(nurse(credits=[])),
    ]


def test_standard_input(tmp_path: Path) -> None:
    done = process("position", "-", stdin=json.dumps(nurse()).encode())
    assert done.json == position(nurse())
    refused = process("position", "-", stdin=b'{"person": 3}')
    assert (refused.code, refused.out) == (2, "")
    assert refused.faults[0].startswith("-: $.person: not an object")


def test_several_files_are_one_list(tmp_path: Path) -> None:
    one = written(tmp_path, nurse(), "one.json")
    many = written(tmp_path, [nurse(credits=[]), nurse()], "many.json")
    done = inside("position", one, many)
    assert done.json == [position(nurse()), position(nurse(credits=[])), position(nurse())]


def test_an_empty_list_answers_an_empty_list(tmp_path: Path) -> None:
    assert inside("position", written(tmp_path, [])).json == []


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "bom.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(nurse()).encode())
    assert inside("position", str(file)).json == position(nurse())


def test_trace_is_there_when_asked_for(tmp_path: Path) -> None:
    file = written(tmp_path, nurse())
    assert "trace" not in inside("position", file).json["trienni"][0]
    traced = inside("position", file, "--trace").json["trienni"][0]["trace"]
    assert [step["step"] for step in traced["steps"]].index("obligation") > 0


def test_compensation_of_one_and_of_many(tmp_path: Path) -> None:
    one = {"balances": {"2014-2016": "20", "2017-2019": "-15.5"}}
    assert inside("position", "--compensation", written(tmp_path, one)).json == compensation(one)
    many = written(tmp_path, [one, {"balances": {}}])
    assert inside("position", many, "--compensation").json == [
        compensation(one),
        compensation({"balances": {}}),
    ]
    bad = written(tmp_path, [one, {"balances": {"2015-2017": "1"}}])
    refused = inside("position", "--compensation", bad)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == f"{bad}: [1].balances.2015-2017: not a triennio: '2015-2017'\n"


@pytest.mark.parametrize("given", [{}, {"as_of": None}])
def test_without_a_day_it_is_today_in_italy(tmp_path: Path, given: dict[str, None]) -> None:
    case = {key: value for key, value in nurse().items() if key != "as_of"} | given
    rome = ZoneInfo("Europe/Rome")
    before = datetime.now(rome).date().isoformat()
    done = process("position", written(tmp_path, case), TZ="Pacific/Kiritimati")
    assert done.json["as_of"] in (before, datetime.now(rome).date().isoformat())


def test_a_bad_case_of_a_list_is_named_and_nothing_is_answered(tmp_path: Path) -> None:
    bad = nurse(credits=[{"credits": "10", "acquired": "2024-13-01"}])
    file = written(tmp_path, [nurse(), nurse(), nurse(), bad, nurse(person={})])
    done = process("position", file)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [f"{file}: [3].credits[0].acquired: not a date: '2024-13-01'"]


def test_every_bad_case_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    lines = [nurse(), nurse(credit=[]), nurse(), nurse(as_of="yesterday", moves={})]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = process("position", "--lines", str(file))
    assert (done.code, done.out) == (2, "")
    assert done.faults == [
        f"{file}: [1].credit: unknown key",
        f"{file}: [3].as_of: not a date: 'yesterday'",
        f"{file}: [3].moves: not a list: {{}}",
    ]


def test_a_reader_that_stops_reading_is_no_fault(tmp_path: Path) -> None:
    file = written(tmp_path, [nurse()] * 600)
    running = subprocess.Popen(
        [sys.executable, "-m", "triennio.cli", "position", file],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()
    assert (running.wait(30), err) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "triennio.cli", "position", written(tmp_path, nurse())],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"cannot write the answer: No space left on device\n")


def test_a_thousand_cases_read_the_book_once(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text((json.dumps(nurse()) + "\n") * 1000, encoding="utf-8")
    done = process("position", "--lines", str(file))
    assert done.code == 0
    assert len(done.out.splitlines()) == 1000
    assert len(set(done.out.splitlines())) == 1
