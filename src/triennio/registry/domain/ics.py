"""A calendar file (RFC 5545) of whole days: escaping, folding at 75 octets, CRLF. Days are `VALUE=DATE`, so that no
time zone can move a deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

PRODUCT: Final = "-//Triennio//Scadenze//IT"
OCTETS: Final = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline: `uid` stays the same from one reading to the next, so that calendars change it and do not add."""

    uid: str
    day: date
    title: str
    text: str = ""
    url: str = ""


def calendar(name: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """The file, by day. `now` is aware: it is when the file was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for each in sorted(entries, key=lambda entry: (entry.day, entry.uid)):
        lines += _event(each, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(entry: Entry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION:{escaped(entry.text)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and new line are written with a backslash; no control character."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = marked.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in lines if letter == "\t" or (ord(letter) >= 32 and letter != "\x7f"))


def folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a character; those that continue begin with a space."""
    pieces, now, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            pieces.append(now)
            now, size = " ", 1
        now, size = now + letter, size + octets
    return "\r\n".join([*pieces, now])
