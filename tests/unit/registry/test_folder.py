"""The folder: what covers a credit, safe names, euros, paid days, the line of the pad."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.refusal import Refusal
from triennio.registry.domain import expenses, folder
from triennio.registry.domain.folder_card import cards
from triennio.rules.book import load


@pytest.mark.parametrize(
    ("registered", "proofs", "found"),
    [
        (True, [], "register"),
        (True, ["declaration"], "register"),
        (False, ["declaration", "certificate"], "certificate"),
        (False, ["declaration"], "declaration"),
        (False, [], "nothing"),
    ],
)
def test_the_strongest_thing_covers(registered, proofs, found):
    assert folder.cover(registered, proofs) == found


@given(
    st.integers(1, 999), st.none() | st.dates(), st.text(max_size=400), st.sampled_from(["pdf", "png", "exe"])
)
def test_a_name_in_the_archive_is_plain_whatever_was_typed(number, day, title, kind):
    name = folder.file_name(number, day, title, kind)
    assert all(each.isascii() and (each.isalnum() or each in "-_.") for each in name)
    assert ".." not in name
    assert name[0].isdigit()
    assert len(name) < 100


@given(st.text(max_size=30))
def test_no_cell_is_a_formula(text):
    assert folder.cell(text)[:1] not in tuple("=+-@\t\r")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("120", 12000),
        ("120,5", 12050),
        ("120.50", 12050),
        ("1.234,5", 123450),
        ("1.234", 123400),
        (" 7 € ", 700),
    ],
)
def test_euros_as_people_write_them(text, cents):
    assert expenses.cents_of(text) == cents


@pytest.mark.parametrize("text", ["", "dodici", "-3", "1,234", "1.23,4", "0", "100000,01", "٣"])
def test_what_is_no_amount_is_refused_at_its_field(text):
    with pytest.raises(Refusal) as refusal:
        expenses.cents_of(text)
    assert refusal.value.field == "amount"


@given(st.integers(1, expenses.MOST_CENTS))
def test_every_amount_written_in_italian_comes_back(cents):
    written = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"
    assert expenses.cents_of(written) == cents


@given(st.lists(st.tuples(st.sampled_from(expenses.KINDS), st.integers(0, 10_000))))
def test_the_kinds_add_to_the_year(rows):
    found = expenses.totals(rows)
    assert sum(found.values()) == sum(cents for _, cents in rows)
    assert tuple(found) == expenses.KINDS


def test_eight_days_and_no_ninth_in_the_same_year():
    taken = [date(2026, 3, day) for day in range(1, 9)]
    expenses.check_paid_day(date(2026, 4, 1), taken[:7], employed=True)
    expenses.check_paid_day(date(2027, 1, 1), taken, employed=True)
    for day, days, employed, code in [
        (date(2026, 4, 1), taken, True, "PAID_DAYS_OVER"),
        (date(2026, 3, 1), taken[:3], True, "PAID_DAY_TWICE"),
        (date(2026, 4, 1), [], False, "PAID_DAYS_FREELANCE"),
    ]:
        with pytest.raises(Refusal) as refusal:
            expenses.check_paid_day(day, days, employed=employed)
        assert refusal.value.code == code
    assert expenses.PaidDays(2026, tuple(taken)).left == 0


def test_eight_is_what_the_rule_says():
    assert "otto giorni l'anno" in load("ecm").rules["FISC-1"].text


def _triennio(name, certifiable, ended, missing="0.00", obligation="150.00"):
    return {
        "triennio": name,
        "certifiable": certifiable,
        "ended": ended,
        "missing": missing,
        "obligation": obligation,
    }


def test_the_line_of_the_last_ended_triennio_and_of_the_current_one():
    answer = {
        "trienni": [
            _triennio("2017-2019", True, True),
            _triennio("2020-2022", False, True, "12.50"),
            _triennio("2023-2025", False, True, "3.50"),
            _triennio("2026-2028", False, False, "80.00"),
        ],
        "compensation": {"certifiable": {"2020-2022": True, "2023-2025": False}},
    }
    past, now = cards(answer, date(2026, 11, 22))
    assert past.text == "Obbligo formativo ECM del triennio 2023-2025: non completato (al 22/11/2026)."
    assert past.missing == "3,5"
    assert (now.triennio, now.complete, now.ended) == ("2026-2028", False, False)


def test_surplus_of_other_trienni_completes_an_ended_one():
    answer = {
        "trienni": [_triennio("2020-2022", False, True, "12.50")],
        "compensation": {"certifiable": {"2020-2022": True}},
    }
    (card,) = cards(answer, date(2024, 1, 1))
    assert card.complete
    assert card.covered
    assert "completato" in card.text


def test_without_an_obligation_there_is_no_line():
    answer = {
        "trienni": [_triennio("2026-2028", True, False, obligation="0.00")],
        "compensation": {"certifiable": {}},
    }
    assert cards(answer, date(2026, 1, 1)) == []
