"""Every column says what it holds about people; what is special is never in clear."""

from pathlib import Path

import pytest
from django.db import models

from triennio.platform.classification import CLASSES, Holds, columns
from triennio.urls import urlpatterns

assert urlpatterns
COLUMNS = columns()


def test_every_column_is_classified_and_no_class_is_left_over() -> None:
    assert sorted(set(COLUMNS) - set(CLASSES)) == []
    assert sorted(set(CLASSES) - set(COLUMNS)) == []


@pytest.mark.parametrize("place", sorted(place for place, holds in CLASSES.items() if holds is Holds.SPECIAL))
def test_what_is_special_stands_sealed(place: str) -> None:
    assert isinstance(COLUMNS[place], models.BinaryField)


def test_the_document_says_the_same() -> None:
    from tools.data_page import page

    written = Path("docs/data-protection.md").read_text(encoding="utf-8")
    assert written == page(), "python -m tools.data_page"
