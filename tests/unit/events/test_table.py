"""The table: columns in any order, others kept, faults one a line."""

from __future__ import annotations

import pytest

from triennio.kernel.faults import InputFaults
from triennio.rules.events.table import answer_table

HEADER = "format,event_type,start,frontal_minutes,participants"


def faults(text: str) -> list[str]:
    with pytest.raises(InputFaults) as refused:
        answer_table(text)
    return [f"{fault.path}: {fault.message}" for fault in refused.value.faults]


def test_columns_in_any_order_and_others_kept() -> None:
    text = 'note,participants,start,event_type,format,frontal_minutes\n"a, b",30,2019-05-01,COURSE,RES,360\n'
    assert answer_table(text).splitlines() == [
        "note,participants,start,event_type,format,frontal_minutes,credits,report_hours,rule,refusal",
        '"a, b",30,2019-05-01,COURSE,RES,360,6.0,6,EVT-1,',
    ]


def test_an_answer_may_be_asked_again() -> None:
    once = answer_table(f"{HEADER}\nRES,COURSE,2019-05-01,360,30\n")
    assert answer_table(once) == once


def test_semicolons_stay_semicolons_and_crlf_is_read() -> None:
    text = f"{HEADER}\r\nRES,COURSE,2019-05-01,360,30\r\n".replace(",", ";")
    assert answer_table(text).splitlines()[1] == "RES;COURSE;2019-05-01;360;30;6.0;6;EVT-1;"


def test_a_spreadsheets_whole_number_is_whole() -> None:
    text = f"{HEADER},special_topic\nRES,COURSE,2019-05-01,360.0,30.0,1.0\n"
    assert ",7.8,6,EVT-1," in answer_table(text)


def test_empty_lines_are_left_out_but_counted() -> None:
    assert faults(f"{HEADER}\n\nRES,COURSE,2019-05-01,abc,30\n")[0].startswith("row 3, frontal_minutes")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("RES,COURSE,2019-05-01,abc,30", "row 2, frontal_minutes: not a whole number: 'abc'"),
        ("RES,COURSE,2019-05-01,-1,30", "row 2, frontal_minutes: not a whole number: '-1'"),
        ("RES,COURSE,2019-05-01,1.5,30", "row 2, frontal_minutes: not a whole number: '1.5'"),
        ("RES,COURSE,2019-05-01,123456789,30", "row 2, frontal_minutes: number too long: '123456789'"),
        ("RES,COURSE,2019-02-30,60,30", "row 2, start: not a date: '2019-02-30'"),
        ("RES,COURSE,20190201,60,30", "row 2, start: not a date: '20190201'"),
        (
            "RES,COURSE,,60,30",
            "row 2, start: missing: without criteria the day of the start decides them",
        ),
        (
            "RES,LIVE,2019-05-01,60,30",
            "row 2, event_type: not one of COURSE, CONGRESS, WORKSHOP: 'LIVE'",
        ),
        ("XXX,,2019-05-01,60,30", "row 2, format: not one of RES, FAD, FSC: 'XXX'"),
        (
            "RES,COURSE,2019-05-01,60,",
            "row 2, participants: missing: the credits of a COURSE depend on them",
        ),
        (
            "RES,COURSE,2019-05-01,,30",
            "row 2, frontal_minutes: missing: a residential event needs frontal or interactive minutes",
        ),
        ("FAD,LIVE,2019-05-01,,30", "row 2, fad_minutes: missing: a distance event needs its length"),
    ],
)
def test_a_bad_row(row: str, fault: str) -> None:
    assert faults(f"{HEADER}\n{row}\n") == [fault]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ": empty: a header is needed"),
        ("a,b\n1,2\n", "row 1: the column 'format' is missing"),
        ("format,format\nRES,RES\n", "row 1: column given twice: 'format'"),
        ("format,id\nRES\n", "row 2: 1 cells, the header has 2"),
        ('format,id\n"RES,1\n', "row 2: not CSV: unexpected end of data"),
    ],
)
def test_a_bad_table(text: str, fault: str) -> None:
    assert faults(text) == [fault]


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("special_topic", "yes", "not 0 or 1: 'yes'"),
        ("role", "X", "not one of P, D, R, T, M, SD, E, RS, C: 'X'"),
        ("criteria", "v4", "not one of v1, v2, v3: 'v4'"),
        ("role_hours", "7,5", "not a number: '7,5'"),
        ("size_band", "many", "not a band such as 1-100, 101-200 or >200: 'many'"),
    ],
)
def test_a_bad_cell(column: str, value: str, fault: str) -> None:
    text = f'format,event_type,start,frontal_minutes,{column}\nRES,COURSE,2019-05-01,360,"{value}"\n'
    assert f"row 2, {column}: {fault}" in faults(text)


def test_all_faults_of_all_rows_and_no_answer() -> None:
    found = faults(f"{HEADER}\nRES,COURSE,x,y,z\nRES,COURSE,2019-05-01,360,30\nFAD,,2019-05-01,,\n")
    assert [line.partition(":")[0] for line in found] == [
        "row 2, start",
        "row 2, frontal_minutes",
        "row 2, participants",
        "row 4, fad_minutes",
    ]


@pytest.mark.parametrize(
    ("band", "credits"),
    [
        ("1-100", "6.0"),
        ("UP_TO_100", "6.0"),
        ("101-200", "4.2"),
        ("FROM_101_TO_200", "4.2"),
        ("<=25", "7.8"),
        ("26-50", "6.0"),
    ],
)
def test_a_band_counts_as_its_largest_number(band: str, credits: str) -> None:
    text = f"format,event_type,start,frontal_minutes,size_band\nRES,COURSE,2019-05-01,360,{band}\n"
    assert f",{credits}," in answer_table(text)


@pytest.mark.parametrize("band", [">200", "OVER_200", "200+", "201-400"])
def test_an_open_band_is_a_congress(band: str) -> None:
    text = f"format,event_type,start,frontal_minutes,size_band\nRES,CONGRESS,2019-05-01,360,{band}\n"
    assert answer_table(text).splitlines()[1].endswith(",1.8,6,EVT-3,")


def test_another_body_switches_on_its_own_days() -> None:
    rows = [f"RES,COURSE,{day},360,101" for day in ("2018-03-31", "2018-04-01", "2019-03-20", "2019-03-21")]
    text = "\n".join([HEADER, *rows])
    rules = [line.split(",")[-2] for line in answer_table(text, body="veneto").splitlines()[1:]]
    assert rules == ["OLD-1", "event-credits-2", "event-credits-2", "EVT-2"]
    rules = [line.split(",")[-2] for line in answer_table(text).splitlines()[1:]]
    assert rules == ["OLD-1", "OLD-1", "EVT-2", "EVT-2"]
