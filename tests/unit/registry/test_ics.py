"""The calendar file: read back by a small reader of RFC 5545, with any text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from triennio.registry.domain.ics import OCTETS, Entry, calendar, escaped, folded

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


def read(content: bytes) -> list[dict[str, str]]:
    """The events: lines unfolded, names with their parameters, text values unescaped."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= OCTETS
    events: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            events[-1][name] = plain(value)
    return events


def plain(value: str) -> str:
    found, marked = "", False
    for letter in value:
        if marked:
            found, marked = found + ("\n" if letter in "nN" else letter), False
        elif letter == "\\":
            marked = True
        else:
            found += letter
    return found


def seen(text: str) -> str:
    """What a text is after control characters were left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or (ord(c) >= 32 and c != "\x7f"))


def test_a_deadline_is_a_whole_day() -> None:
    made = calendar("Formazione", [Entry("a@triennio", date(2028, 12, 31), "Fine; del, triennio")], NOW)
    lines = made.decode().split("\r\n")
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Triennio//Scadenze//IT"]
    assert "DTSTART;VALUE=DATE:20281231" in lines
    assert "DTEND;VALUE=DATE:20290101" in lines
    assert "DTSTAMP:20261122T093000Z" in lines
    assert r"SUMMARY:Fine\; del\, triennio" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_the_days_are_in_order_and_the_same_each_time() -> None:
    entries = [Entry("b", date(2027, 1, 2), "B"), Entry("a", date(2026, 1, 2), "A")]
    assert [each["SUMMARY"] for each in read(calendar("x", entries, NOW))] == ["A", "B"]
    assert calendar("x", entries, NOW) == calendar("x", reversed(entries), NOW)


@given(texts, texts)
def test_any_text_is_read_back(title: str, text: str) -> None:
    day = date(2027, 3, 1)
    (event,) = read(calendar("Scadenze", [Entry("u", day, title, text)], NOW))
    assert event["SUMMARY"] == seen(title)
    assert event.get("DESCRIPTION", "") == seen(text)


@given(texts)
def test_folding_cuts_no_character_and_unfolds(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= OCTETS for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line


@given(st.dates(date(2014, 1, 1), date(2040, 12, 30)))
def test_the_end_is_the_day_after(day: date) -> None:
    (event,) = read(calendar("x", [Entry("u", day, "x")], NOW))
    end = datetime.strptime(event["DTEND;VALUE=DATE"], "%Y%m%d").replace(tzinfo=UTC).date()
    assert end == day + timedelta(days=1)
