"""The triennio as a strip of days: absences, days whose credits do not count, participations, deadlines, today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal

from triennio.kernel.intervals import Days, clipped
from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.credits import CreditRow, VerdictCode
from triennio.pictures.domain.deadlines import Deadline
from triennio.pictures.domain.facts import Away
from triennio.pictures.domain.frame import Frame, Tick
from triennio.pictures.domain.numbers import percent, pixels, said

FLAG: Final = 26  # height of a row of flags
BARS: Final = 56  # height of the tallest bar
STRIP: Final = 12  # height of the strip of days whose credits do not count
BAND: Final = 20  # height of the band of absences
GAP: Final = 6
APART: Final = Decimal("0.09")  # two flags nearer than this stand in two rows
LOWEST_SCALE: Final = Decimal(10)  # so that a single small course is not drawn as high as a year of work


@dataclass(frozen=True, slots=True)
class Flag:
    """A deadline with its number; `x` is empty where it falls outside the picture and stands only in the list."""

    number: int
    deadline: Deadline
    past: bool
    x: str
    y: int


@dataclass(frozen=True, slots=True)
class Band:
    """An absence inside the frame. `label` is empty unless the page of its owner gave one."""

    x: str
    width: str
    since: date
    until: date
    label: str
    look: Literal["absence", "exemption", "exoneration"]


@dataclass(frozen=True, slots=True)
class Void:
    """Days whose credits do not count."""

    x: str
    width: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Mark:
    """All that was acquired on one day: a bar of what counts, and above it what does not. Heights in pixels."""

    day: date
    x: str
    verdict: VerdictCode
    recorded: str
    counted: str
    top: str
    counted_top: str
    counted_height: str
    lost_height: str
    credits: Sequence[CreditRow]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything with an `x` lies inside the picture. `marks` hold what was acquired in the period; `elsewhere` what
    counts here though it was acquired in another (a move). `y_*` are where the strips begin.
    """

    period: str
    today: date
    today_x: str
    today_late: bool
    ticks: Sequence[Tick]
    flags: Sequence[Flag]
    marks: Sequence[Mark]
    elsewhere: Sequence[CreditRow]
    bands: Sequence[Band]
    voids: Sequence[Void]
    y_base: int
    y_void: int
    y_band: int
    y_axis: int
    y_names: int
    height: int

    @property
    def any_lost(self) -> bool:
        return any(mark.verdict != "counts" for mark in self.marks)

    @property
    def kinds_told(self) -> bool:
        return any(band.look != "absence" for band in self.bands)


def timeline(
    period: Triennio,
    today: date,
    credits: Sequence[CreditRow],
    absences: Iterable[Away],
    voids: Iterable[Days],
    terms: Sequence[Deadline],
    labels: Mapping[str, str] | None = None,
) -> Timeline:
    """`labels`: id of an absence → its words, only on the page of the person it concerns; without them every absence
    looks and reads the same.
    """
    frame = Frame.of(period)
    flags, rows = _flags(terms, frame, today)
    bands = [band for away in absences for band in _bands(away, frame, labels or {})]
    empty = [Void(frame.x(a), frame.width((a, b)), a, b) for a, b in clipped(voids, frame.start, frame.end)]
    y_base = GAP + FLAG * (rows + 1) + BARS
    y_void = y_base + GAP
    y_band = y_void + (STRIP + GAP if empty else 0)
    y_axis = y_band + (BAND + GAP if bands else 0)
    return Timeline(
        period=str(period),
        today=today,
        today_x=frame.x(today) if today in frame else "",
        today_late=frame.part(today) > Decimal("0.5"),
        ticks=frame.ticks(),
        flags=flags,
        marks=_marks([row for row in credits if row.day and row.day in frame], frame, y_base),
        elsewhere=[row for row in credits if row.day and row.day not in frame],
        bands=bands,
        voids=empty,
        y_base=y_base,
        y_void=y_void,
        y_band=y_band,
        y_axis=y_axis,
        y_names=y_axis + 18,
        height=y_axis + 24,
    )


def _flags(terms: Sequence[Deadline], frame: Frame, today: date) -> tuple[list[Flag], int]:
    """The flags and how many rows they need: in each row they stand apart."""
    last: list[Decimal] = []
    flags: list[Flag] = []
    for number, deadline in enumerate(terms, 1):
        inside = deadline.day in frame
        row = 0
        if inside:
            at = frame.part(deadline.day)
            free = (i for i, taken in enumerate(last) if at - taken >= APART)
            row = next(free, len(last))
            last[row : row + 1] = [at]
        x = _kept_inside(frame.part(deadline.day)) if inside else ""
        flags.append(Flag(number, deadline, deadline.day < today, x, GAP + FLAG * (row + 1) + FLAG // 2))
    return flags, len(last)


def _kept_inside(part: Decimal) -> str:
    """A flag is a disc: at the very edge half of it would fall out of the picture."""
    return percent(min(max(part, Decimal("0.035")), Decimal("0.965")), Decimal(1))


def _bands(away: Away, frame: Frame, labels: Mapping[str, str]) -> list[Band]:
    label = labels.get(away.id, "")
    look: Literal["absence", "exemption", "exoneration"] = away.group if label else "absence"
    pieces = clipped([away.days], frame.start, frame.end)
    return [Band(frame.x(a), frame.width((a, b)), a, b, label, look) for a, b in pieces]


def _marks(rows: Sequence[CreditRow], frame: Frame, y_base: int) -> list[Mark]:
    days = [
        (day, list(group))
        for day, group in groupby(sorted(rows, key=lambda row: row.day or date.min), key=lambda row: row.day)
    ]
    scale = max((_sums(group)[0] for _, group in days), default=LOWEST_SCALE)
    return [_mark(day, group, frame, max(scale, LOWEST_SCALE), y_base) for day, group in days if day]


def _mark(day: date, rows: Sequence[CreditRow], frame: Frame, scale: Decimal, y_base: int) -> Mark:
    recorded, counted = _sums(rows)
    high, solid = Decimal(pixels(recorded, scale, BARS)), Decimal(pixels(counted, scale, BARS))
    verdict: VerdictCode = "partly"
    if counted == recorded and recorded:
        verdict = "counts"
    elif not counted:
        verdict = "does_not_count"
    return Mark(
        day=day,
        x=_bar_inside(frame.part(day)),
        verdict=verdict,
        recorded=said(recorded),
        counted=said(counted),
        top=str(y_base - high),
        counted_top=str(y_base - solid),
        counted_height=str(solid),
        lost_height=str(high - solid),
        credits=rows,
    )


def _bar_inside(part: Decimal) -> str:
    return percent(min(max(part, Decimal("0.01")), Decimal("0.99")), Decimal(1))


def _sums(rows: Iterable[CreditRow]) -> tuple[Decimal, Decimal]:
    """(recorded, counted) of some credits."""
    found = list(rows)
    return (
        sum((row.exact_recorded for row in found), Decimal(0)),
        sum((row.exact_counted for row in found), Decimal(0)),
    )
