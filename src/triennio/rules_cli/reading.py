"""From a file, or standard input, to the cases it holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from triennio.kernel.faults import InputFaults
from triennio.rules_cli.decode import NotJson, decode, faults_of
from triennio.rules_cli.guard import Refused, fault_line, refused

STANDARD_INPUT = "-"
ROME = ZoneInfo("Europe/Rome")


@dataclass(frozen=True, slots=True)
class Found:
    """One case of a file. `root` is what its fault paths begin with: `$`, or `[3]` in a list."""

    file: str
    root: str
    value: Any

    def refusal(self) -> Refused | None:
        """What makes the JSON itself unusable, if anything does."""
        faults = faults_of(self.value)
        return refused(self.file, InputFaults(faults), self.root) if faults else None


def today() -> str:
    """The day it is in Italy, whatever the clock of the machine says."""
    return datetime.now(ROME).date().isoformat()


def dated(case: Any, day: str) -> Any:
    """A case without `as_of` is asked for as of `day`."""
    if isinstance(case, dict) and case.get("as_of") is None:
        return {**case, "as_of": day}
    return case


def document(file: str) -> tuple[bool, list[Found]]:
    """The cases of a JSON file, and whether they stood in a list. Raises Refused."""
    with _opened(file) as stream:
        content = _read(file, stream)
    try:
        value = decode(_text(content))
    except NotJson as error:
        hint = "; one case a line? add --lines" if "Extra data" in str(error) else ""
        raise Refused([fault_line(file, "", f"{error}{hint}")]) from None
    if isinstance(value, list):
        return True, [Found(file, f"[{n}]", case) for n, case in enumerate(value)]
    return False, [Found(file, "$", value)]


def one_case(file: str) -> Found:
    """The single case of a JSON file. Raises Refused."""
    is_list, found = document(file)
    if is_list:
        raise Refused([fault_line(file, "$", "a list of cases: one case is wanted here")])
    return found[0]


def lines(file: str) -> Iterator[Found]:
    """The cases of a JSON Lines file, read one at a time; blank lines are skipped. Raises Refused."""
    count = 0
    with _opened(file) as stream:
        for number, line in enumerate(_lines(file, stream), 1):
            if not line.strip():
                continue
            try:
                value = decode(_text(line))
            except NotJson as error:
                where = str(error).replace("(line 1,", f"(line {number},")
                raise Refused([fault_line(file, f"[{count}]", where)]) from None
            yield Found(file, f"[{count}]", value)
            count += 1
    if not count:
        raise Refused([fault_line(file, "", "empty: nothing to read")])


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    if file != STANDARD_INPUT:
        try:
            return Path(file).open("rb")
        except (OSError, ValueError) as error:
            raise _unreadable(file, error) from None
    if sys.stdin is None:
        raise Refused([fault_line(file, "", "cannot be read: standard input is closed")])
    return nullcontext(sys.stdin.buffer)


def _read(file: str, stream: BinaryIO) -> bytes:
    try:
        return stream.read()
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None


def _lines(file: str, stream: BinaryIO) -> Iterator[bytes]:
    try:
        yield from stream
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None


def _unreadable(file: str, error: Exception) -> Refused:
    return Refused([fault_line(file, "", f"cannot be read: {getattr(error, 'strerror', None) or error}")])


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotJson(f"not UTF-8 text (byte {error.start + 1})") from None
