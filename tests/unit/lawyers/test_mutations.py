"""A case notices whenever a number of the rulebook changes by one, under the reading in which it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.unit.lawyers.law_cases import differences, law_cases
from triennio.rules.book import Book, load
from triennio.rules.book.model import Value
from triennio.rules.lawyers import position

BOOK = load("lawyers")
CASES = law_cases()
STEPS_OF = {0: (1,), 1: (-1,), 31: (-2,), 1000: (-998,)}
"""Switches are turned. 31 and 1000 stand for a whole month and for no limit: a smaller number must be noticed."""


def numbers() -> Iterator[tuple[str, str, str]]:
    """(file, key, choice of the policy or empty) of every number."""
    for value in dict.fromkeys((v.file, v.key, tuple(v.by_policy)) for v in BOOK.values):
        file, key, choices = value
        yield from ((file, key, choice) for choice in choices or ("",))


def changed(value: Value, choice: str, by: int) -> Value:
    if choice:
        number = str(int(value.by_policy[choice]) + by)
        return replace(value, by_policy={**value.by_policy, choice: number})
    return replace(value, value=str(int(value.value) + by))


def book_with(file: str, key: str, choice: str, by: int) -> Book:
    values = tuple(
        changed(value, choice, by) if (value.file, value.key) == (file, key) else value
        for value in BOOK.values
    )
    return replace(BOOK, values=values, _params={}, _constants={}, _plans={})


def noticed(book: Book) -> bool:
    """Some case comes out otherwise, or cannot be explained any more."""
    try:
        return any(differences(case.expected, position(case.facts, book)) for case in CASES)
    except ArithmeticError:
        return True


@pytest.mark.parametrize(("file", "key", "choice"), list(numbers()))
def test_a_case_notices(file: str, key: str, choice: str) -> None:
    value = next(v for v in BOOK.values if (v.file, v.key) == (file, key))
    now = int(value.by_policy[choice] if choice else value.value)
    for by in STEPS_OF.get(now, (1, -1)):
        assert noticed(book_with(file, key, choice, by)), by
