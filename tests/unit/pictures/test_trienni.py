"""The map of trienni: states, debts, what passes between them."""

from decimal import Decimal

from tests.support.positions import answer, behind, newcomer, steady
from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.trienni import trienni_map
from triennio.rules.book import load

BOOK = load("ecm")


def drawn(case, shown=2026):
    return trienni_map(answer(case), BOOK, Triennio(shown))


def test_every_triennio_since_2014_has_a_state():
    found = drawn(steady())
    assert [(b.period, b.state) for b in found.blocks] == [
        ("2014-2016", "certifiable"),
        ("2017-2019", "covered"),
        ("2020-2022", "certifiable"),
        ("2023-2025", "debt"),
        ("2026-2028", "running"),
    ]


def test_what_passes_between_trienni():
    found = drawn(steady())
    assert [(a.kind, a.giver, a.taker, a.amount, a.rule) for a in found.arrows] == [
        ("move", "2023-2025", "2020-2022", "50", "REC-1"),
        ("compensation", "2020-2022", "2017-2019", "15", "COMP-1"),
    ]
    assert found.covers_all
    assert [block.period for block in found.left_out] == ["2023-2025"]  # COMP-6


def test_what_compensation_still_lacks():
    found = drawn(behind())
    assert (found.covers_all, found.needed, str(found.until)) == (False, "324,5", "2028-12-31")
    assert found.arrows == []
    assert {b.state for b in found.blocks if b.ended} == {"debt"}


def test_an_open_window_says_until_when():
    by_name = {b.period: b for b in drawn(behind()).blocks}
    assert str(by_name["2023-2025"].open_until) == "2028-12-31"
    assert by_name["2020-2022"].open_until is None  # shut on 31 December 2025


def test_a_column_is_as_high_as_obligation_or_credits():
    for block in drawn(steady()).blocks:
        solid, over, short = (Decimal(x) for x in (block.solid, block.over, block.short))
        assert over == 0 or short == 0
        assert solid + over + short <= 120
        assert Decimal(block.solid_y) + solid == drawn(steady()).y_ground


def test_before_2014_there_is_no_map():
    case = {"as_of": "2013-06-30", "person": behind()["person"], "credits": []}
    assert drawn(case, 2011) is None


def test_before_the_duty_nothing_is_owed():
    (block,) = [b for b in drawn(newcomer()).blocks if b.period == "2026-2028"]
    assert (block.state, block.obligation) == ("running", "100")
