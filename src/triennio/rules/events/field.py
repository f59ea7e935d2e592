"""What a learner earns in field training: training, groups, projects, audit, research."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from triennio.rules.events.duration import ROUNDING, event_minutes, missing, plural
from triennio.rules.events.ending import Earned, finished
from triennio.rules.events.model import Criteria, Event, Step
from triennio.rules.events.rounding import said


def field(event: Event, law: Criteria, steps: list[Step]) -> Earned:
    """Credits and rule."""
    if event.type == "RESEARCH":
        return _research(event, law, steps)
    minutes = event.role_minutes if event.role_minutes is not None else event_minutes(event, law)
    if minutes is None:
        raise missing("role_hours", "field training needs the hours of the participants")
    name = f"fsc_{event.type.lower()}"
    block = law.find(f"{name}_block")
    size = block.count if block else 1
    blocks = floor(minutes / (60 * size))
    counted = plural(blocks, "ora intera", "ore intere")
    if size > 1:
        counted = plural(blocks, f"blocco di {size} ore", f"blocchi di {size} ore")
    steps.append(Step("Ore che danno crediti", f"{said(Fraction(minutes, 60))} ore", counted, ROUNDING))
    rate = law[f"{name}_rate"]
    steps.append(
        Step(f"Valore di {'un’ora' if size == 1 else f'{size} ore'}", "", said(rate.amount, 1), rate.rule)
    )
    added = _increments(event, law, name, steps)
    numbers = f"{blocks} × {said(rate.amount, 1)}"
    if added:
        numbers = f"{blocks} × ({said(rate.amount, 1)} + {said(added)})"
    cap = law.find(f"{name}_cap") or law["fsc_cap"]
    return finished(numbers, blocks * (rate.amount + added), cap, rate.rule, steps)


def _increments(event: Event, law: Criteria, name: str, steps: list[Step]) -> Fraction:
    """Added to every hour; a permanent committee keeps only those that the criteria leave it."""
    committee = law.find(f"{name}_committee")
    kept = committee.value if committee is not None and event.permanent_committee else None
    total = Fraction(0)
    for key, holds, label in (
        ("document", event.final_document, "Documento finale"),
        ("tutor", event.external_tutor, "Esperto esterno che convalida"),
        ("topic", event.special_topic, "Tema speciale"),
    ):
        rate = law.find(f"{name}_{key}_rate")
        if rate is None or not holds:
            continue
        if kept is not None and key not in kept:
            steps.append(Step(label, "comitato aziendale permanente", "no", rate.rule))
            continue
        steps.append(Step(label, "", f"+{said(rate.amount)}", rate.rule))
        total += rate.amount
    return total


def _research(event: Event, law: Criteria, steps: list[Step]) -> Earned:
    """A flat amount by the length in days."""
    table = law["fsc_research_steps"]
    if event.days is None and len(table.value) > 1:
        raise missing("duration_days", "the credits of research depend on them")
    days = event.days or 0
    amount = next(Fraction(amount) for limit, amount in table.value if not limit or days <= int(limit))
    numbers = "durata non rilevante" if len(table.value) == 1 else plural(days, "giorno", "giorni")
    return finished(numbers, amount, law["fsc_cap"], table.rule, steps)
