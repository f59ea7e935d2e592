"""Credits placed in a triennio and made into rows: what is admitted, which edition or role counts, which limits share.

Stage 1 and 2 of the allocation are decided here, because they compare whole credits; the steps take the outcome as
flags. `Placed.reason` remembers, for each flag, the rule behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from triennio.kernel.intervals import holds
from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.ecm.absence_rows import Absences
from triennio.rules.ecm.columns import CREDIT, MEDIA, POSITIONS, Family, Kind
from triennio.rules.ecm.facts import LEARNER_ROLE, Case, Credit
from triennio.rules.ecm.register import DueYear

KINDS = {kind.name.lower(): int(kind) for kind in Kind}
"""Plain numbers: rows are compared with them again and again."""
INDIVIDUAL_FAMILY = {
    "publication": Family.PUBLICATION,
    "trial": Family.TRIAL,
    "tutoring": Family.TUTORING,
    "abroad": Family.ABROAD,
    "self_training": Family.SELF_TRAINING,
}
TEACHING_ROLES = ("teacher", "tutor", "speaker")
SCIENTIFIC_DIRECTOR = "scientific_director"
ONE_ROLE_WITH_DIRECTOR = ("teacher", "tutor", "speaker", "moderator")


@dataclass(slots=True)
class Placed:
    """A credit in the triennio where it is looked at. `moved_in`: it comes from the next one."""

    credit: Credit
    moved_in: bool = False
    moved_out: bool = False
    flags: dict[str, str] = field(default_factory=dict)
    event_group: int = -1
    tutoring_months: int = 0

    def out(self, flag: str, rule: str) -> None:
        """Exclude the whole credit for a reason, unless an earlier one already does."""
        if not self.flags:
            self.flags[flag] = rule

    @property
    def admitted(self) -> bool:
        return not self.flags


def place(
    case: Case,
    triennio: Triennio,
    credits: Iterable[Placed],
    due: dict[int, DueYear],
    absences: Absences,
    book: Book,
) -> list[Placed]:
    """The rows of a triennio in the order in which caps are filled: by day of acquisition, then id."""
    rows = sorted(credits, key=lambda placed: (placed.credit.acquired, placed.credit.id))
    for placed in rows:
        _admit(placed, case, due, absences, book)
    choose_among(rows, book)
    _group_events(rows, triennio, book)
    _count_tutoring(rows, book)
    return rows


FLAGS = (
    "not_due",
    "exempt_day",
    "study_day",
    "moved_away",
    "not_accredited",
    "field_training_too_early",
    "not_chosen",
)
"""Why a whole credit is out."""
INPUT = (*(name for name in CREDIT if name not in (*FLAGS, "event_group", "band_group")), *FLAGS)


def row_of(placed: Placed, triennio: Triennio, book: Book, banded: bool) -> dict[str, int]:
    """The input columns of one credit (see `columns.CREDIT`)."""
    return {name: column[0] for name, column in columns_of([placed], triennio, book, banded).items()}


def columns_of(rows: list[Placed], triennio: Triennio, book: Book, banded: bool) -> dict[str, list[int]]:
    """The input columns of the credits of a triennio."""
    objective = book.radiation["objective"]
    values = [_values(placed, placed.credit, objective, book) for placed in rows]
    found = dict(zip(INPUT, map(list, zip(*values, strict=True)), strict=True)) if values else {}
    years = [placed.credit.acquired.year - triennio.first for placed in rows]
    found["event_group"] = [placed.event_group for placed in rows]
    found["band_group"] = [
        year if banded and not placed.moved_in else -1 for placed, year in zip(rows, years, strict=True)
    ]
    return {name: found.get(name, []) for name in CREDIT}


NO_FLAGS = (0,) * len(FLAGS)


def _values(placed: Placed, credit: Credit, radiation: int, book: Book) -> tuple[int, ...]:
    """The columns `INPUT` of one credit."""
    listed = credit.country is not None and credit.country in _countries(credit.acquired, book)
    flags = placed.flags
    return (
        credit.acquired.toordinal(),
        KINDS[credit.kind],
        family(credit),
        int(credit.kind == "event" and credit.role == LEARNER_ROLE),
        int(credit.recruited),
        int(credit.objective == radiation),
        credit.stated,
        credit.recognised,
        credit.hours,
        credit.months,
        placed.tutoring_months,
        int(credit.indexed),
        MEDIA[credit.medium],
        POSITIONS[credit.position],
        int(credit.leef),
        int(listed),
        int(credit.distance),
        *((int(flag in flags) for flag in FLAGS) if flags else NO_FLAGS),
    )


def family(credit: Credit) -> Family:
    """The family that caps speak of."""
    if credit.kind != "event":
        return INDIVIDUAL_FAMILY[credit.kind]
    if credit.role != LEARNER_ROLE:
        return Family.TEACHING if credit.role in TEACHING_ROLES else Family.OTHER_ROLE
    if credit.format == "FAD":
        return Family.DISTANCE
    if credit.event_type == "CONGRESS":
        return Family.CONGRESS
    if credit.format == "FSC" and credit.event_type == "RESEARCH":
        return Family.FIELD_RESEARCH
    if credit.format == "FSC" and credit.event_type == "GROUPS":
        return Family.FIELD_GROUPS
    return Family.COURSE


def _countries(day: date, book: Book) -> frozenset[str]:
    lists = book.countries["new" if day >= book.since("IND-EST2") else "old"]
    until = {code for code, last in lists.get("codes_until", {}).items() if day <= last}
    return frozenset(lists["codes"]) | until


def _admit(placed: Placed, case: Case, due: dict[int, DueYear], absences: Absences, book: Book) -> None:
    credit = placed.credit
    day = credit.acquired
    year = due.get(day.year)
    if year is None or not year.due:
        placed.out("not_due", year.rule if year else "START-2")
    if absences.exempt_days and holds(absences.exempt_days, day):
        placed.out("exempt_day", "EXE-5")
    if absences.study_days and holds(absences.study_days, day):
        placed.out("study_day", "EXO-8b")
    if placed.moved_out:
        placed.out("moved_away", "REC-2")
    if not credit.accredited:
        placed.out("not_accredited", "ACC-1")
    individual = credit.format == "FSC" and credit.kind == "event" and credit.event_type in (None, "TRAINING")
    if individual and case.person.practice == "freelance" and day < book.since("FSC-LP"):
        placed.out("field_training_too_early", "FSC-LP")


# Editions and roles -----------------------------------------------------------------------------------------------


def choose_among(rows: list[Placed], book: Book) -> None:
    """Stage 2 for the credits of one person and triennio, in order: editions and roles, then host events."""
    choose_roles_and_editions(rows, book)
    _choose_hosts(rows)


def choose_roles_and_editions(rows: list[Placed], book: Book) -> None:
    """First the roles inside each edition, then one edition a year for each class of roles."""
    events: dict[tuple[str, int], list[Placed]] = defaultdict(list)
    for placed in rows:
        credit = placed.credit
        if credit.kind == "event" and credit.event is not None and placed.admitted:
            events[credit.event, credit.acquired.year].append(placed)
    for members in events.values():
        if len(members) < 2:
            continue
        for edition in _split(members, _edition):
            _choose_roles(edition, book)
        if members[0].credit.acquired >= book.since("CAP-6"):
            for same_class in _split([p for p in members if p.admitted], _role_class):
                _keep_largest(_split(same_class, _edition), "CAP-6")


def _split(members: list[Placed], key: Callable[[Placed], object]) -> list[list[Placed]]:
    """The members by key, in order of first appearance."""
    groups: dict[object, list[Placed]] = defaultdict(list)
    for placed in members:
        groups[key(placed)].append(placed)
    return list(groups.values())


def _edition(placed: Placed) -> object:
    """The edition of a participation; without a number, each day is an edition of its own."""
    return placed.credit.edition if placed.credit.edition is not None else ("day", placed.credit.acquired)


def _role_class(placed: Placed) -> str:
    """Teacher, tutor and speaker are one class (CAP-6); every other role is its own."""
    role = placed.credit.role
    return "teaching" if role in TEACHING_ROLES else role


def _choose_roles(edition: list[Placed], book: Book) -> None:
    """One edition: before 2019 one teaching role only (C8), then one record a role; since 2023 CAP-9."""
    day = edition[0].credit.acquired
    if day < book.since("CAP-7"):
        teaching = [placed for placed in edition if placed.credit.role in TEACHING_ROLES]
        _keep_largest(_split(teaching, lambda placed: placed.credit.role), "CAP-7")
        return
    for same_role in _split(edition, lambda placed: placed.credit.role):
        _keep_largest([[placed] for placed in same_role], "CAP-6")
    directing = [p for p in edition if p.credit.role == SCIENTIFIC_DIRECTOR and p.admitted]
    others = [p for p in edition if p.credit.role in ONE_ROLE_WITH_DIRECTOR and p.admitted]
    if day >= book.since("CAP-9") and directing and others:
        _keep_largest([directing, others], "CAP-9")


def _keep_largest(groups: list[list[Placed]], rule: str) -> None:
    """Keep the group with most credits, the earliest of equals; exclude the members of the others."""

    def amount(group: list[Placed]) -> int:
        return sum(p.credit.stated for p in group if p.admitted)

    groups = [group for group in groups if any(p.admitted for p in group)]
    if len(groups) < 2:
        return
    best = max(groups, key=lambda g: (amount(g), -min(p.credit.acquired.toordinal() for p in g)))
    for group in groups:
        if group is not best:
            for placed in group:
                placed.out("not_chosen", rule)


def _choose_hosts(rows: list[Placed]) -> None:
    """A congress and its workshops: the larger side counts, the congress when equal (EVT-4)."""
    workshops: dict[tuple[str, bool], list[Placed]] = defaultdict(list)
    hosts: dict[tuple[str, bool], list[Placed]] = defaultdict(list)
    for placed in rows:
        credit = placed.credit
        if credit.host_event is not None and credit.kind == "event" and placed.admitted:
            workshops[credit.host_event, credit.role == LEARNER_ROLE].append(placed)
    if not workshops:
        return
    for placed in rows:
        credit = placed.credit
        if credit.event is not None and credit.kind == "event" and placed.admitted:
            hosts[credit.event, credit.role == LEARNER_ROLE].append(placed)
    for key, inner in workshops.items():
        outer = [placed for placed in hosts.get(key, ()) if placed not in inner]
        if not outer:
            continue
        smaller = inner if _sum(outer) >= _sum(inner) else outer
        for placed in smaller:
            placed.out("not_chosen", "EVT-4")


def _sum(rows: list[Placed]) -> int:
    return sum(placed.credit.stated for placed in rows if placed.admitted)


# Shared limits ----------------------------------------------------------------------------------------------------


def _group_events(rows: list[Placed], triennio: Triennio, book: Book) -> None:
    """Credits of one event in one year share its 50; an event without a code stands alone."""
    numbers: dict[object, int] = {}
    if triennio.start < book.since("CAP-5"):
        return
    for index, placed in enumerate(rows):
        credit = placed.credit
        if credit.kind != "event":
            continue
        key: object = index if credit.event is None else (credit.event, credit.acquired.year)
        placed.event_group = numbers.setdefault(key, len(numbers))


def _count_tutoring(rows: list[Placed], book: Book) -> None:
    """Days of tutoring before 2019 add up over the triennio; each credit carries the months that it completes.

    A credit that is out for another reason shows what it would be worth alone, and adds nothing to the sum.
    """
    days_before = 0
    for placed in rows:
        credit = placed.credit
        by_days = credit.kind == "tutoring" and credit.acquired <= book.until("IND-TUTo")
        if not by_days or credit.days < 0 or credit.recognised >= 0:
            continue
        if placed.admitted:
            placed.tutoring_months = months_of_tutoring(days_before + credit.days, book) - months_of_tutoring(
                days_before, book
            )
            days_before += credit.days
        else:
            placed.tutoring_months = months_of_tutoring(credit.days, book)


def months_of_tutoring(days: int, book: Book) -> int:
    """Months of tutoring in a number of days: each takes at least 16 and at most 31."""
    least, most = book.constant("tutoring_month_least_days"), book.constant("tutoring_month_most_days")
    return min(days // least, -(-days // most))
