"""Comparing who asks with the register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.tax_code import with_homocody
from triennio.people.domain.matching import Identity, differences, plain_name

CODE = "RSSMRA85T10A562S"
MARIA = Identity(CODE, "Maria", "Rossi", 14, "00123")


def _fields(asked: Identity, register: Identity = MARIA) -> list[tuple[str, bool]]:
    return [(each.field, each.grave) for each in differences(asked, register)]


def test_the_same_person_has_no_differences() -> None:
    assert _fields(MARIA) == []


@pytest.mark.parametrize(
    ("first", "last"),
    [("MARIA", "rossi"), ("María", "Róssi"), (" Maria ", "ROSSI")],
)
def test_accents_and_case_are_no_difference(first: str, last: str) -> None:
    assert _fields(Identity(CODE, first, last, 14, "123")) == []


def test_apostrophes_and_hyphens_are_no_difference() -> None:
    asked = Identity(CODE, "Anna-Lia", "D'Angelo", 14)
    assert _fields(asked, Identity(CODE, "Anna Lia", "D’Angelo", 14)) == []


def test_a_homocode_is_another_person_and_it_is_said() -> None:
    found = differences(Identity(with_homocody(CODE, 1), "Maria", "Rossi", 14), MARIA)
    assert [(each.field, each.grave) for each in found] == [("tax_code", True)]
    assert "omocodia" in str(found[0].message)


def test_another_tax_code_name_profession_and_number_are_found_gravest_first() -> None:
    asked = Identity("VRDNNA80A41A562Q", "Anna", "Verdi", 5, "9")
    assert _fields(asked) == [
        ("tax_code", True),
        ("last_name", True),
        ("first_name", True),
        ("profession", False),
        ("number", False),
    ]


def test_what_a_side_does_not_say_is_no_difference() -> None:
    assert _fields(Identity(CODE, "Maria", "Rossi", None, "")) == []


@given(st.text(max_size=40))
def test_plain_names_are_stable(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)
