"""Tags of the person's area: the list of its pages, words for codes."""

from __future__ import annotations

from typing import Any

from django import template

from triennio.registry.models import IndividualTraining
from triennio.registry.queries.dossiers import known
from triennio.registry.web.position_labels import ROLE_LABELS, VERDICT_LABELS

register = template.Library()


@register.filter
def role_label(role: str) -> Any:
    """The word for a role in an event."""
    return ROLE_LABELS.get(role, role)


@register.filter
def training_label(kind: str) -> Any:
    """The words for a kind of individual training."""
    return IndividualTraining.Kind(kind).label


@register.filter
def objective_label(code: int) -> str:
    """«18. Contenuti tecnico-professionali …»."""
    found = known().get(code)
    return f"{code}. {found.title}" if found else str(code)


@register.filter
def verdict_label(code: str) -> Any:
    """The words of a verdict in a list."""
    return VERDICT_LABELS[code]
