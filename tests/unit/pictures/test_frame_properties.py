"""Whatever the register holds: totals add up and nothing is drawn outside the frame."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.positions import TODAY, answer
from triennio.kernel.triennio import Triennio
from triennio.pictures.domain import build
from triennio.pictures.domain.numbers import said
from triennio.rules.book import load

BOOK = load("ecm")
days = st.dates(date(2012, 1, 1), TODAY).map(date.isoformat)
amounts = st.integers(1, 500).map(lambda tenths: f"{tenths / 10:.1f}")
credits = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.just("event"),
            "role": st.sampled_from(["learner", "teacher", "tutor"]),
            "recruited": st.booleans(),
            "credits": amounts,
            "acquired": days,
        }
    ),
    max_size=25,
)
spans = st.lists(st.tuples(days, st.integers(0, 500)), max_size=3)


@st.composite
def cases(draw):
    absences = [
        {"id": f"a{i}", "kind": "illness", "from": first, "to": str(date.fromordinal(_number(first) + long))}
        for i, (first, long) in enumerate(draw(spans))
    ]
    year = draw(st.integers(2005, 2026))
    return {
        "as_of": TODAY.isoformat(),
        "person": {
            "id": "p",
            "profession": draw(st.sampled_from([1, 14, 20])),
            "practice": draw(st.sampled_from(["employee", "freelance"])),
            "register": [{"act": "enrolment", "date": f"{year}-05-01"}],
        },
        "exemptions": absences,
        "credits": [{"id": f"c{i}", **credit} for i, credit in enumerate(draw(credits))],
    }


def _number(day):
    return date.fromisoformat(day).toordinal()


def part(text):
    assert text.endswith("%")
    return Decimal(text[:-1])


@settings(max_examples=60, deadline=None)
@given(case=cases(), first=st.sampled_from([2014, 2017, 2020, 2023, 2026]))
def test_totals_add_up_and_nothing_leaves_the_picture(case, first):
    found = answer(case)
    shown = build(found, case, BOOK, TODAY, Triennio(first))
    line = shown.timeline
    held = next((t for t in found["trienni"] if t["triennio"] == str(Triennio(first))), {"credits": []})
    recorded = sum((Decimal(c["recorded"]) for c in held["credits"]), Decimal(0))
    drawn = [row for mark in line.marks for row in mark.credits] + list(line.elsewhere)
    assert sum((row.exact_recorded for row in drawn), Decimal(0)) == recorded
    for mark in line.marks:
        assert Decimal(mark.top) >= 0
        assert Decimal(mark.top) + Decimal(mark.lost_height) + Decimal(mark.counted_height) == line.y_base
        assert 0 <= part(mark.x) <= 100
    for strip in (*line.bands, *line.voids):
        assert part(strip.x) + part(strip.width) <= Decimal("100.01")
    assert all(0 <= flag.y <= line.y_base and part(flag.x or "0%") <= 100 for flag in line.flags)
    if shown.shares:
        assert shown.shares.recorded == said(recorded)
        assert sum(part(share.width) for share in shown.shares.rows) <= Decimal("100.05")


@settings(max_examples=60, deadline=None)
@given(case=cases())
def test_the_map_and_the_pace_stay_in_their_rooms(case):
    found = answer(case)
    shown = build(found, case, BOOK, TODAY)
    for block in shown.map.blocks if shown.map else ():
        heights = [Decimal(getattr(block, name)) for name in ("solid", "over", "short")]
        assert all(height >= 0 for height in heights)
        assert sum(heights) <= Decimal("120.1")
        assert part(block.x) + part(block.width) <= 100
    if shown.pace is None:
        return
    pace = shown.pace
    for line in (pace.required, pace.acquired, *(way.points for way in pace.lines)):
        for point in line.split():
            x, y = (Decimal(number) for number in point.split(","))
            assert 0 <= x <= 100
            assert 0 <= y <= 100
    assert pace.acquired.split()[-1].split(",")[1] == pace.now.points.split()[0].split(",")[1]
    if pace.now.day:
        assert TODAY < pace.now.day <= date(2028, 12, 31)
    amounts = [Decimal(month.acquired.replace(",", ".")) for month in pace.months if month.acquired]
    assert amounts == sorted(amounts)
    assert said(f"{amounts[-1]:.2f}") == pace.recognised
