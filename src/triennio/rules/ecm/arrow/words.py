"""The code of each word in the nested table: its place in these lists. Lists only grow at the end: files keep codes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from triennio.rules.ecm.columns import MEDIA, POSITIONS
from triennio.rules.ecm.facts import CREDIT_KINDS, EXEMPTION_KINDS, EXONERATION_KINDS, FACT_KINDS, ROLES
from triennio.rules.ecm.read import ACTS, EVENT_TYPES, FORMATS

Codes = npt.NDArray[Any]
NONE = -1
"""The code of a word that is not there."""

WORDS: dict[str, tuple[str, ...]] = {
    "persons.practice": ("employee", "freelance"),
    "register.act": ACTS,
    "facts.kind": FACT_KINDS,
    "dossiers.type": ("individual", "group"),
    "exonerations.kind": EXONERATION_KINDS,
    "exemptions.kind": EXEMPTION_KINDS,
    "credits.kind": CREDIT_KINDS,
    "credits.role": ROLES,
    "credits.format": FORMATS,
    "credits.event_type": EVENT_TYPES,
    "credits.medium": tuple(MEDIA),
    "credits.position": tuple(POSITIONS),
}
OPTIONAL = frozenset({"credits.format", "credits.event_type"})
"""Words that may be missing (code −1)."""

LETTERS = 26


def country_code(country: str) -> int:
    """`FR` → 5·26 + 17. Two capital letters of ISO 3166-1.

    >>> country_name(country_code("FR"))
    'FR'
    """
    return (ord(country[0]) - ord("A")) * LETTERS + ord(country[1]) - ord("A")


def country_name(code: int) -> str | None:
    """The two letters of a code; none for −1."""
    if code < 0:
        return None
    first, second = divmod(code, LETTERS)
    return chr(ord("A") + first) + chr(ord("A") + second)


def words_at(where: str, codes: Codes) -> list[str | None]:
    """The words of an array of codes; none for −1. `where` is a key of `WORDS`."""
    words = np.array([*WORDS[where], None], dtype=object)
    found: list[str | None] = words[codes].tolist()
    return found
