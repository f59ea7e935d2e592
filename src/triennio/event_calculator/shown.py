"""From an answer to what the page shows: the same numbers, each with the rule, its source and its text."""

from __future__ import annotations

from dataclasses import dataclass

from triennio.rules.book.model import Rule
from triennio.rules.events import Answer, Event, EventBook, Refusal, Step
from triennio.rules.events.model import LEARNER, Measure
from triennio.rules.events.rounding import said


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A line of the calculation; `rule` opens under it."""

    step: Step
    rule: Rule


@dataclass(frozen=True, slots=True)
class Shown:
    """`credits` has a decimal comma. `note` says what is a reading of ours."""

    credits: str
    one: bool
    report_hours: int | None
    criteria: str
    formula: str
    steps: tuple[ShownStep, ...]
    refusals: tuple[Refusal, ...]
    note: str


def shown(event: Event, answer: Answer, book: EventBook) -> Shown:
    """The answer for the page."""
    return Shown(
        credits=answer.credits_text.replace(".", ","),
        one=answer.credits == 1,
        report_hours=answer.report_hours,
        criteria=book.criteria[event.criteria].title,
        formula=_formula(event, answer, book),
        steps=tuple(ShownStep(step, book.rules[step.rule]) for step in answer.steps),
        refusals=answer.refusals,
        note="" if event.role == LEARNER else book.measure(event).note,
    )


def _formula(event: Event, answer: Answer, book: EventBook) -> str:
    """The rule's; for a role, whose rule tells of two measures, that of the measure of the day."""
    if event.role == LEARNER:
        return book.rules[answer.rule].formula
    return formula_of(book.measure(event))


def formula_of(measure: Measure) -> str:
    """A measure as a formula in words; empty where nothing is earned."""
    amount = said(measure.credits)
    words = {
        "minutes": f"{amount} × parte intera di (minuti ÷ {measure.minutes})",
        "sessions": f"{amount} × sessioni",
        "months": f"{amount} × mesi",
        "share": f"{amount} × crediti dell’evento, per eccesso al decimo",
    }.get(measure.per)
    if words is None:
        return ""
    limits = {"event_credits": " e i crediti dell’evento", "participant_hours": " e le ore dei partecipanti"}
    if measure.times > 1:
        limits["participant_hours"] = f" e {measure.times} volte le ore dei partecipanti"
    return f"crediti = {words}, al massimo {said(measure.cap)}{limits.get(measure.limit, '')}"
