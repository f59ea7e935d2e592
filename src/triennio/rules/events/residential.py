"""What a learner earns in a residential event: course, congress, workshop."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from triennio.rules.events.duration import (
    event_minutes,
    explain_hours,
    explain_sharing,
    hours_of,
    missing,
    taught_minutes,
)
from triennio.rules.events.ending import Earned, finished
from triennio.rules.events.model import Criteria, Event, Step, Value
from triennio.rules.events.rounding import said


def residential(event: Event, law: Criteria, steps: list[Step]) -> Earned:
    """Credits and rule. A congress that is too small earns what a course does."""
    if taught_minutes(event) is None:
        raise missing("frontal_minutes", "a residential event needs frontal or interactive minutes")
    if event.type == "CONGRESS" and _too_small(event, law):
        event = replace(event, type="COURSE")
    if event.type == "COURSE" and law.find("res_course_interactive_rate"):
        return _course_by_method(event, law, steps)
    explain_sharing(event, law, steps)
    whole = _whole_hours(event, law, steps)
    if event.type == "CONGRESS":
        rate, cap = law["res_congress_rate"], law["res_congress_cap"]
        steps.append(Step("Valore di un'ora di congresso", "", said(rate.amount), rate.rule))
        return finished(f"{whole} × {said(rate.amount)}", whole * rate.amount, cap, rate.rule, steps)
    base, rule = _base(event, law, steps)
    increments = _increments(event, law, steps)
    numbers = f"{whole} × {said(base, 1)}"
    if increments:
        numbers = f"{whole} × ({said(base, 1)} + {said(increments)})"
    return finished(numbers, whole * (base + increments), law["res_cap"], rule, steps)


def _too_small(event: Event, law: Criteria) -> bool:
    return event.participants is not None and event.participants <= law["res_congress_above"].count


def _whole_hours(event: Event, law: Criteria, steps: list[Step]) -> int:
    hours = hours_of(event_minutes(event, law) or 0, law)
    explain_hours("Ore che danno crediti", hours, steps)
    return hours.whole


def _people(event: Event) -> int:
    if event.participants is None:
        raise missing("participants", f"the credits of a {event.type} depend on them")
    return event.participants


def _band(people: int, bands: Value) -> tuple[Fraction, str]:
    """Rate and rule for so many people; nothing outside every band."""
    for first, last, rate, *rule in bands.value:
        if int(first) <= people <= int(last):
            return Fraction(rate), rule[0] if rule else bands.rule
    return Fraction(0), bands.value[-1][3] if len(bands.value[-1]) > 3 else bands.rule


def _base(event: Event, law: Criteria, steps: list[Step]) -> tuple[Fraction, str]:
    if event.type == "WORKSHOP":
        rate = law["res_workshop_rate"]
        steps.append(Step("Valore di un'ora di workshop", "", said(rate.amount, 1), rate.rule))
        return rate.amount, rate.rule
    amount, rule = _band(_people(event), law["res_course_bands"])
    steps.append(
        Step("Valore di un'ora di corso", f"{event.participants} partecipanti", said(amount, 1), rule)
    )
    return amount, rule


def _increments(event: Event, law: Criteria, steps: list[Step]) -> Fraction:
    """What is added to the value of every hour."""
    if law.find("res_small_rate") is None:
        return Fraction(0)
    total = _small(event, law, steps) + _interactive(event, law, steps)
    topic = law.find(f"res_{event.type.lower()}_topic_rate")
    if topic is not None and event.special_topic:
        steps.append(Step("Tema speciale", "", f"+{said(topic.amount)}", topic.rule))
        total += topic.amount
    return total


def _small(event: Event, law: Criteria, steps: list[Step]) -> Fraction:
    rate, most = law["res_small_rate"], law["res_small_people"].count
    holds = _people(event) <= most
    numbers = f"{event.participants} partecipanti, al massimo {most}"
    steps.append(Step("Piccolo gruppo", numbers, f"+{said(rate.amount)}" if holds else "no", rate.rule))
    return rate.amount if holds else Fraction(0)


def _interactive(event: Event, law: Criteria, steps: list[Step]) -> Fraction:
    """At least one whole interactive hour, few enough people, and few enough of them per teacher."""
    if not event.interactive_minutes:
        return Fraction(0)
    rate, most = law["res_interactive_rate"], law["res_interactive_people"].count
    per_teacher = law["res_interactive_per_teacher"].count
    people, hours = _people(event), hours_of(event.interactive_minutes, law).whole
    enough = event.teachers is None or people <= per_teacher * event.teachers
    holds = hours >= 1 and people <= most and enough
    numbers = f"{event.interactive_minutes} minuti interattivi, {people} partecipanti (al massimo {most})"
    if event.teachers is not None:
        numbers += f", {event.teachers} fra docenti e tutor (al massimo {per_teacher} partecipanti ciascuno)"
    steps.append(Step("Metodi interattivi", numbers, f"+{said(rate.amount)}" if holds else "no", rate.rule))
    return rate.amount if holds else Fraction(0)


def _course_by_method(event: Event, law: Criteria, steps: list[Step]) -> Earned:
    """Frontal and interactive hours, each rounded apart, each with its value."""
    explain_sharing(event, law, steps)
    frontal = hours_of(event.frontal_minutes or 0, law)
    interactive = hours_of(event.interactive_minutes or 0, law)
    explain_hours("Ore frontali", frontal, steps)
    quota, rule = _band(_people(event), law["res_course_bands"])
    steps.append(Step("Valore di un'ora frontale", f"{event.participants} partecipanti", said(quota), rule))
    rate = law["res_course_interactive_rate"]
    numbers = f"{frontal.whole} × {said(quota)}"
    if interactive.minutes:
        explain_hours("Ore interattive", interactive, steps)
        steps.append(Step("Valore di un'ora interattiva", "", said(rate.amount), rate.rule))
        numbers += f" + {interactive.whole} × {said(rate.amount)}"
    amount = frontal.whole * quota + interactive.whole * rate.amount
    return finished(numbers, amount, law["res_cap"], rule, steps)
