"""The dossier formativo: what a plan may be, and how far the register's credits follow it (rulebook DOS-A … DOS-L).

Shares are shares of training, so the coherence of an area is what it took of the credits acquired against what was
planned of it: 60-20-20 planned and 70-18-12 done gives 100, 90 and 60 % (DOS-L). In the terms of the rules an area
has `planned` = its planned percent of the credits acquired, and `realised` = the credits acquired in it.
Credits here are whole hundredths. Counted are reported participations with a national objective, in the triennio they
belong to (a moved one in that of destination), as recorded: caps and individual training do not enter the dossier.
From 2026-28 all participations of the triennio enter (DOS-I); before, those acquired from the day it was built on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from triennio.kernel.refusal import Refusal
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import hundredths
from triennio.rules.book import Book
from triennio.rules.ecm.dossier import AREAS, Area, satisfied

MOST_OBJECTIVES: Final = 10
"""DOS-C."""
WHOLE_TRIENNIO_FROM: Final = Triennio(2026)
"""DOS-I: from here on also what was acquired before the dossier was built."""
_AREAS_OF_BOOK: Final = {"tecnico-professionale": "technical", "processo": "process", "sistema": "system"}


@dataclass(frozen=True, slots=True)
class Objective:
    """A national objective. `area` is one of `technical`, `process`, `system`."""

    code: int
    title: str
    area: str


@dataclass(frozen=True, slots=True)
class Earned:
    """A participation as the dossier sees it. `triennio` is the one it belongs to; `objective` None where unknown."""

    triennio: Triennio
    acquired: date
    objective: int | None
    hundredths: int


@dataclass(frozen=True, slots=True)
class AreaState:
    """One area of one dossier. `coherence` is None where nothing was planned, or nothing acquired yet."""

    name: str
    percent: int
    earned: int
    share: Fraction
    coherence: Fraction | None
    reached: bool


@dataclass(frozen=True, slots=True)
class Coherence:
    """A dossier against the register. `without` are hundredths without an objective: they stay out of the sum."""

    areas: tuple[AreaState, ...]
    total: int
    without: int
    threshold: int
    overall: Fraction
    satisfied: bool
    since: date


def objectives(book: Book) -> dict[int, Objective]:
    """The national objectives by code, with their area."""
    return {
        int(each["code"]): Objective(int(each["code"]), str(each["title"]), _AREAS_OF_BOOK[each["area"]])
        for each in book.professions["objectives"]
    }


def window(book: Book, triennio: Triennio) -> tuple[date, date] | None:
    """First and last day for building the dossier of a triennio (DOS-B); None where there is none."""
    term = book.dossier.get(triennio)
    return (triennio.start, term.built_until) if term else None


_ANNOUNCED: Final = re.compile(
    r"quelli del (\d{4}-\d{4}) saranno (?P<individual>\d+) se individuali e (?P<group>\d+) se di gruppo"
)


@dataclass(frozen=True, slots=True)
class Bonus:
    """What a dossier is worth, in hundredths: off in its own triennio, and in the next where it is realised
    (None where no text says it yet)."""

    build: int
    following: int | None


def bonus(book: Book, triennio: Triennio, type: str) -> Bonus | None:
    """The two bonuses of a dossier built in a triennio (DOS-BUILD, DOS-DONE); None where there is none.

    The second is a value of the next triennio; of one that has no rulebook yet, what rule DOS-DONE announces.
    """
    if triennio not in book.dossier or triennio not in book.trienni:
        return None
    build = book.params(triennio, book.choices()).values.get(f"dossier_build_{type}")
    if build is None:
        return None
    return Bonus(hundredths(int(build)), _following(book, triennio, type))


def _following(book: Book, triennio: Triennio, type: str) -> int | None:
    if triennio.next in book.trienni:
        value = book.params(triennio.next, book.choices()).values.get(f"dossier_next_{type}")
        return None if value is None else hundredths(int(value))
    said = _ANNOUNCED.search(book.rules["DOS-DONE"].text)
    return int(said[type]) * 100 if said and said[1] == str(triennio) else None


def check_open(book: Book, triennio: Triennio, day: date) -> None:
    """Raise Refusal (DOSSIER_CLOSED) outside the window of DOS-B."""
    found = window(book, triennio)
    if found is None or not found[0] <= day <= found[1]:
        said = (
            f" Per il {triennio} si poteva fino al {found[1].day}/{found[1].month}/{found[1].year}."
            if found
            else ""
        )
        raise Refusal(
            "DOSSIER_CLOSED",
            f"Il dossier si costruisce e si cambia nei primi due anni del triennio (regola DOS-B).{said}",
            next_step="Il prossimo dossier si apre con il triennio successivo.",
            decides="Commissione nazionale per la formazione continua",
        )


def check_plan(plan: Mapping[int, int], known: Mapping[int, Objective]) -> None:
    """Raise Refusal for a plan {objective: percent} that cannot be: DOSSIER_EMPTY, DOSSIER_TOO_MANY,
    DOSSIER_OBJECTIVE, DOSSIER_PERCENT, DOSSIER_SUM."""
    if not plan:
        raise Refusal(
            "DOSSIER_EMPTY",
            "Nel dossier non c’è ancora nessun obiettivo.",
            next_step="Dare una percentuale ad almeno un obiettivo.",
        )
    if len(plan) > MOST_OBJECTIVES:
        raise Refusal(
            "DOSSIER_TOO_MANY",
            f"Gli obiettivi sono {len(plan)}: il dossier ne ammette al massimo {MOST_OBJECTIVES} (regola DOS-C).",
            next_step="Lasciare vuota la percentuale di quelli meno importanti.",
        )
    if strange := sorted(set(plan) - set(known)):
        raise Refusal("DOSSIER_OBJECTIVE", f"Gli obiettivi nazionali non hanno il numero {strange[0]}.")
    if any(not 1 <= percent <= 100 for percent in plan.values()):
        raise Refusal("DOSSIER_PERCENT", "Ogni percentuale è un numero intero da 1 a 100.")
    if (total := sum(plan.values())) != 100:
        points = abs(100 - total)
        raise Refusal(
            "DOSSIER_SUM",
            f"Le percentuali sommano a {total}%: devono fare 100%.",
            next_step=f"{'Aggiungere' if total < 100 else 'Togliere'} {points} {'punto' if points == 1 else 'punti'}.",
        )


def by_area(plan: Mapping[int, int], known: Mapping[int, Objective]) -> dict[str, int]:
    """Planned percent of each of the three areas."""
    found = dict.fromkeys(AREAS, 0)
    for code, percent in plan.items():
        if code in known:
            found[known[code].area] += percent
    return found


def since(triennio: Triennio, built: date) -> date:
    """From which day participations enter a dossier (DOS-I)."""
    return triennio.start if triennio >= WHOLE_TRIENNIO_FROM else built


def realised(
    earned: Iterable[Earned], known: Mapping[int, Objective], triennio: Triennio, first: date
) -> tuple[dict[str, int], int]:
    """Hundredths acquired in each area from `first` on, and those without a known objective."""
    areas, without = dict.fromkeys(AREAS, 0), 0
    for each in earned:
        if each.triennio != triennio or each.acquired < first:
            continue
        objective = known.get(each.objective) if each.objective is not None else None
        if objective is None:
            without += each.hundredths
        else:
            areas[objective.area] += each.hundredths
    return areas, without


def coherence(
    percents: Mapping[str, int],
    done: Mapping[str, int],
    without: int,
    first: date,
    threshold: int,
    *,
    overall: bool,
) -> Coherence:
    """How far the credits follow the plan. `threshold` in percent; `overall` is the policy `dossier_coherence`."""
    total = sum(done.values())
    areas = {name: area_of(percents[name], done[name], total) for name in AREAS}
    planned = sum((each.planned for each in areas.values()), Fraction(0))
    whole = sum((each.coherence * each.planned for each in areas.values()), Fraction(0))
    return Coherence(
        areas=tuple(
            _state(name, percents[name], done[name], total, areas[name], threshold) for name in AREAS
        ),
        total=total,
        without=without,
        threshold=threshold,
        overall=whole / planned if planned else Fraction(0),
        satisfied=satisfied(areas, threshold, overall=overall),
        since=first,
    )


def _state(name: str, percent: int, earned: int, total: int, area: Area, threshold: int) -> AreaState:
    judged = area.coherence if percent and total else None
    reached = (judged is None and not percent) or (judged is not None and judged * 100 >= threshold)
    return AreaState(
        name, percent, earned, Fraction(earned, total) if total else Fraction(0), judged, reached
    )


def area_of(percent: int, earned: int, total: int) -> Area:
    """An area as the rules judge it, in hundredths."""
    return Area(Fraction(percent * total, 100), Fraction(earned))


def as_case(percents: Mapping[str, int], done: Mapping[str, int]) -> dict[str, Any]:
    """The key `areas` of a dossier in a case. Credits as decimal strings: percents times the total, over 100."""
    total = sum(done.values())
    return {
        name: {"planned": _credits(percents[name] * total), "realised": _credits(done[name] * 100)}
        for name in AREAS
    }


def _credits(ten_thousandths: int) -> str:
    # Only the ratio of the two is judged, so both are given a hundred times larger: whole hundredths, nothing rounded.
    return f"{ten_thousandths // 100}.{ten_thousandths % 100:02d}"
