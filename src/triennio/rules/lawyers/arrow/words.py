"""The code of each word in the nested table of lawyers: its place in these lists. They only grow at the end."""

from __future__ import annotations

from typing import Any

from triennio.rules.ecm.read import ACTS
from triennio.rules.lawyers.columns import ACTIVITIES, MODES, SUBJECTS
from triennio.rules.lawyers.facts import EXEMPTION_KINDS

WORDS: dict[str, tuple[str, ...]] = {
    "persons.family": ("lawyers",),
    "register.act": ACTS,
    "exemptions.kind": EXEMPTION_KINDS,
    "credits.subject": tuple(SUBJECTS),
    "credits.mode": MODES,
    "credits.activity": tuple(ACTIVITIES),
}


def words_at(where: str, codes: Any) -> list[str]:
    """The words of an array of codes. `where` is a key of `WORDS`."""
    words = WORDS[where]
    return [words[code] for code in codes.tolist()]
