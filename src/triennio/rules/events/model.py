"""What an event is, what is answered about it, and what the law's data hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from triennio.rules.book.model import Contradiction, Rule, Source

CRITERIA = ("v1", "v2", "v3")
FORMATS = ("RES", "FAD", "FSC")
TYPES: Mapping[str, tuple[str, ...]] = {
    "RES": ("COURSE", "CONGRESS", "WORKSHOP"),
    "FAD": ("NO_ONLINE", "ONLINE", "SOCIAL", "LIVE", "ANY"),
    "FSC": ("TRAINING", "GROUPS", "PROJECTS", "AUDIT", "RESEARCH"),
}
LEARNER = "P"
OTHER_ROLES = ("D", "R", "T", "M", "SD", "E", "RS", "C")
ROLES = (LEARNER, *OTHER_ROLES)


@dataclass(frozen=True, slots=True)
class Event:
    """One event and one role in it. Times are whole minutes, except those of a role (hours may have decimals).

    `start` None means: the measures that came with the criteria named. `participants` None means unknown.
    """

    criteria: str
    format: str
    type: str
    role: str = LEARNER
    start: date | None = None
    frontal_minutes: int | None = None
    interactive_minutes: int | None = None
    fad_minutes: int | None = None
    sharing_minutes: int = 0
    role_minutes: Fraction | None = None
    participants: int | None = None
    teachers: int | None = None
    special_topic: bool = False
    expert_support: bool = False
    final_document: bool = False
    external_tutor: bool = False
    permanent_committee: bool = False
    coordinator_teaches: bool = False
    days: int | None = None
    participant_minutes: Fraction | None = None
    event_credits: Fraction | None = None
    sessions: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation, for its reader: what, in numbers, by which rule."""

    label: str
    numbers: str
    result: str
    rule: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the event, as it is, cannot be accredited: code, sentence, what to do next, who decides."""

    code: str
    sentence: str
    next: str
    decides: str
    rule: str

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Credits (whole tenths), hours for the report (None when the file does not say how long the event is)."""

    credits: Fraction
    report_hours: int | None
    rule: str
    steps: tuple[Step, ...]
    refusals: tuple[Refusal, ...]

    @property
    def credits_text(self) -> str:
        """One decimal with a dot: `"7.8"`."""
        tenths = int(self.credits * 10)
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def refusal_text(self) -> str:
        """Empty, or codes and sentences."""
        return "; ".join(str(refusal) for refusal in self.refusals)


@dataclass(frozen=True, slots=True)
class Value:
    """A number of the law with its citation. `file` and `key` say where it stands."""

    key: str
    value: Any
    unit: str
    rule: str
    sources: tuple[str, ...]
    confidence: str
    file: str
    note: str = ""

    @property
    def amount(self) -> Fraction:
        return Fraction(self.value)

    @property
    def count(self) -> int:
        return int(self.value)


@dataclass(frozen=True, slots=True)
class Criteria:
    """One set of criteria. `find` answers None where these criteria know no such number."""

    name: str
    title: str
    values: Mapping[str, Value]

    def __getitem__(self, key: str) -> Value:
        return self.values[key]

    def find(self, key: str) -> Value | None:
        return self.values.get(key)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a role is worth, where and from when to when. `per`: minutes, sessions, months, share, nothing."""

    place: str
    rule: str
    roles: tuple[str, ...]
    formats: tuple[str, ...]
    types: tuple[str, ...]
    criteria: tuple[str, ...]
    first: date
    last: date
    per: str
    sources: tuple[str, ...]
    confidence: str
    credits: Fraction = Fraction(0)
    minutes: int = 0
    cap: Fraction = Fraction(0)
    limit: str = ""
    times: int = 1
    only_if_teaching: bool = False
    note: str = ""

    def holds(self, role: str, format: str, type: str, criteria: str) -> bool:
        """True for its role, format, type and criteria, whatever the day."""
        return (
            role in self.roles
            and format in self.formats
            and (not self.types or type in self.types)
            and (not self.criteria or criteria in self.criteria)
        )


@dataclass(frozen=True, slots=True)
class Body:
    """From which day of start a body uses which criteria, oldest first."""

    name: str
    title: str
    switches: tuple[tuple[date, str], ...]
    sources: tuple[str, ...]

    def criteria_on(self, start: date) -> str:
        return [criteria for first, criteria in self.switches if first <= start][-1]


@dataclass(frozen=True, slots=True)
class EventBook:
    """The law on the credits of events. `digest` is a hash of its files."""

    digest: str
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    contradictions: Mapping[str, Contradiction]
    criteria: Mapping[str, Criteria]
    measures: tuple[Measure, ...]
    bodies: Mapping[str, Body]
    refusals: Mapping[str, Refusal]
    _index: dict[tuple[str, str, str, str], list[Measure]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def measure(self, event: Event) -> Measure:
        """The one measure of a role. The loader has proved that there is exactly one."""
        key = (event.role, event.format, event.type, event.criteria)
        if key not in self._index:
            self._index[key] = [measure for measure in self.measures if measure.holds(*key)]
        day = event.start or date.min
        return next(measure for measure in self._index[key] if measure.first <= day <= measure.last)
