"""What is known of one lawyer, as the file says it: checked, typed, nothing computed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from triennio.rules.ecm.facts import Act, Ignored

REACHED_KINDS = ("age_60", "seniority_25")
EXEMPT_KINDS = ("suspended_office", "legislative_office", "law_professor")
INTERRUPTION = "interruption"
WAIVER_KINDS = (
    "maternity",
    "parenthood",
    "serious_illness",
    INTERRUPTION,
    "transfer_abroad",
    "force_majeure",
    "other",
)
"""Art. 15, paragraph 2: (a) maternity, parenthood; (b) serious illness and the like; (c); (d); (e) set by the CNF."""
EXEMPTION_KINDS = (*REACHED_KINDS, *EXEMPT_KINDS, *WAIVER_KINDS)


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exemption or a waiver of art. 15. `end` None: still going on. `credits`, `compulsory`: units the Order took
    off, −1 when it measured in time."""

    id: str
    kind: str
    start: date
    end: date | None
    path: str
    filed: date | None = None
    credits: int = -1
    compulsory: int = -1

    @property
    def decided(self) -> bool:
        """The Order decided in credits."""
        return self.credits >= 0


@dataclass(frozen=True, slots=True)
class Credit:
    """A participation or an activity. `stated` in units."""

    id: str
    acquired: date
    stated: int
    subject: str
    mode: str
    activity: str
    path: str


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    born: date | None
    register: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One lawyer on one day. `ignored` are the facts later than that day, already left out."""

    as_of: date
    person: Person
    exemptions: tuple[Exemption, ...]
    credits: tuple[Credit, ...]
    policies: Mapping[str, str]
    ignored: tuple[Ignored, ...] = ()


__all__ = [
    "EXEMPTION_KINDS",
    "EXEMPT_KINDS",
    "INTERRUPTION",
    "REACHED_KINDS",
    "WAIVER_KINDS",
    "Act",
    "Case",
    "Credit",
    "Exemption",
    "Ignored",
    "Person",
]
