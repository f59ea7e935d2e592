"""Tax codes: examples computed by hand from the decree's tables, properties over all shapes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel import tax_code
from triennio.kernel.tax_code import TaxCodeFault

# Table of the decree for the characters in odd places, written as the letter that has each value.
ODD_ORDER = "BAKPLCQDREVOSFTGUHMINJWZYX"
CAPITALS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def by_the_decree(first: str) -> str:
    """The check letter the long way: the sum of two tables, one of them searched."""
    odd = sum(ODD_ORDER.index(_as_letter(char)) for char in first[0::2])
    even = sum(ord(_as_letter(char)) - 65 for char in first[1::2])
    return chr(65 + (odd + even) % 26)


def _as_letter(char: str) -> str:
    return chr(65 + int(char)) if char.isdigit() else char


digit = st.sampled_from("0123456789" + tax_code.HOMOCODY)
parts = [CAPITALS] * 6 + [digit] * 2 + [CAPITALS] + [digit] * 2 + [CAPITALS] + [digit] * 3
shapes = st.tuples(*parts).map("".join)
codes = shapes.map(lambda first: first + by_the_decree(first))


@pytest.mark.parametrize(
    "code",
    [
        "RSSMRA85T10A562S",  # the sample card of the revenue agency's printed guides
        "MRTMTT91D08F205J",  # the worked example of encyclopaedias, check letter computed there step by step
    ],
)
def test_published_examples_are_codes(code: str) -> None:
    assert tax_code.read(code) == code
    assert by_the_decree(code[:-1]) == code[-1]


def test_spaces_and_small_letters_are_put_right() -> None:
    assert tax_code.read("\trssmra85t10a562s\n") == "RSSMRA85T10A562S"


@given(codes)
def test_every_shape_with_its_letter_is_a_code(code: str) -> None:
    assert tax_code.read(code) == code


@given(codes, st.integers(0, 15), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_one_wrong_character_never_passes_unless_the_table_cannot_tell(
    code: str, place: int, other: str
) -> None:
    """The table gives 0 and A, 1 and B, … the same value: no other single slip keeps the letter."""
    wrong = code[:place] + other + code[place + 1 :]
    if _as_letter(other) == _as_letter(code[place]) and place != 15:
        return
    assert tax_code.is_valid(wrong) == (wrong == code)


@given(codes)
def test_canonical_is_a_code_and_does_it_once(code: str) -> None:
    plain = tax_code.canonical(code)
    assert tax_code.read(plain) == plain
    assert tax_code.canonical(plain) == plain
    assert all(plain[place].isdigit() for place in tax_code.DIGIT_PLACES)


@given(
    st.dates(date(1900, 1, 1), date(2020, 12, 31)),
    st.sampled_from(["F", "M"]),
    st.integers(0, 999),
    st.integers(1, 7),
)
def test_homocody_goes_and_comes_back_and_says_the_same_birth(
    born: date, sex: str, number: int, places: int
) -> None:
    code = tax_code.made_up("Esempio", "Prova", born, sex, number)  # type: ignore[arg-type]
    issued = tax_code.with_homocody(code, places)
    assert issued != code
    assert tax_code.read(issued) == issued
    assert tax_code.canonical(issued) == code
    said = tax_code.birth(issued)
    assert said is not None
    assert said.agrees(born)
    assert said.sex == sex


def test_homocody_by_hand() -> None:
    # 2 in the fifteenth place (odd, value 5) becomes N (odd, value 20): 15 letters further, S → H.
    assert tax_code.with_homocody("RSSMRA85T10A562S", 1) == "RSSMRA85T10A56NH"


def test_made_up_follows_the_rule_of_names() -> None:
    assert tax_code.made_up("Fo", "Gianfranco", date(1991, 4, 8), "M", 5)[:15] == "FOXGFR91D08X005"
    assert tax_code.made_up("D’Èsempio", "Ada", date(2001, 12, 31), "F")[:15] == "DSMDAA01T71X000"


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("", "TAX_CODE_LENGTH", ""),
        ("RSSMRA85T10A562", "TAX_CODE_LENGTH", ""),
        ("RSS MRA 85T10 A562S", "TAX_CODE_LENGTH", "RSSMRA85T10A562S"),
        ("RSSMRA85T1OA562S", "TAX_CODE_CHARACTERS", "RSSMRA85T10A562S"),
        ("R5SMRA85T10A562S", "TAX_CODE_CHARACTERS", "RSSMRA85T10A562S"),
        ("RSSMRA85T10AÀ62S", "TAX_CODE_CHARACTERS", ""),
        ("RSSMRA85T10A562T", "TAX_CODE_CHECK", ""),
        ("RSSMRA85T10A56ıS", "TAX_CODE_CHARACTERS", ""),
        ("12345678901", "TAX_CODE_CHECK", ""),
        ("1234567890A", "TAX_CODE_LENGTH", ""),
        ("١٢٣٤٥٦٧٨٩٠١", "TAX_CODE_LENGTH", ""),
    ],
)
def test_each_fault_has_its_sentence(text: str, code: str, suggestion: str) -> None:
    with pytest.raises(TaxCodeFault) as caught:
        tax_code.read(text)
    assert (caught.value.code, caught.value.suggestion) == (code, suggestion)
    assert str(caught.value).endswith(".")
    assert "%" not in str(caught.value)


def test_a_provisional_code_has_a_check_digit() -> None:
    # 0 7 9 4 5 2 1 1 0 0: odd places 0+9+5+1+0 = 15; even doubled 14→5, 8, 4, 2, 0 = 19; 34 → 6.
    assert tax_code.read("07945211006") == "07945211006"
    assert not tax_code.is_valid("07945211005")
    assert tax_code.canonical("07945211006") == "07945211006"
    assert tax_code.birth("07945211006") is None


def test_an_impossible_birth_is_no_fault() -> None:
    first = "RSSMRA85F10A562"  # no month is F
    code = first + by_the_decree(first)
    assert tax_code.read(code) == code
    assert tax_code.birth(code) is None


def test_a_birth_is_read_in_any_century() -> None:
    said = tax_code.birth("RSSMRA85T10A562S")
    assert said is not None
    assert said.agrees(date(1985, 12, 10))
    assert said.agrees(date(1885, 12, 10))
    assert not said.agrees(date(1985, 10, 12))
