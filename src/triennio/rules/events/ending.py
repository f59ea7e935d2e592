"""The last steps of every calculation: the product, its rounding, its limits."""

from __future__ import annotations

from fractions import Fraction

from triennio.rules.events.duration import ROUNDING
from triennio.rules.events.model import Step, Value
from triennio.rules.events.rounding import credits, said

Earned = tuple[Fraction, str]
"""Credits in whole tenths, and the rule that gave them."""


def finished(numbers: str, amount: Fraction, cap: Value, rule: str, steps: list[Step]) -> Earned:
    """Multiply, round to a tenth, then stop at the cap."""
    steps.append(Step("Crediti", numbers, said(amount, 1), rule))
    rounded = credits(amount)
    if rounded != amount:
        steps.append(
            Step("Un decimale solo", f"{said(amount)}, la metà va in su", said(rounded, 1), ROUNDING)
        )
    if rounded > cap.amount:
        steps.append(
            Step("Massimo", f"{said(rounded, 1)} supera {said(cap.amount)}", said(cap.amount, 1), cap.rule)
        )
        return cap.amount, rule
    return rounded, rule
