"""Answers that the tests begin from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from triennio.calculator import engine
from triennio.calculator.domain.answers import Answers
from triennio.calculator.domain.case import build
from triennio.calculator.domain.result import Result, result
from triennio.kernel.triennio import Triennio

TODAY = date(2026, 11, 22)
NURSE = Answers(profession=14, triennio=Triennio(2026), enrolled=2005, practice="employee")


def nurse(first: int = 2026, **answers: Any) -> Answers:
    return replace(NURSE, triennio=Triennio(first), **answers)


def computed(answers: Answers, today: date = TODAY) -> Result:
    """All the way: answers, case, engine, what the page shows."""
    return result(engine.evaluate(build(answers, today)), answers, today)


def position(answers: Answers, today: date = TODAY) -> dict[str, Any]:
    """The engine's answer for the chosen period."""
    output = engine.evaluate(build(answers, today))
    return next((t for t in output["trienni"] if t["triennio"] == str(answers.triennio)), {})
