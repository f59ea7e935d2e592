"""The document on the credits of events is made from the data."""

from __future__ import annotations

from tools.event_credits_page import PAGE, page
from triennio.rules.events import load_events
from triennio.rules.events.rows import COLUMNS


def test_the_document_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text, load_events()), "make it again: python -m tools.event_credits_page"


def test_every_column_is_documented() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [column for column in COLUMNS if column != "id" and f"`{column}`" not in text] == []
