"""What a learner earns in a distance event."""

from __future__ import annotations

from fractions import Fraction

from triennio.rules.events.duration import explain_hours, hours_of, missing
from triennio.rules.events.ending import Earned, finished
from triennio.rules.events.model import Criteria, Event, Step, Value
from triennio.rules.events.rounding import said


def distance(event: Event, law: Criteria, steps: list[Step]) -> Earned:
    """Credits and rule."""
    if event.fad_minutes is None:
        raise missing("fad_minutes", "a distance event needs its length")
    hours = hours_of(event.fad_minutes, law)
    explain_hours("Ore che danno crediti", hours, steps)
    rate = _rate(event, law)
    label = "Valore di un'ora con un esperto" if "support" in rate.key else "Valore di un'ora"
    steps.append(Step(label, "", said(rate.amount, 1), rate.rule))
    topic = law.find("fad_topic_rate")
    added = topic.amount if topic is not None and event.special_topic else Fraction(0)
    numbers = f"{hours.whole} × {said(rate.amount, 1)}"
    if topic is not None and added:
        steps.append(Step("Tema speciale", "", f"+{said(added)}", topic.rule))
        numbers = f"{hours.whole} × ({said(rate.amount, 1)} + {said(added)})"
    return finished(numbers, hours.whole * (rate.amount + added), law["fad_cap"], rate.rule, steps)


def _rate(event: Event, law: Criteria) -> Value:
    """The most specific value these criteria have for the type, with or without the support of an expert."""
    type = event.type.lower()
    supported = (f"fad_{type}_support_rate", "fad_support_rate") if event.expert_support else ()
    found = (law.find(key) for key in (*supported, f"fad_{type}_rate"))
    return next((rate for rate in found if rate is not None), law["fad_rate"])
