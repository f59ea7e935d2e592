"""Lawyers: answers → case → what the page shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from triennio.calculator.domain.lawyers.case import Answers, Credits, build
from triennio.calculator.domain.lawyers.periods import Years, chosen, offered, right_one
from triennio.calculator.domain.lawyers.result import Result, result
from triennio.rules.book import load
from triennio.rules.families import position

TODAY = date(2026, 11, 22)
NOW = Years(2024, 2026)


def credits(
    ordinary: str = "0", compulsory: str = "0", deontology: str = "0", distance: str = "0"
) -> Credits:
    return Credits(Decimal(ordinary), Decimal(compulsory), Decimal(deontology), Decimal(distance))


def asked(years: Years = NOW, today: date = TODAY, **told: Any) -> Result:
    answers = Answers(**{"years": years, "enrolled": 2010, **told})
    now = position(build(answers, today, as_of=today))
    return result(position(build(answers, today)), answers, today, now["certificate"])


def test_the_years_that_can_be_chosen() -> None:
    assert [str(years) for years in offered(TODAY, 2027)] == [
        "2024-2026",
        "2022-2023",
        "2017-2021",
        "2016-2021",
        "2014-2016",
    ]
    assert str(offered(date(2024, 1, 1), 2027)[0]) == "2022-2024"
    assert str(offered(date(2030, 1, 1), 2027)[0]) == "2025-2027"


def test_a_triennio_is_never_cut_in_two() -> None:
    """For every year of enrolment and period, all years of each triennio shown are asked about."""
    for enrolled in range(2000, 2021):
        for years in offered(TODAY, 2027):
            if right_one(years, enrolled) is None:
                output = position(build(Answers(years=years, enrolled=enrolled), TODAY))
                for triennio in output["trienni"]:
                    inside = set(triennio["years"]) & set(years.numbers)
                    assert not inside or inside == set(triennio["years"]), (
                        enrolled,
                        years,
                        triennio["triennio"],
                    )


def test_the_case_says_what_was_told() -> None:
    told = {2019: credits("10", "4", "2", distance="12"), 2020: credits("3", distance="3")}
    away = (date(2021, 3, 1), date(2021, 8, 31))
    case = build(Answers(Years(2017, 2021), 2010, 1980, away, told), TODAY)
    assert case["as_of"] == "2022-01-01"
    assert case["person"]["register"] == [{"act": "enrolment", "date": "2010-01-01"}]
    assert case["person"]["born"] == "1980-01-01"
    assert case["exemptions"] == [{"id": "away", "kind": "other", "from": "2021-03-01", "to": "2021-08-31"}]
    assert [(c["id"], c["credits"]) for c in case["credits"]] == [
        ("2019-ordinary-deferred", "10.00"),
        ("2019-compulsory-in_person", "2.00"),
        ("2019-compulsory-deferred", "2.00"),
        ("2019-deontology-in_person", "2.00"),
        ("2020-ordinary-in_person", "3.00"),
    ]


def test_what_is_missing_now_and_in_the_past() -> None:
    shown = asked(credits={2024: credits("12", "3"), 2025: credits("15"), 2026: credits("6", "1")})
    assert (shown.verdict.code, shown.verdict.missing) == ("missing_now", "8")
    assert [(one.name, one.missing, one.compulsory_missing) for one in shown.verdict.short] == [
        ("2025", "3", "3")
    ]
    assert shown.next_unpublished == "2027"
    assert [year.held for year in shown.years] == ["15", "15", "7"]


LAST_YEARS = [
    (Years(2014, 2016), {2014: credits("17", "3"), 2015: credits("17", "3")}, ["2014-2016", "2016"]),
    (Years(2017, 2021), {year: credits("17", "3") for year in range(2017, 2021)}, ["2021"]),
    (Years(2022, 2023), {2022: credits("12", "3")}, ["2023"]),
]


@pytest.mark.parametrize(("years", "told", "short"), LAST_YEARS, ids=lambda one: str(one))
def test_the_last_year_of_a_past_period_is_over(
    years: Years, told: dict[int, Credits], short: list[str]
) -> None:
    shown = asked(years, credits=told)
    assert shown.verdict.code == "missing_past"
    assert [one.name for one in shown.verdict.short] == short
    assert shown.as_of == date(years.last, 12, 31)
    assert [year.name for year in shown.years] == [str(year) for year in years.numbers]


def sixty(first: int) -> dict[int, Credits]:
    return {year: credits("17", "3") for year in range(first, first + 3)}


def test_the_certificate_of_the_last_triennio_concluded() -> None:
    said = asked(Years(2017, 2021), credits=sixty(2017)).certificate
    assert (said.code, said.triennio, said.until, said.rule) == ("may", "2017-2019", None, "AVV-ATT")
    assert said.open_end
    said = asked(Years(2016, 2021), enrolled=2015, credits=sixty(2016)).certificate
    assert (said.code, said.triennio) == ("may", "2016-2018")


def test_the_certificate_says_what_is_missing() -> None:
    said = asked(Years(2017, 2021), credits={2017: credits("17", "3"), 2018: credits("17", "3")}).certificate
    assert (said.code, said.triennio, said.missing, said.compulsory_missing) == (
        "short",
        "2017-2019",
        "20",
        "3",
    )
    assert said.source


def test_the_certificate_of_an_older_triennio_is_over() -> None:
    said = asked(Years(2014, 2016), credits=sixty(2014)).certificate
    assert (said.code, said.until) == ("over", date(2019, 12, 31))
    assert (said.elsewhere, said.rule) == ("2017-2021", "AVV-ATT-FINE")
    still = asked(Years(2014, 2016), date(2018, 6, 1), credits=sixty(2014)).certificate
    assert (still.code, still.until, still.open_end) == ("may", date(2019, 12, 31), False)


def test_years_outside_a_triennio_send_to_the_triennio_of_each_one() -> None:
    said = asked(credits={year: credits("12", "3") for year in NOW.numbers}).certificate
    assert (said.code, said.triennio, said.elsewhere) == ("elsewhere", "2017-2019", "2017-2021")
    said = asked(enrolled=2015).certificate
    assert (said.code, said.triennio, said.elsewhere) == ("elsewhere", "2016-2018", "2016-2021")
    for enrolled in (2017, 2019, 2022):
        assert asked(enrolled=enrolled).certificate.code == "none"


def test_who_has_sixty_years_may_always_ask() -> None:
    for years in (NOW, Years(2017, 2021), Years(2014, 2016)):
        for told in ({"born": 1950}, {"born": 1965}, {"enrolled": 2000}):
            said = asked(years, **told).certificate
            assert (said.code, said.rule) == ("age", "AVV-ATT-60")
    assert asked(Years(2017, 2021), born=1967).certificate.code == "short"


def test_a_triennio_missed_long_ago_sends_to_the_last_one() -> None:
    said = asked(Years(2014, 2016)).certificate
    assert (said.code, said.triennio, said.elsewhere) == ("elsewhere", "2017-2019", "2017-2021")


def test_an_exemption_outside_the_years_is_not_spoken_of() -> None:
    inside = (date(2025, 3, 1), date(2025, 8, 31))
    for away, spoken in (
        (inside, True),
        ((date(2023, 11, 1), date(2024, 1, 31)), True),
        ((date(2021, 3, 1), date(2021, 8, 31)), False),
        ((date(2027, 1, 1), date(2027, 3, 1)), False),
        (None, False),
    ):
        assert asked(away=away).away_inside is spoken


def test_a_link_keeps_its_years() -> None:
    """The years offered move on each January; those of a link sent before can still be read."""
    later = offered(date(2028, 3, 1), 2028)
    assert chosen("2024-2026", later) == Years(2024, 2026)
    assert chosen("2017-2021", later) == Years(2017, 2021)
    assert chosen("2022", offered(date(2024, 1, 1), 2027)) == Years(2022, 2022)
    for text in (
        None,
        "",
        "1900-1950",
        "2022-2027",
        "2021-2023",
        "2026-2024",
        "2027-2029",
        "x-y",
        "２０２４-2026",
    ):
        assert chosen(text, later) == later[0]


def test_all_well() -> None:
    shown = asked(credits={year: credits("12", "3") for year in NOW.numbers})
    assert shown.verdict.code == "reached"
    assert shown.verdict.good


def test_nothing_is_owed_before_the_duty_and_after_sixty() -> None:
    assert asked(enrolled=2026).verdict.code == "not_bound"
    assert asked(born=1960).verdict.code == "nothing_owed"


def test_2027_is_not_published() -> None:
    shown = asked(Years(2025, 2027), date(2027, 2, 1), credits={2027: credits("5")})
    assert shown.verdict.code == "unpublished"
    assert not shown.verdict.good
    last = shown.years[-1]
    assert (last.published, last.bar, last.rule) == (False, None, "AVV-2027")


def test_arrows_caps_and_surplus() -> None:
    told = {
        2017: credits("10", "0", "3"),
        2018: credits("24", "4", distance="26"),
        2019: credits("20", "3"),
        2020: credits("12", "0", "4"),
        2021: credits("11"),
    }
    shown = asked(Years(2017, 2021), credits=told)
    first, second = shown.years[:2]
    assert [(a.took, a.other, a.amount) for a in first.arrows] == [(True, "2018", "2")]
    assert [(cut.amount, cut.rule) for cut in second.cuts] == [("2", "AVV-FAD")]
    assert [part.kind for part in first.bar.parts] == ["ordinary", "deontology", "carried"]  # type: ignore[union-attr]
    assert [part.kind for part in shown.years[-1].strip.parts] == ["carried"]  # type: ignore[union-attr]
    triennio = shown.trienni[0]
    assert (triennio.name, triennio.due, triennio.caps[0].base) == ("2017-2019", "60", "24")
    assert shown.surplus is not None
    assert shown.distance_split


@pytest.mark.parametrize("years", offered(TODAY, 2027), ids=str)
def test_every_rule_named_is_in_the_book(years: Years) -> None:
    told = {year: credits("9", "1", "1", distance="9") for year in years.numbers}
    shown = asked(years, credits=told, enrolled=2015 if years.first == 2016 else 2010)
    assert shown.rules <= set(load("lawyers").rules)
    assert len(shown.years) == len(years.numbers)


def test_a_bar_never_leaves_its_room() -> None:
    shown = asked(credits={2024: credits("900"), 2025: credits("1")})
    for year in shown.years:
        for bar in (year.bar, year.strip):
            assert bar is not None
            for part in bar.parts:
                assert float(part.x[:-1]) + float(part.width[:-1]) <= 100.01
