"""No rule without a page, no computed rule without code and case, no place that does not exist."""

from __future__ import annotations

from importlib import import_module

import pytest

from tools.rules_matrix import FILE, orphans, text
from triennio.rules.book import load
from triennio.rules.ecm.applied import APPLIED


def test_there_is_no_orphan() -> None:
    assert orphans(load("ecm")) == []


def test_the_file_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == text(load("ecm"))


@pytest.mark.parametrize(("rule", "place"), APPLIED.items())
def test_every_named_place_exists(rule: str, place: str) -> None:
    module, _, name = place.partition(":")
    assert hasattr(import_module(module), name)
    assert rule in load("ecm").rules
