"""The row of a version of the terms: made from the product's own text when somebody first accepts it."""

from __future__ import annotations

from datetime import datetime, time

from triennio.people import terms
from triennio.people.models import Terms
from triennio.platform.clock import ROME


def row_of(version: str) -> Terms | None:
    """The published row; None where neither the table nor the product knows the version."""
    found = Terms.objects.filter(version=version).first()
    known = next((each for each in terms.versions() if each.version == version), None)
    if found is not None or known is None:
        return found
    day = datetime.combine(known.published, time(), tzinfo=ROME)
    row, _new = Terms.objects.get_or_create(version=version, defaults={"text": known.text, "published": day})
    return row
