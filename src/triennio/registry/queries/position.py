"""The position of one professional, as the viewer may see it. Whoever is not the person gets it redacted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from triennio.kernel.refusal import OutOfSight
from triennio.kernel.triennio import Triennio
from triennio.people import scopes
from triennio.people.models import Professional, Registration
from triennio.pictures.domain import Beside, PositionPictures, Track, build
from triennio.platform import clock
from triennio.platform.actions import deny
from triennio.platform.permissions import Actor, allowed
from triennio.registry.domain.next_action import NextAction
from triennio.registry.domain.redaction import redacted, redacted_case
from triennio.registry.queries.absence_words import absence_words
from triennio.registry.queries.case import Known, case_of
from triennio.registry.queries.credit_rows import Row, rows_of, track_of
from triennio.registry.queries.situation import action_for
from triennio.rules.book import load

Json = dict[str, Any]
FIRST = Triennio(2014)
"""The first triennio that the pages show: of those before only totals are known."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose position it is. `profession` and `order` in words; empty where no register has the person."""

    code: str
    name: str
    profession: str
    order: str
    number: str


@dataclass(frozen=True, slots=True)
class Arriving:
    """A participation that no report has brought in yet."""

    row: Row
    track: Track


@dataclass(frozen=True, slots=True)
class PositionPage:
    """A position on a day. `own` tells whether it is whole; otherwise answer, case and pictures are redacted.

    `periods` are the trienni one can look at, newest first, `unknown` those of them about which the register holds
    nothing. `when_arrived` is what the triennio would lack with the credits that are on their way, None without any.
    """

    who: Who
    own: bool
    as_of: date
    today: date
    period: Triennio
    periods: tuple[Triennio, ...]
    unknown: tuple[Triennio, ...]
    answer: Json
    case: Json
    pictures: PositionPictures
    arriving: tuple[Arriving, ...]
    when_arrived: Decimal | None
    next: NextAction | None

    @property
    def travelling(self) -> bool:
        """Whether the day is not today."""
        return self.as_of != self.today

    @property
    def current(self) -> bool:
        """Whether the triennio is the one of the day."""
        return self.as_of in self.period


def in_sight(viewer: Actor, permission: str, code: str) -> Professional:
    """The professional, if the viewer may. Raises OutOfSight, written in the journal, for anybody else."""
    found = Professional.objects.filter(code=code).first()
    if found is None or not allowed(viewer, permission, scopes.of_professional(found)):
        deny(viewer, permission)
        raise OutOfSight(permission)
    return found


def position_of(
    viewer: Actor,
    professional_code: str,
    as_of: date,
    *,
    period: Triennio | None = None,
    with_expected: bool = False,
    as_others: bool = False,
) -> PositionPage:
    """The position on a day, of the triennio of that day or of `period`; `with_expected` counts also what has not
    arrived yet. Whole for the person, redacted for their Order, and for the person who wants it `as_others` see it.
    Raises OutOfSight for anybody else.
    """
    professional = in_sight(viewer, "position.see", professional_code)
    own = professional.account_id is not None and professional.account_id == viewer.account
    own = own and not as_others
    known = case_of(professional, as_of, with_expected=with_expected)
    rows = rows_of(professional)
    return _page(professional, own, known, rows, period or Triennio.of(as_of))


def answer_for(
    viewer: Actor, professional_code: str, as_of: date, *, whole: bool = False
) -> tuple[Json, Json]:
    """(case, answer) of `triennio position`, redacted; whole where the person asks for it. Raises OutOfSight for
    anybody but the person and their Order, and for whoever asks for somebody else's whole.
    """
    professional = in_sight(viewer, "position.see", professional_code)
    own = professional.account_id is not None and professional.account_id == viewer.account
    if whole and not own:
        deny(viewer, "position.see")
        raise OutOfSight("position.see")
    known = case_of(professional, as_of)
    if whole:
        return known.case, known.answer()
    return redacted_case(known.case), redacted(known.answer())


def _page(
    professional: Professional, own: bool, known: Known, rows: Mapping[str, Row], period: Triennio
) -> PositionPage:
    book, today = load("ecm"), clock.today()
    as_of = date.fromisoformat(known.case["as_of"])
    answer = known.answer()
    shown = answer if own else redacted(answer)
    arriving = tuple(
        Arriving(rows[code], track_of(rows[code], as_of))
        for code in known.expected
        if rows[code].acquired <= as_of
    )
    words = absence_words(known.case) if own else {}
    names = {code: row.title for code, row in rows.items()}
    pictures = build(shown, known.case, book, as_of, period, Beside(names=names, absences=words))
    when = _when_arrived(professional, as_of, period, arriving)
    current = own and as_of == today and as_of in period
    moved = frozenset(each["credit"] for each in known.case["moves"])
    periods = _periods(known.case, as_of)
    return PositionPage(
        who=who(professional),
        own=own,
        as_of=as_of,
        today=today,
        period=period,
        periods=periods,
        unknown=_unknown(periods, answer),
        answer=shown,
        case=known.case if own else redacted_case(known.case),
        pictures=pictures,
        arriving=arriving,
        when_arrived=when,
        next=action_for(professional, answer, pictures, rows, arriving, when, moved) if current else None,
    )


def _when_arrived(
    professional: Professional, as_of: date, period: Triennio, arriving: tuple[Arriving, ...]
) -> Decimal | None:
    """What the triennio lacks once what is on its way has arrived; None where nothing of it is."""
    if not any(each.row.acquired in period for each in arriving):
        return None
    answer = case_of(professional, as_of, with_expected=True).answer()
    found = next((each for each in answer["trienni"] if each["triennio"] == str(period)), None)
    return Decimal(found["missing"]) if found else None


def _periods(case: Mapping[str, Any], as_of: date) -> tuple[Triennio, ...]:
    """The trienni from the first year of the duty, never before 2014, to that of the day; newest first."""
    acts = case["person"].get("register", ())
    enrolled = [date.fromisoformat(each["date"]) for each in acts if each["act"] == "enrolment"]
    first = max(FIRST, Triennio.of(min(enrolled) + timedelta(days=366)) if enrolled else FIRST)
    last = max(Triennio.of(as_of), first)
    return tuple(Triennio(year) for year in range(last.first, first.first - 1, -3))


def _unknown(periods: tuple[Triennio, ...], answer: Mapping[str, Any]) -> tuple[Triennio, ...]:
    """Ended trienni of which the register holds neither a credit nor a total."""
    empty = {
        each["triennio"]
        for each in answer["trienni"]
        if each["ended"] and each["years_due"] and not each["credits"] and not each["known_by_total"]
    }
    return tuple(each for each in periods if str(each) in empty)


@lru_cache(maxsize=1)
def professions() -> Mapping[int, str]:
    """Register code → name."""
    return {each["code"]: each["name"] for each in load("ecm").professions["professions"]}


def who(professional: Professional) -> Who:
    """Whose page it is, from the main registration."""
    rows = Registration.objects.filter(professional=professional).order_by("-main", "pk")
    found: Json = dict(rows.values("profession", "number", "order__name").first() or {})
    return Who(
        code=professional.code,
        name=professional.full_name,
        profession=professions().get(found.get("profession", 0), ""),
        order=found.get("order__name", ""),
        number=found.get("number", ""),
    )
