"""The strip of days: what is drawn, what is only listed, what is never told."""

from dataclasses import asdict
from datetime import date

from tests.support.positions import TODAY, answer, behind, course, newcomer, on, steady
from triennio.kernel.triennio import Triennio
from triennio.pictures.domain import Beside, build
from triennio.pictures.domain.deadlines import Deadline
from triennio.rules.book import load

BOOK = load("ecm")


def shown(case, today=TODAY, period=None, **beside):
    return build(answer(case), case, BOOK, today, period, Beside(**beside))


def test_absences_and_the_days_whose_credits_do_not_count():
    line = shown(steady()).timeline
    assert [(b.since, b.until) for b in line.bands] == [
        (date(2026, 3, 1), date(2026, 6, 30)),
        (date(2027, 1, 10), date(2027, 12, 20)),
    ]
    (void,) = line.voids  # a study year voids nothing since 2019 (EXO-8b)
    assert (void.since, void.until, void.x) == (date(2026, 3, 1), date(2026, 6, 30), "5.38%")
    (lost,) = [mark for mark in line.marks if mark.day == date(2026, 5, 5)]
    assert (lost.verdict, lost.recorded, lost.counted) == ("does_not_count", "8", "0")


def test_study_years_before_2019_voided_their_days():
    case = on(steady(), date(2016, 6, 30), exemptions=[], moves=[], dossiers=[])
    case["exonerations"] = [{"id": "x", "kind": "phd", "from": "2015-01-01", "to": "2015-12-31"}]
    line = shown(case, date(2016, 6, 30)).timeline
    assert [(v.since, v.until) for v in line.voids] == [(date(2015, 1, 1), date(2015, 12, 31))]


def test_the_kind_of_an_absence_is_nowhere():
    found = shown(steady())
    words = str(asdict(found.timeline)) + str(asdict(found.waterfall))
    for word in ("illness", "master", "malattia", "maternity", "e1", "x2"):
        assert word not in words
    assert {band.look for band in found.timeline.bands} == {"absence"}
    assert found.timeline.kinds_told is False


def test_the_owner_may_read_her_own_words():
    line = shown(steady(), absences={"e1": "Esenzione: malattia"}).timeline
    first, second = line.bands
    assert (first.look, first.label) == ("exemption", "Esenzione: malattia")
    assert (second.look, second.label) == ("absence", "")  # no words, no look of its own


def test_what_was_acquired_on_one_day_is_one_bar():
    case = on(newcomer(), TODAY, person=behind()["person"])
    case["credits"] = [course("a", "2026-02-02", "10.0"), course("b", "2026-02-02", "15.5")]
    (mark,) = shown(case).timeline.marks
    assert (mark.recorded, mark.counted, mark.verdict) == ("25,5", "25,5", "counts")
    assert (mark.counted_height, mark.lost_height) == ("56.0", "0.0")


def test_a_moved_credit_is_listed_where_it_counts_and_drawn_where_it_was_acquired():
    there = shown(steady(), period=Triennio(2020)).timeline
    assert [credit.id for credit in there.elsewhere] == ["moved"]
    assert all(mark.day.year in (2020, 2021, 2022) for mark in there.marks)
    here = shown(steady(), period=Triennio(2023)).timeline
    assert [m.verdict for m in here.marks if m.day == date(2023, 10, 1)] == ["does_not_count"]


def test_deadlines_are_those_of_this_person():
    codes = [(f.deadline.code, f.deadline.period, f.deadline.day) for f in shown(steady()).timeline.flags]
    assert codes == [
        ("earn", "2023-2025", date(2028, 12, 31)),
        ("end", "2026-2028", date(2028, 12, 31)),
        ("move", "2023-2025", date(2029, 6, 30)),
    ]
    codes = [f.deadline.code for f in shown(behind()).timeline.flags]
    assert codes == ["move", "dossier", "compensate", "earn", "end", "move"]


def test_a_deadline_outside_the_triennio_is_in_the_list_only():
    flags = {f.deadline.code: f for f in shown(steady()).timeline.flags}
    assert flags["move"].x == ""
    assert flags["end"].x


def test_the_term_of_a_request_takes_its_place():
    term = Deadline(date(2026, 12, 20), "other", text="Risposta alla richiesta", url="/richieste/1/")
    line = shown(steady(), deadlines=[term]).timeline
    assert (line.flags[0].number, line.flags[0].deadline, line.flags[0].past) == (1, term, False)


def test_flags_of_the_same_day_stand_in_rows():
    flags = [f for f in shown(behind()).timeline.flags if f.deadline.day == date(2028, 12, 31)]
    assert len({f.y for f in flags}) == len(flags) == 3


def test_today_is_drawn_only_inside():
    assert shown(steady()).timeline.today_x == "29.65%"
    assert shown(steady(), period=Triennio(2020)).timeline.today_x == ""
