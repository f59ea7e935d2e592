"""Exact credits: 1 credit is 16,200 units, rounded once, half up, when shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.units import (
    UNITS_PER_CREDIT,
    hundredths,
    italian,
    parse_amount,
    shown,
    text_of_hundredths,
    units,
)

amounts_in_units = st.integers(-(10**9), 10**9)
two_decimals = st.integers(0, 999_999_999).map(lambda n: f"{n // 100}.{n % 100:02d}")


@pytest.mark.parametrize(
    "share",
    [
        Fraction(1, 3),  # an hour of a university course, a year of a triennio
        Fraction(1, 9),  # a third of a third
        Fraction(1, 27),
        Fraction(1, 81),  # Covid after an exempt year after a pro-rata, on a third
        Fraction(1, 5),  # 20 % of self-training
        Fraction(2, 5),
        Fraction(3, 5),
        Fraction(3, 40),  # half of 15 % of radiation protection
        Fraction(1, 100),
    ],
)
def test_the_shares_of_the_law_are_whole_units(share: Fraction) -> None:
    assert Fraction(units(share)) == share * UNITS_PER_CREDIT


def test_an_obligation_and_every_credit_of_a_triennio_fit_an_int32() -> None:
    assert units(150) == 2_430_000
    assert units(100_000) < 2**31


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [("10.4", 168_480), (10, 162_000), (Decimal("0.01"), 162), (Fraction(70, 3), 378_000), ("0", 0)],
)
def test_units_of_an_amount(amount: str | int | Decimal | Fraction, wanted: int) -> None:
    assert units(amount) == wanted


def test_finer_than_a_unit_is_taken_half_up() -> None:
    assert units(Fraction(1, 2 * UNITS_PER_CREDIT)) == 1
    assert units(Fraction(1, 2 * UNITS_PER_CREDIT + 1)) == 0


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (units(Fraction(70, 3)), "23.33"),
        (units(Fraction(140, 3)), "46.67"),
        (81, "0.01"),  # half a hundredth goes up
        (80, "0.00"),
        (-80, "0.00"),
        (-81, "-0.01"),  # and away from zero, so that −x shows as −show(x)
        (units(2), "2.00"),
        (-units(Fraction(70, 3)), "-23.33"),
        (units(1_234_567), "1234567.00"),
    ],
)
def test_shown_with_two_decimals_half_up(amount: int, wanted: str) -> None:
    assert shown(amount) == wanted


@given(amounts_in_units)
def test_a_negative_amount_shows_as_the_positive_one_with_a_minus(amount: int) -> None:
    assert hundredths(-amount) == -hundredths(amount)


@given(amounts_in_units)
def test_what_is_shown_is_at_most_half_a_hundredth_off(amount: int) -> None:
    assert abs(hundredths(amount) * 162 - amount) <= 81


@given(two_decimals)
def test_an_amount_of_two_decimals_comes_back_as_it_was(text: str) -> None:
    assert shown(units(text)) == text
    assert units(parse_amount(text)) == units(text)


@given(st.integers(-(10**12), 10**12))
def test_the_text_of_hundredths_is_the_exact_decimal(amount: int) -> None:
    text = text_of_hundredths(amount)
    assert Decimal(text) * 100 == amount
    assert text.partition(".")[2].isdigit()
    assert len(text.partition(".")[2]) == 2


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        ("46.67", "46,67"),
        ("20.00", "20"),
        ("20.50", "20,5"),
        ("100.00", "100"),
        ("0.00", "0"),
        ("-23.30", "-23,3"),
        ("150", "150"),
        (units("7.5"), "7,5"),
        (units(Fraction(28, 3)), "9,33"),
    ],
)
def test_an_amount_in_an_italian_sentence(amount: str | int, wanted: str) -> None:
    assert italian(amount) == wanted


# Amounts as they come in ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        (" 12.50 ", "12.5"),
        (12, "12"),
        (12.5, "12.5"),
        ("007", "7"),
        ("1.500", "1.5"),
    ],
)
def test_an_amount_is_read(given: object, wanted: str) -> None:
    assert parse_amount(given) == Decimal(wanted)


@pytest.mark.parametrize(
    "given",
    [
        *(
            "",
            " ",
            ".",
            ".5",
            "5.",
            "-1",
            "+1",
            "1,5",
            "1e3",
            "1_000",
            "½",
            "١٢",
            "12.٣",
            "nan",
            "inf",
            "0x1",
        ),
        *(None, True, False, [], {}, -1, -0.5, float("nan"), float("inf"), 1e22, 1e-7),
    ],
)
def test_what_is_not_an_amount_is_refused(given: object) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_amount(given)


def test_more_decimals_than_wanted_are_refused() -> None:
    with pytest.raises(ValueError, match=r"more than 2 decimals: '1\.234'"):
        parse_amount("1.234")
    with pytest.raises(ValueError, match="more than 2 decimals"):
        parse_amount(0.1 + 0.2)
    assert parse_amount("0.3333", places=4) == Decimal("0.3333")
    with pytest.raises(ValueError, match="more than 4 decimals"):
        parse_amount("0.33333", places=4)


def test_an_amount_of_more_than_seven_digits_is_refused() -> None:
    assert parse_amount("9999999.99") == Decimal("9999999.99")
    with pytest.raises(ValueError, match="amount too large"):
        parse_amount("10000000")


@given(
    st.one_of(
        st.text(max_size=12), st.floats(), st.integers(), st.none(), st.booleans(), st.binary(max_size=3)
    )
)
def test_anything_at_all_is_an_amount_or_a_value_error(given: object) -> None:
    try:
        found = parse_amount(given)
    except ValueError:
        return
    assert 0 <= found < 10_000_000
    assert found == round(found, 2)
