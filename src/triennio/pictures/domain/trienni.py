"""The map of trienni since 2014: what each asked and got, its debt or surplus, and what passes from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.numbers import percent, pixels, said
from triennio.rules.book import Book

FIRST: Final = Triennio(2014)
COLUMN: Final = 120  # height of the tallest column
LANE: Final = 30  # height of one arrow with its words
WORDS: Final = 22  # room above the columns for debt and surplus

State = Literal["nothing", "certifiable", "covered", "running", "reached", "debt"]


@dataclass(frozen=True, slots=True)
class Block:
    """One triennio. `covered`: its debt is wholly filled by surpluses. `compensable`: the act admits its debt.
    `open_until`: last day to earn credits that may still be moved here, None when the window is shut.

    The column stands on the ground: `solid` is what counts up to the obligation, `over` the surplus on top of it,
    `short` the gap up to the obligation. Lengths in pixels, places in percent.
    """

    period: str
    first: str
    last: str
    obligation: str
    recognised: str
    debt: str
    surplus: str
    in_debt: bool
    has_surplus: bool
    ended: bool
    certifiable: bool
    covered: bool
    compensable: bool
    known_by_total: bool
    open_until: date | None
    shown: bool
    state: State
    x: str
    width: str
    middle: str
    solid_y: str
    solid: str
    over_y: str
    over: str
    short_y: str
    short: str
    words_y: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """Credits that pass from one triennio to another. `move`: whole participations, moved by the person;
    `compensation`: surplus that the register sets against a debt.
    """

    kind: Literal["move", "compensation"]
    giver: str
    taker: str
    amount: str
    rule: str
    x1: str
    x2: str
    middle: str
    y: int
    foot: int


@dataclass(frozen=True, slots=True)
class Map:
    """`total` is the sum of balances that the act looks at; `needed` what still lacks for every old debt.
    `left_out` are the debts that compensation does not look at.
    """

    blocks: Sequence[Block]
    arrows: Sequence[Arrow]
    total: str
    needed: str
    debts: bool
    covers_all: bool
    until: date
    rule: str
    any_debt: bool
    any_surplus: bool
    left_out: Sequence[Block]
    y_ground: int
    y_first: int
    y_last: int
    height: int


def trienni_map(answer: Mapping[str, Any], book: Book, shown: Triennio) -> Map | None:
    """None for who was never bound since 2014. `shown` is the triennio the page is about."""
    listed = [t for t in answer["trienni"] if Triennio.parse(t["triennio"]) >= FIRST]
    if not listed:
        return None
    compensation = answer["compensation"]
    passed = list(_passages(listed, compensation))
    top = LANE * len(passed) + WORDS
    scale = max(Decimal(t[key]) for t in listed for key in ("obligation", "recognised"))
    around = _Around(book, date.fromisoformat(answer["as_of"]), str(shown), compensation["certifiable"])
    places = [_Place(index, len(listed), scale, top) for index in range(len(listed))]
    blocks = [_block(t, place, around) for t, place in zip(listed, places, strict=True)]
    middles = {block.period: (index, block) for index, block in enumerate(blocks)}
    in_debt = [block for block in blocks if block.in_debt]
    debts = any(block.compensable for block in in_debt)
    return Map(
        blocks=blocks,
        arrows=[_arrow(row, passage, middles, len(blocks), top) for row, passage in enumerate(passed)],
        total=said(compensation["total"]),
        needed=said(compensation["needed"]),
        debts=debts,
        covers_all=debts and Decimal(compensation["needed"]) == 0,
        until=book.compensation["earned_until"],
        rule=book.compensation["rule"],
        any_debt=bool(in_debt),
        any_surplus=any(block.has_surplus for block in blocks),
        left_out=[block for block in in_debt if not block.compensable],
        y_ground=top + COLUMN,
        y_first=top + COLUMN + 18,
        y_last=top + COLUMN + 34,
        height=top + COLUMN + 42,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """The column of a triennio: which of how many, the scale of the amounts, where the columns may begin."""

    index: int
    count: int
    scale: Decimal
    top: int

    def share(self, hundredths: int) -> str:
        return _share(self.index * 100 + hundredths, self.count)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a block must know beside its own triennio. `covered`: name → wholly filled or never in debt."""

    book: Book
    day: date
    shown: str
    covered: Mapping[str, bool]

    def open_until(self, name: str) -> date | None:
        window = self.book.windows.get(Triennio.parse(name))
        return window.earned_until if window and self.day <= window.earned_until else None


Passage = tuple[Literal["move", "compensation"], str, str, Decimal, str]


def _passages(listed: Sequence[Mapping[str, Any]], compensation: Mapping[str, Any]) -> Iterator[Passage]:
    """(kind, giver, taker, credits, rule): moves first, added up between the same two trienni."""
    names = {t["triennio"] for t in listed}
    moved: dict[tuple[str, str, str], Decimal] = {}
    for triennio in listed:
        for line in triennio["carried"]:
            if line["direction"] == "took" and line["rule"].startswith("REC-") and line["other"] in names:
                key = (line["other"], triennio["triennio"], line["rule"])
                moved[key] = moved.get(key, Decimal(0)) + Decimal(line["credits"])
    for (giver, taker, rule), amount in moved.items():
        yield "move", giver, taker, amount, rule
    for line in compensation.get("transfers", ()):
        yield "compensation", line["from"], line["to"], Decimal(line["credits"]), "COMP-1"


def _block(
    triennio: Mapping[str, Any],
    place: _Place,
    around: _Around,
) -> Block:
    name = triennio["triennio"]
    obligation, recognised = Decimal(triennio["obligation"]), Decimal(triennio["recognised"])
    debt, surplus = Decimal(triennio["missing"]), Decimal(triennio["surplus"])
    covered = bool(around.covered.get(name)) and not triennio["certifiable"] and debt > 0
    within, short = min(obligation, recognised), max(obligation - recognised, Decimal(0))
    solid, over, gap = (Decimal(pixels(part, place.scale, COLUMN)) for part in (within, surplus, short))
    ground = Decimal(place.top + COLUMN)
    return Block(
        period=name,
        first=name[:4],
        last=name[5:],
        obligation=said(obligation),
        recognised=said(recognised),
        debt=said(debt),
        surplus=said(surplus),
        in_debt=debt > 0 and triennio["ended"],
        has_surplus=surplus > 0,
        ended=triennio["ended"],
        certifiable=triennio["certifiable"],
        covered=covered,
        compensable=name in around.book.compensation["debts"],
        known_by_total=triennio["known_by_total"],
        open_until=around.open_until(name),
        shown=name == around.shown,
        state=_state(triennio, obligation, debt, covered=covered),
        x=place.share(22),
        width=_share(56, place.count),
        middle=place.share(50),
        solid_y=str(ground - solid),
        solid=str(solid),
        over_y=str(ground - solid - over),
        over=str(over),
        short_y=str(ground - solid - gap),
        short=str(gap),
        words_y=str(ground - solid - max(over, gap) - 6),
    )


def _state(triennio: Mapping[str, Any], obligation: Decimal, debt: Decimal, *, covered: bool) -> State:
    if not obligation:
        return "nothing"
    if not triennio["ended"]:
        return "running" if debt > 0 else "reached"
    if debt <= 0:
        return "certifiable"
    return "covered" if covered else "debt"


def _arrow(
    row: int, passage: Passage, places: Mapping[str, tuple[int, Block]], count: int, top: int
) -> Arrow:
    kind, giver, taker, amount, rule = passage
    (start, _), (end, to) = places[giver], places[taker]
    return Arrow(
        kind=kind,
        giver=giver,
        taker=taker,
        amount=said(amount),
        rule=rule,
        x1=_share(start * 100 + 50, count),
        x2=to.middle,
        middle=_share((start + end) * 50 + 50, count),
        y=LANE * row + 22,
        foot=top - 2,
    )


def _share(hundredths: int, count: int) -> str:
    """A place on the width of the picture, told in hundredths of a column."""
    return percent(Decimal(hundredths), Decimal(count * 100))
