"""Rules that are carried out outside the steps, before or after them, and where.

Steps and values name their rule themselves; these do not, so they are listed here, and a test sees that every rule
that computes or decides is carried out somewhere and that every place exists.
"""

from __future__ import annotations

from collections.abc import Mapping

APPLIED: Mapping[str, str] = {
    "AVV-OBB": "triennio.rules.lawyers.register:owed_years",
    "AVV-CANC": "triennio.rules.lawyers.register:owed_years",
    "AVV-ETA-TRI": "triennio.rules.lawyers.duty:triennio_part",
    "AVV-SOSP": "triennio.rules.lawyers.absences:relief",
    "AVV-ESO-6": "triennio.rules.lawyers.absences:relief",
    "AVV-TRI-0": "triennio.rules.lawyers.periods:spans",
    "AVV-FAD-NO": "triennio.rules.lawyers.duty:distance_group",
    "AVV-COMP-NO": "triennio.rules.lawyers.compensation:any_1_to_2",
    "AVV-2027": "triennio.rules.lawyers.verdicts:not_yet",
    "AVV-ATT": "triennio.rules.lawyers.certificate:certificate",
    "AVV-ATT-60": "triennio.rules.lawyers.certificate:certificate",
    "AVV-ATT-FINE": "triennio.rules.lawyers.certificate:certificate",
}
"""Rule → `module:name` of what carries it out."""
