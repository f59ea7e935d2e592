"""Invented people of whom every picture is drawn, with the engine's answer to each."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from triennio.rules.families import position

TODAY = date(2026, 11, 22)
Case = dict[str, Any]


def course(name: str, day: str, credits: str, **more: Any) -> Case:
    return {"id": name, "kind": "event", "role": "learner", "credits": credits, "acquired": day, **more}


def steady() -> Case:
    """Bound since 2013; an old debt that a surplus fills, a move, an absence, a bit of everything this year."""
    past = [course(f"c{y}-{i}", f"{y}-0{i + 2}-10", "20.0") for y in range(2014, 2020) for i in range(2)]
    past += [course(f"c{y}", f"{y}-02-10", "20.0") for y in range(2020, 2027)]
    return {
        "as_of": TODAY.isoformat(),
        "person": {"id": "p1", "profession": 20, "practice": "employee", "register": _enrolled("2012-03-01")},
        "facts": [{"kind": "previous_credits", "triennio": "2011-2013", "credits": "100.00"}],
        "dossiers": [{"type": "individual", "built": "2026-02-01", "realised": False}],
        "exonerations": [
            {"id": "x1", "kind": "other_course_60cfu", "from": "2021-01-01", "to": "2021-12-31"},
            {"id": "x2", "kind": "master_60cfu", "from": "2027-01-10", "to": "2027-12-20"},
        ],
        "exemptions": [{"id": "e1", "kind": "illness", "from": "2026-03-01", "to": "2026-06-30"}],
        "credits": [
            *past,
            course("lost", "2026-05-05", "8.0"),
            {"id": "self", "kind": "self_training", "hours": "40", "acquired": "2026-07-01"},
            course("sponsored", "2026-10-01", "50.0", recruited=True),
            course("moved", "2023-10-01", "50.0"),
        ],
        "moves": [{"credit": "moved", "to": "2020-2022", "on": "2025-06-01"}],
    }


def behind() -> Case:
    """On her own, few credits and old debts that nothing fills."""
    return {
        "as_of": TODAY.isoformat(),
        "person": {
            "id": "p2",
            "profession": 14,
            "practice": "freelance",
            "register": _enrolled("2010-05-01"),
        },
        "credits": [
            course("a", "2018-04-01", "45.0"),
            course("b", "2021-04-01", "30.5"),
            course("c", "2024-06-01", "50.0"),
            course("d", "2025-06-01", "50.0"),
            course("e", "2026-04-01", "12.4"),
            {"id": "f", "kind": "event", "role": "teacher", "credits": "6.0", "acquired": "2026-09-09"},
        ],
    }


def newcomer() -> Case:
    """Enrolled this year: the duty begins on the first of January."""
    return {
        "as_of": TODAY.isoformat(),
        "person": {"id": "p3", "profession": 5, "practice": "employee", "register": _enrolled("2026-05-01")},
        "credits": [course("early", "2026-06-01", "5.0")],
    }


def answer(case: Case) -> dict[str, Any]:
    return position(case)


def on(case: Case, day: date, **more: Any) -> Case:
    """The same person on another day, with other facts."""
    return {**deepcopy(case), "as_of": day.isoformat(), **more}


def _enrolled(day: str) -> list[dict[str, str]]:
    return [{"act": "enrolment", "date": day}]
