"""Whatever is given, the answer is an answer or clear lines: never a traceback."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.cli.running import Outcome, inside, nurse, process, written
from tests.unit.rules.strategies import cases

UNREADABLE = {
    "empty": (b"", "empty: nothing to read"),
    "blank": (b" \n\t\n", "empty: nothing to read"),
    "not JSON": (b'{"person": }', "not JSON: Expecting value (line 1, column 12)"),
    "cut short": (b'{"person": {', "not JSON: Expecting property name enclosed in double quotes"),
    "JSON Lines": (b'{"person": {}}\n{"person": {}}\n', "one case a line? add --lines"),
    "Latin 1": ('{"person": {"id": "Nicolò"}}'.encode("latin-1"), "not UTF-8 text (byte 25)"),
    "UTF-16": ('{"person": {}}'.encode("utf-16"), "not UTF-8 text (byte 1)"),
    "binary": (bytes(range(256)), "not"),
    "too deep to decode": (b"[" * 100_000 + b"]" * 100_000, "nested too deeply: more than 64 levels"),
    "a zip": (b"PK\x03\x04\x14\x00\x00\x00", "not JSON: Expecting value"),
}


@pytest.mark.parametrize(("content", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_not_json_is_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)
    for arguments in (["position"], ["explain"], ["position", "--compensation"]):
        done = inside(*arguments, str(file))
        assert (done.code, done.out, len(done.faults)) == (2, "", 1)
        assert done.err.startswith(f"{file}: ")
        assert message in done.err


DOUBTFUL = {
    "key twice": ('{"person": {"id": "a", "id": "b"}}', "$.person.id: key given twice"),
    "NaN": ('{"person": {"profession": NaN}}', "$.person.profession: not a JSON number: NaN"),
    "infinity": (
        '{"credits": [{"credits": -Infinity}]}',
        "$.credits[0].credits: not a JSON number: -Infinity",
    ),
    "too large": ('{"credits": [{"credits": 1e999}]}', "$.credits[0].credits: number too large: 1e999"),
    "too long": (f'{{"person": {"9" * 5000}}}', "$.person: number too large: 9999"),
    "half a pair": ('{"person": {"id": "\\ud800"}}', "$.person.id: not valid Unicode: '\\ud800'"),
    "half a pair as a key": ('{"\\udc00": 1}', "$: not valid Unicode: key '\\udc00'"),
    "deep": ('{"person": ' + "[" * 80 + "]" * 80 + "}", "$: nested too deeply: more than 64 levels"),
    "NaN under a strange key": ('{"a b": NaN}', "$['a b']: not a JSON number: NaN"),
    "a number": ("7", "$: not an object: 7"),
    "a text": ('"case"', "$: not an object: 'case'"),
    "policies that are a list": ('{"person": {}, "policies": []}', "$.policies: not an object: []"),
    "null": ("null", "$: not an object: None"),
    "a line end in a key": ('{"a\\nb": 1, "person": {}}', "$['a\\nb']: unknown key"),
    "an escape in a key": ('{"a\\u001b[31m": 1, "person": {}}', "$['a\\x1b[31m']: unknown key"),
}


@pytest.mark.parametrize(("text", "line"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubtful_json_is_refused_with_its_path(tmp_path: Path, text: str, line: str) -> None:
    file = tmp_path / "case.json"
    file.write_text(text, encoding="utf-8")
    done = inside("position", str(file))
    assert (done.code, done.out) == (2, "")
    assert any(fault.startswith(f"{file}: {line}") for fault in done.faults)
    listed = tmp_path / "list.json"
    listed.write_text(f"[{text}]", encoding="utf-8")
    named = inside("position", str(listed))
    assert named.code == 2
    assert any(fault.startswith(f"{listed}: {line.replace('$', '[0]', 1)}") for fault in named.faults)


def test_several_faults_are_several_lines_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, {"as_of": "2024-02-30", "person": {"profession": "nurse"}, "credits": [{}, 3]})
    done = process("position", file)
    assert (done.code, done.out) == (2, "")
    assert done.faults[:2] == [
        f"{file}: $.as_of: not a date: '2024-02-30'",
        f"{file}: $.person.profession: not a whole number: 'nurse'",
    ]
    assert f"{file}: $.credits[1]: not an object: 3" in done.faults


@pytest.mark.parametrize("command", ["position", "explain"])
def test_files_that_cannot_be_read(tmp_path: Path, command: str) -> None:
    missing = str(tmp_path / "missing.json")
    assert process(command, missing) == Outcome(
        2, "", f"{missing}: cannot be read: No such file or directory\n"
    )
    assert inside(command, str(tmp_path)).err == f"{tmp_path}: cannot be read: Is a directory\n"


def test_lines_that_are_not_json(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(json.dumps(nurse()).encode() + b"\n\n{]\n{]\n")
    done = inside("position", "--lines", str(file))
    assert (done.code, done.out, len(done.faults)) == (2, "", 1)
    assert done.err.startswith(f"{file}: [1]: not JSON: ")
    assert "(line 3, column 2)" in done.err
    assert inside("position", "--lines", "-").err == "-: empty: nothing to read\n"


def test_standard_input_once_and_open(monkeypatch: pytest.MonkeyPatch) -> None:
    assert inside("position", "-", "-").err == "-: standard input given twice\n"
    with monkeypatch.context() as patch:
        patch.setattr("triennio.rules_cli.reading.sys", type("closed", (), {"stdin": None}))
        assert inside("position", "-").err == "-: cannot be read: standard input is closed\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["position"],
        ["position", "a.json", "--trace", "--compensation"],
        ["explain", "a.json", "--triennio", "2015-2017"],
        ["rules"],
        ["rules", "list", "--kind", "other"],
    ],
)
def test_wrong_use_is_exit_2(arguments: list[str]) -> None:
    done = inside(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


KEYS = st.sampled_from(
    [
        "as_of",
        "person",
        "facts",
        "dossiers",
        "exonerations",
        "exemptions",
        "credits",
        "moves",
        "policies",
        "register",
        "id",
        "kind",
        "date",
        "act",
        "from",
        "to",
        "triennio",
        "balances",
        "third_of",
        "acquired",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["2021-01-01", "2020-2022", "event", "enrolment", "10.4", "-1", "1e5", "maternity", "²"]),
)
ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(KEYS, TEXTS), inner, max_size=6)
    ),
    max_leaves=25,
)


def _answers_or_refuses(done: Outcome) -> None:
    assert done.code in (0, 2)
    assert bool(done.out) == (done.code == 0)
    assert bool(done.err) == (done.code == 2)
    assert "internal error" not in done.err
    assert all(line.startswith("-: ") for line in done.err.split("\n")[:-1])


@given(value=ANY_JSON, options=st.sampled_from([["position"], ["position", "--lines"], ["explain"]]))
@settings(max_examples=150, deadline=None)
def test_any_json_whatever(value: Any, options: list[str]) -> None:
    _answers_or_refuses(inside(*options, "-", stdin=json.dumps(value).encode()))


@given(value=ANY_JSON)
@settings(max_examples=60, deadline=None)
def test_any_json_whatever_as_balances(value: Any) -> None:
    for question in (value, {"balances": value}):
        _answers_or_refuses(inside("position", "--compensation", "-", stdin=json.dumps(question).encode()))


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """A valid case with any value whatever somewhere in it."""
    case = draw(cases(most_credits=4))
    place: Any = case
    while True:
        if isinstance(place, list) and not place:
            place.append(draw(ANY_JSON))
            return case
        key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
            place = place[key]
            continue
        place[key] = draw(ANY_JSON)
        return case


@given(case=spoiled())
@settings(max_examples=200, deadline=None)
def test_a_valid_case_with_anything_in_it(case: dict[str, Any]) -> None:
    given_case = json.dumps(case).encode()
    _answers_or_refuses(inside("position", "-", stdin=given_case))
    _answers_or_refuses(inside("explain", "-", stdin=given_case))


def test_random_bytes_as_a_process(tmp_path: Path) -> None:
    done = process("position", "-", stdin=b"\xff\xfe\x00{")
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_the_recursion_limit_is_never_reached(tmp_path: Path) -> None:
    depth = sys.getrecursionlimit() - 60
    file = tmp_path / "deep.json"
    file.write_text('{"person": ' + '{"a":' * depth + "1" + "}" * depth + "}", encoding="utf-8")
    assert process("position", str(file)).faults == [f"{file}: $: nested too deeply: more than 64 levels"]
