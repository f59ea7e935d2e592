"""A fixed day, and the least a person has to answer."""

from datetime import date

import pytest

from triennio.calculator import clock

ANSWERS = {"professione": "14", "periodo": "2026-2028", "iscrizione": "2010", "lavoro": "employee"}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))


@pytest.fixture
def ask(client):
    """Type answers and send them."""

    def asked(**answers):
        return client.post("/", {**ANSWERS, **answers})

    return asked


@pytest.fixture
def text():
    """The words of a page on one line, without tags."""
    import re
    from html import unescape

    def words(response):
        body = re.sub(r"<(script|style)[\s\S]*?</\1>", " ", response.content.decode())
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))

    return words
