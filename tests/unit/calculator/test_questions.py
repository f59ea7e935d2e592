"""A question is asked for a period exactly when its answer can change the engine's answer for it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.calculator.people import nurse, position
from triennio.calculator import engine
from triennio.calculator.domain import case
from triennio.calculator.domain import credits as typed
from triennio.calculator.domain.answers import Credits
from triennio.calculator.domain.questions import FIRST_YEARS, concerns
from triennio.kernel.triennio import Triennio

LEARNED = Credits(learner=Decimal(40))
PREVIOUS = {"previous_credits": Decimal(130)}
ANSWERED = {
    "nhs_work": ({"profession": 5}, {"profession": 5, "nhs_work": True}),
    "dossier_now": ({}, {"dossier_now": "group"}),
    "dossier_now_late": ({"dossier_now": "group"}, {"dossier_now": "group", "dossier_now_late": True}),
    "dossier_before": ({}, {"dossier_before": "group"}),
    "certified": ({}, {"certified": True}),
    "closed_late": (PREVIOUS, {**PREVIOUS, "closed_late": True}),
    "vaccines": ({}, {"vaccines": Decimal(9)}),
    "earthquake_2009": ({}, {"earthquake_2009": True}),
    "earthquake_2012": ({}, {"earthquake_2012": True}),
    "earthquake_2016": ({}, {"earthquake_2016": True}),
    "flood_2023": ({}, {"flood_2023": True}),
    "radiation": ({"credits": LEARNED}, {"credits": replace(LEARNED, radiation=Decimal(10))}),
}
# Told for another period this answer would still date the dossier to 2019, so there is nothing to probe there.
OWN_PERIOD = {"dossier_now_late": 2017}
PROBES = [
    (question, triennio.first)
    for question in sorted(ANSWERED)
    for triennio in engine.trienni()
    if OWN_PERIOD.get(question, triennio.first) == triennio.first
]


def numbers(found):
    return {
        key: found.get(key) for key in ("years_due", "standard", "obligation", "annual", "quotas", "missing")
    }


def test_every_question_is_probed():
    assert set(ANSWERED) == set(FIRST_YEARS)


@pytest.mark.parametrize(("question", "first"), PROBES)
def test_asked_where_it_matters_and_only_there(question, first, monkeypatch):
    without, answered = ANSWERED[question]

    def everything(question, triennio):
        return True

    monkeypatch.setattr(case, "concerns", everything)
    monkeypatch.setattr(typed, "concerns", everything)
    matters = numbers(position(nurse(first, **without))) != numbers(position(nurse(first, **answered)))
    assert matters == concerns(question, Triennio(first))
