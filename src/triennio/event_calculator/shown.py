"""From an answer to what the page shows: the same numbers, each with the rule, its source and its text."""

from __future__ import annotations

from dataclasses import dataclass

from triennio.rules.book.model import Rule
from triennio.rules.events import Answer, Event, EventBook, Refusal, Step


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
    rule: Rule
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
        rule=book.rules[answer.rule],
        steps=tuple(ShownStep(step, book.rules[step.rule]) for step in answer.steps),
        refusals=answer.refusals,
        note="" if event.role == "P" else book.measure(event).note,
    )
