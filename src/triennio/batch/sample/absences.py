"""What changes an obligation: facts, dossiers, exonerations, exemptions."""

from __future__ import annotations

from typing import Any

import numpy as np

from triennio.batch.sample.draw import Column, Draw, day, rows_of, short_texts, table_of
from triennio.batch.sample.persons import LAST_DAY, Drawn
from triennio.rules.ecm.arrow.people import NO_DAY, Rows
from triennio.rules.ecm.arrow.words import WORDS

WHOLE_SHARE = 10_000
NOT_GIVEN = -1


def _code(where: str, word: str) -> int:
    return WORDS[where].index(word)


def _shares(where: str, shares: dict[str, float]) -> Column:
    return table_of({_code(where, word): share for word, share in shares.items()})


STUDY = _shares(
    "exonerations.kind",
    {
        "specialisation": 22, "master_60cfu": 24, "master_degree": 14, "bachelor": 10, "phd": 6, "gp_training": 6,
        "psychotherapy_school": 6, "university_course_hours": 5, "managerial_course": 3, "mycologist_2y": 0.5,
        "university_course_monthly": 1, "military_mission_abroad": 0.7, "unlisted": 0.8,
    },
)  # fmt: skip
STUDY_DAYS = {"specialisation": 1400, "phd": 1090, "master_degree": 720, "bachelor": 1000, "gp_training": 1090,
              "psychotherapy_school": 1400, "mycologist_2y": 700, "managerial_course": 200,
              "military_mission_abroad": 170}  # fmt: skip
SUSPENDED = _shares(
    "exemptions.kind",
    {
        "maternity": 30, "parental_leave": 24, "illness": 20, "serious_illness": 5, "child_illness": 4,
        "disabled_relatives_104": 5, "serious_family_reasons": 4, "adoption": 1, "disabled_child_leave": 3,
        "elected_office": 1, "union_leave": 1, "humanitarian_mission": 0.5, "red_cross": 0.5, "cooperation_leave": 0.5,
        "director_appointment": 0.5,
    },
)  # fmt: skip
SUSPENDED_DAYS = {"maternity": 152, "parental_leave": 150, "illness": 60, "serious_illness": 200, "elected_office": 900,
                  "union_leave": 400}  # fmt: skip


def _lengths(where: str, usual: dict[str, int], otherwise: int) -> Column:
    return np.array([usual.get(word, otherwise) for word in WORDS[where]], dtype=np.int32)


def exonerations(draw: Draw, people: Drawn) -> Rows:
    """One person in eleven studied while practising; some twice."""
    who = np.concatenate([np.flatnonzero(draw.chance(share, len(people))) for share in (0.09, 0.015)])
    kind = draw.of(STUDY, len(who))
    where = "exonerations.kind"
    by_hours = kind == _code(where, "university_course_hours")
    columns = _absence(draw, people, who, kind, _lengths(where, STUDY_DAYS, 330)) | {
        "hours": np.where(by_hours, draw.between(20, 400, len(who)) * 100, NOT_GIVEN),
        "credits": np.where(
            kind == _code(where, "unlisted"), draw.between(50, 300, len(who)) * 10, NOT_GIVEN
        ),
    }
    last_year = 1970 + columns["to"] // 365.2425
    chosen = draw.chance(0.06, len(who)) & (columns["to"] - columns["from"] > 300)
    columns["chosen_year"] = np.where(chosen, last_year, NOT_GIVEN).astype(np.int16)
    return _named(rows_of(len(people), [(who, columns)], "from"), "x")


def exemptions(draw: Draw, people: Drawn) -> Rows:
    """Absences from practice: the young have most, and may have several."""
    young = np.where(people.age < 45, 1.0, 0.35)
    who = np.concatenate(
        [np.flatnonzero(draw.places(len(people)) < young * share * 65_536) for share in (0.2, 0.1, 0.05)]
    )
    kind = draw.of(SUSPENDED, len(who))
    columns = _absence(draw, people, who, kind, _lengths("exemptions.kind", SUSPENDED_DAYS, 90))
    columns |= {"hours": NOT_GIVEN, "chosen_year": NOT_GIVEN, "credits": NOT_GIVEN}
    return _named(rows_of(len(people), [(who, columns)], "from"), "e")


def _absence(draw: Draw, people: Drawn, who: Column, kind: Column, usual: Column) -> dict[str, Any]:
    count = len(who)
    spare = draw.between(0, 65_535, count) / 65_536
    start = people.active_from[who]
    start = (start + spare * np.maximum(LAST_DAY - start - 1, 1)).astype(np.int32)
    end = start + usual[kind] * draw.between(40, 110, count) // 100
    filed = np.where(draw.chance(0.8, count), end + draw.between(1, 500, count), NO_DAY)
    return {"kind": kind, "from": start, "to": end.astype(np.int32), "filed": filed.astype(np.int32)}


def _named(rows: Rows, prefix: str) -> Rows:
    rows.columns["id"] = short_texts(rows.columns["place"] + 1, prefix, 2)
    return rows


def dossiers(draw: Draw, people: Drawn) -> Rows:
    """One in eight in each triennio since 2014; one in ten judged area by area."""
    parts = []
    for first in (2014, 2017, 2020, 2023, 2026):
        who = np.flatnonzero(draw.chance(0.12, len(people)) & (people.active_from <= day(first + 1)))
        count = len(who)
        built = np.minimum(day(first) + draw.between(0, 1000, count), LAST_DAY).astype(np.int32)
        by_area = draw.chance(0.1, count)
        columns: dict[str, Any] = {
            "type": draw.chance(0.3, count).astype(np.int8),
            "built": built,
            "realised": draw.chance(0.55, count) & ~by_area,
            "by_area": by_area,
        }
        for area in ("technical", "process", "system"):
            planned = np.where(by_area, draw.between(10, 80, count) * 100, 0)
            columns[f"{area}_planned"] = planned
            columns[f"{area}_realised"] = planned * draw.between(50, 120, count) // 100
        parts.append((who, columns))
    return rows_of(len(people), parts, "built")


def facts(draw: Draw, people: Drawn) -> Rows:
    """Whatever else the register knows of a person."""
    count = len(people)
    age, enrolled = people.age, people.enrolled
    told = np.flatnonzero

    def some(share: float, among: Any = True) -> Column:
        return told(draw.chance(share, count) & among)

    before_2008 = some(0.3, enrolled < day(2009))
    vaccines, retired = some(0.03, enrolled < day(2019)), some(0.4, age >= 66)
    regular = some(0.06, age >= 70)
    parts = [
        (before_2008, _fact("previous_credits", 2008, draw.between(0, 1700, len(before_2008)) * 10)),
        (some(0.04, enrolled < day(2014)), _fact("certified", 2014)),
        (some(0.04, enrolled < day(2017)), _fact("certified", 2017)),
        (some(0.03, enrolled < day(2019)), _fact("closed_previous_late", 2017)),
        (vaccines, _fact("vaccine_credits", 2017, draw.between(1, 150, len(vaccines)) * 10)),
        (some(0.012), _fact("earthquake_2016_17")),
        (some(0.008), _fact("earthquake_2012")),
        (some(0.005), _fact("earthquake_2009")),
        (some(0.018), _fact("flood_2023")),
        (some(0.002), _fact("flood_2023", share=5_000)),
        (
            retired,
            _fact("retired")
            | {
                "from": LAST_DAY - draw.between(0, 2000, len(retired)),
                "yearly_income": draw.between(0, 90, len(retired)) * 10_000,
            },
        ),
        (
            regular,
            _fact("regular_practice_declared") | {"from": LAST_DAY - draw.between(0, 1500, len(regular))},
        ),
    ]
    return rows_of(count, parts, "from")


def _fact(word: str, triennio: int = NOT_GIVEN, credits: Any = 0, share: int = WHOLE_SHARE) -> dict[str, Any]:
    return {
        "kind": _code("facts.kind", word),
        "triennio": triennio,
        "credits": credits,
        "share": share,
        "from": np.int32(NO_DAY),
        "yearly_income": NOT_GIVEN,
    }
