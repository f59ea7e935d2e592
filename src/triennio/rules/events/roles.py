"""What teachers, tutors, moderators, directors, experts and coordinators earn."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor

from triennio.kernel.faults import InputFaults
from triennio.rules.events.duration import missing, plural
from triennio.rules.events.ending import Earned
from triennio.rules.events.model import Event, Measure, Step
from triennio.rules.events.rounding import credits, said, up_to_tenth

Learner = Callable[[list[Step]], Earned]
"""Computes what a learner of the same event earns, writing its steps."""


def role(event: Event, measure: Measure, learner: Learner, steps: list[Step]) -> Earned:
    """Credits and rule of a role under its measure."""
    if measure.per == "nothing":
        steps.append(
            Step("Crediti del ruolo", "per questo ruolo non sono previsti crediti", "0,0", measure.rule)
        )
        return Fraction(0), measure.rule
    if measure.only_if_teaching and not event.coordinator_teaches:
        steps.append(Step("Crediti del ruolo", "il coordinatore non insegna", "0,0", measure.rule))
        return Fraction(0), measure.rule
    if measure.per == "share":
        return _share(event, measure, learner, steps)
    count, words = _counted(event, measure)
    amount = count * measure.credits
    steps.append(Step("Crediti", f"{words} × {said(measure.credits)}", said(amount, 1), measure.rule))
    return _limited(event, measure, amount, steps), measure.rule


def _counted(event: Event, measure: Measure) -> tuple[int, str]:
    """How many sessions, months or whole blocks of time, and in words."""
    if measure.per == "sessions":
        if event.sessions is None:
            raise missing("sessions", "a moderator earns by sessions")
        return event.sessions, plural(event.sessions, "sessione", "sessioni")
    if measure.per == "months":
        if event.months is None:
            raise missing("months", "this tutor earns by months")
        return event.months, plural(event.months, "mese", "mesi")
    if event.role_minutes is None:
        raise missing("role_hours", f"role {event.role} earns by time (role_hours or role_minutes)")
    blocks = floor(event.role_minutes / measure.minutes)
    return blocks, f"{said(event.role_minutes)} minuti ÷ {measure.minutes} → {blocks}"


def _share(event: Event, measure: Measure, learner: Learner, steps: list[Step]) -> Earned:
    """A part of the credits of the event, always up to the next tenth."""
    whole = _event_credits(event, learner, steps)
    amount = whole * measure.credits
    rounded = min(up_to_tenth(amount), measure.cap)
    numbers = f"{said(whole, 1)} × {said(measure.credits * 100)}% = {said(amount)}, per eccesso al decimo"
    steps.append(Step("Crediti", numbers, said(rounded, 1), measure.rule))
    return rounded, measure.rule


def _event_credits(event: Event, learner: Learner, steps: list[Step]) -> Fraction:
    """From the event's own numbers where they are there, else the amount that is given."""
    tried: list[Step] = []
    try:
        amount, rule = learner(tried)
    except InputFaults:
        if event.event_credits is None:
            raise
        return event.event_credits
    steps += tried[:-1]
    steps.append(Step("Crediti dell'evento", tried[-1].numbers, said(amount, 1), rule))
    return amount


def _limited(event: Event, measure: Measure, amount: Fraction, steps: list[Step]) -> Fraction:
    limit, words = measure.cap, "per evento"
    if measure.limit == "event_credits" and event.event_credits is not None:
        limit, words = min((limit, words), (event.event_credits, "i crediti dell'evento"))
    if measure.limit == "participant_hours" and event.participant_minutes is not None:
        hours = event.participant_minutes / 60 * measure.times
        what = "le ore dei partecipanti" if measure.times == 1 else "il doppio delle ore dei partecipanti"
        limit, words = min((limit, words), (hours, what))
    if amount > limit:
        numbers = f"{said(amount, 1)} supera {said(limit)} ({words})"
        steps.append(Step("Massimo", numbers, said(credits(limit), 1), measure.rule))
    return credits(min(amount, limit))
