"""What the person should know beside the number: what was not told, what had no effect, what is disputed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from triennio.calculator.domain.absences import filed_later, unsaid_years
from triennio.calculator.domain.answers import Answers
from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.numbers import said

Code = Literal[
    "covid", "previous_open", "previous_unknown", "previous_no_effect", "yearly", "filed", "unsaid", "ignored"
]


@dataclass(frozen=True, slots=True)
class Notice:
    """`text` is a sentence of the engine; amounts are ready to be read."""

    code: Code
    rule: str = ""
    amount: str = ""
    base: str = ""
    period: str = ""
    text: str = ""


def notices(
    output: Mapping[str, Any], triennio: Mapping[str, Any] | None, answers: Answers, disputed: Container[str]
) -> list[Notice]:
    """`disputed` are the rules that no text settles: they are told even where nothing was applied."""
    found = list(_of_period(triennio, answers, disputed)) if triennio else []
    found += [Notice("ignored", rule=item["rule"] or "", text=item["reason"]) for item in output["ignored"]]
    return found


def _of_period(triennio: Mapping[str, Any], answers: Answers, disputed: Container[str]) -> Iterator[Notice]:
    steps = {step["rule"]: step for step in triennio["steps"]}
    covid = steps.get("COV-1")
    if covid:
        yield Notice(
            "covid", rule="COV-1", amount=said(covid["amount"].lstrip("-")), base=said(covid["base"])
        )
    if Decimal(triennio["obligation"]):
        yield from _about_previous(steps, answers, disputed)
    if triennio["annual"] and triennio["credits"]:
        yield Notice("yearly", rule="OBL-2")
    if filed_later(answers.triennio, answers.absences):
        yield Notice("filed", rule="EXO-10")
    if unsaid_years(answers.triennio, answers.absences):
        yield Notice("unsaid", rule="EXE-3")


def _about_previous(steps: Mapping[str, Any], answers: Answers, disputed: Container[str]) -> Iterator[Notice]:
    rule, before = reduction_rule(answers.triennio), str(answers.triennio.previous)
    if rule in steps:
        return
    if rule in disputed:
        yield Notice("previous_open", rule=rule, period=str(answers.triennio))
    elif answers.previous_credits is None:
        yield Notice("previous_unknown", rule=rule, period=before)
    elif answers.previous_credits > Decimal(0):
        amount = said(answers.previous_credits)
        yield Notice("previous_no_effect", rule=rule, period=before, amount=amount)


def reduction_rule(triennio: Triennio) -> str:
    """`RED-20` for 2020-2022: the table of reductions for the credits of the period before."""
    return f"RED-{triennio.first % 100:02d}"
