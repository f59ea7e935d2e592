"""What a report says: one edition of one event, and who takes credits from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HEAD = 0
"""The row of faults that belong to the event; participants are counted from 1."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `row` is the number of the participant (0 the event), `field` the attribute of the schema.

    `code` is one of `codes.toml`, `sentence` is in Italian, `suggestion` is the value to write instead, or empty.
    """

    row: int
    field: str
    code: str
    sentence: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """A profession of a participant with its disciplines, by their register codes."""

    profession: int
    disciplines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """`credits` in engine units; `role` P, T, D, R; `practice` L, D, C, P; `row` is the place in the file, from 1."""

    row: int
    tax_code: str
    first_name: str
    last_name: str
    role: str
    practice: str
    recruited: bool
    sponsor: str
    credits: int
    acquired: date
    practices: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """The head. `credits` in engine units; `edition` is 1 when the file does not say; `modules` of a blended event."""

    code: str
    edition: int
    provider: str
    body: str
    starts: date
    ends: date
    hours: int
    credits: int
    format: str
    modules: tuple[str, ...]
    kind: str
    objective: int
    planned: int
    event_type: int

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes it the same event in two files: provider, event, edition."""
        return (self.provider, self.code, self.edition)
