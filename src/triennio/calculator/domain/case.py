"""Answers → the case that the engine reads (its JSON shape, as a dictionary). Pure: the day is an
argument.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from triennio.calculator.domain import credits as typed
from triennio.calculator.domain.absences import dated
from triennio.calculator.domain.answers import Answers, DossierKind
from triennio.calculator.domain.periods import OLDEST, as_of
from triennio.calculator.domain.questions import PSYCHOLOGIST, concerns
from triennio.kernel.triennio import Triennio

Item = dict[str, Any]

PREMIUM_UNTIL = Triennio(2020)  # PREM-1: certifiable on 3 July 2025 for the periods that were over and closed
MEASURE_CHANGED = date(2019, 7, 25)  # the dossier of 2017-2019: one measure until this day, another after


def build(answers: Answers, today: date) -> Item:
    """The case of a person of whom only the answers are known."""
    day, enrolment = as_of(answers.triennio, today), enrolment_day(answers)
    away = dated(answers.triennio, answers.absences, today)
    return {
        # An enrolment later than the period must be known too, or the engine would not know when the duty began.
        "as_of": max(day, enrolment).isoformat(),
        "person": _person(answers),
        "facts": _facts(answers),
        "dossiers": _dossiers(answers, day),
        "exonerations": away.exonerations,
        "exemptions": away.exemptions,
        "credits": typed.listed(answers, day, duty_from(answers), away.days),
    }


def duty_from(answers: Answers) -> date:
    """First day of the duty (START-1): 1 January after the enrolment."""
    return date(answers.enrolled + 1, 1, 1)


def enrolment_day(answers: Answers) -> date:
    """1 January: never after today, and the duty begins on the following 1 January whatever the day."""
    return date(answers.enrolled, 1, 1)


def _person(answers: Answers) -> Item:
    register = [{"act": "enrolment", "date": enrolment_day(answers).isoformat()}]
    person: Item = {
        "id": "io",
        "profession": answers.profession,
        "practice": answers.practice,
        "register": register,
    }
    if answers.profession == PSYCHOLOGIST and concerns("nhs_work", answers.triennio):
        person["nhs_work"] = answers.nhs_work
    return person


def _facts(answers: Answers) -> list[Item]:
    period = answers.triennio
    before = str(period.previous)
    facts: list[Item] = []
    if answers.previous_credits is not None:
        facts.append(
            {"kind": "previous_credits", "triennio": before, "credits": f"{answers.previous_credits:.2f}"}
        )
    if answers.certified and concerns("certified", period):
        facts += [{"kind": "certified", "triennio": str(t)} for t in _certifiable(answers)]
    if answers.closed_late and concerns("closed_late", period):
        facts.append({"kind": "closed_previous_late", "triennio": before})
    if answers.vaccines and concerns("vaccines", period):
        facts.append({"kind": "vaccine_credits", "triennio": before, "credits": f"{answers.vaccines:.2f}"})
    return facts + _disasters(answers)


def _certifiable(answers: Answers) -> list[Triennio]:
    """The past periods of the person's duty that PREM-1 looks at."""
    start = max(Triennio.of(duty_from(answers)), OLDEST)
    return [Triennio(first) for first in range(start.first, PREMIUM_UNTIL.first + 1, 3)]


def _disasters(answers: Answers) -> list[Item]:
    told = {
        "earthquake_2009": (answers.earthquake_2009, {"kind": "earthquake_2009"}),
        "earthquake_2012": (answers.earthquake_2012, {"kind": "earthquake_2012"}),
        "earthquake_2016": (answers.earthquake_2016, {"kind": "earthquake_2016_17"}),
        "flood_2023": (answers.flood_2023, {"kind": "flood_2023", "share": "1"}),
    }
    return [fact for name, (said, fact) in told.items() if said and concerns(name, answers.triennio)]


def _dossiers(answers: Answers, day: date) -> list[Item]:
    period = answers.triennio
    dossiers: list[Item] = []
    if answers.dossier_before != "none" and concerns("dossier_before", period):
        dossiers.append(_dossier(answers.dossier_before, period.previous.start, realised=True))
    if answers.dossier_now != "none" and concerns("dossier_now", period):
        late = answers.dossier_now_late and concerns("dossier_now_late", period)
        built = MEASURE_CHANGED + timedelta(days=1) if late else _built(answers, day)
        dossiers.append(_dossier(answers.dossier_now, built, realised=False))
    return dossiers


def _built(answers: Answers, day: date) -> date:
    """A day on which the dossier can have been built: in the first two years of the period, once bound, not
    after `day`. The measure does not depend on which."""
    return min(max(answers.triennio.start, duty_from(answers)), day)


def _dossier(kind: DossierKind, built: date, *, realised: bool) -> Item:
    return {"type": kind, "built": built.isoformat(), "realised": realised}
