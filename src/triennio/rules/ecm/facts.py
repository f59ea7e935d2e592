"""What is known of one person, as the file says it: checked, typed, nothing computed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from triennio.kernel.triennio import Triennio
from triennio.rules.ecm.dossier import Area


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the Order: `enrolment`, `cancellation` or `reenrolment`, on the day it was deliberated."""

    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that changes the obligation. Which fields are set depends on `kind`."""

    kind: str
    path: str
    triennio: Triennio | None = None
    amount: int = 0
    share: int = 10_000
    day: date | None = None
    yearly_income: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """`areas`, when given, decide whether it was satisfied; otherwise `realised` says so."""

    type: str
    built: date
    realised: bool
    path: str
    areas: Mapping[str, Area] | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """An exoneration (study while practising) or an exemption (practice suspended). `amount` in units, −1 not given."""

    id: str
    kind: str
    start: date
    end: date
    path: str
    hours: int = -1
    chosen_year: int | None = None
    filed: date | None = None
    amount: int = -1


@dataclass(frozen=True, slots=True)
class Credit:
    """One participation or one individual activity. Amounts in units and whole hours; −1 means not given."""

    id: str
    kind: str
    acquired: date
    path: str
    stated: int = -1
    recognised: int = -1
    role: str = "learner"
    event: str | None = None
    edition: int | None = None
    recruited: bool = False
    objective: int | None = None
    format: str | None = None
    event_type: str | None = None
    host_event: str | None = None
    accredited: bool = True
    indexed: bool = False
    medium: str = "journal"
    position: str = "other"
    months: int = 0
    hours: int = -1
    days: int = -1
    leef: bool = False
    country: str | None = None
    distance: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A credit moved to the triennio before the one in which it was earned."""

    credit: str
    to: Triennio
    on: date
    path: str


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    profession: int
    disciplines: tuple[int, ...]
    practice: str
    born: date | None
    register: tuple[Act, ...]
    nhs_work: bool


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something in the file that the rules do not admit: it has no effect, and here is why."""

    what: str
    rule: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """One person on one day. `ignored` are the facts later than that day, already left out."""

    as_of: date
    person: Person
    facts: tuple[Fact, ...]
    dossiers: tuple[Dossier, ...]
    exonerations: tuple[Absence, ...]
    exemptions: tuple[Absence, ...]
    credits: tuple[Credit, ...]
    moves: tuple[Move, ...]
    policies: Mapping[str, str]
    ignored: tuple[Ignored, ...] = ()

    def of_kind(self, kind: str) -> tuple[Fact, ...]:
        """The facts of one kind."""
        return tuple(fact for fact in self.facts if fact.kind == kind)


LEARNER_ROLE = "learner"
ROLES = (
    "learner",
    "teacher",
    "tutor",
    "speaker",
    "moderator",
    "scientific_director",
    "coordinator",
    "expert",
)
CREDIT_KINDS = ("event", "publication", "trial", "tutoring", "abroad", "self_training")
FACT_KINDS = (
    "previous_credits",
    "certified",
    "earthquake_2016_17",
    "earthquake_2012",
    "earthquake_2009",
    "flood_2023",
    "vaccine_credits",
    "closed_previous_late",
    "retired",
    "regular_practice_declared",
)
YEARLY_STUDY = (
    "bachelor",
    "master_degree",
    "specialisation",
    "phd",
    "master_60cfu",
    "advanced_course_60cfu",
    "gp_training",
    "psychotherapy_school",
    "general_directors_course",
    "mycologist_1y",
    "acupuncture_phytotherapy_homeopathy",
    "aids_plan",
    "other_course_60cfu",
)
EXONERATION_KINDS = (
    *YEARLY_STUDY,
    "managerial_course",
    "mycologist_2y",
    "university_course_hours",
    "university_course_monthly",
    "military_mission_abroad",
    "earthquake_2016_17_partial",
    "unlisted",
)
EXEMPTION_KINDS = (
    "maternity",
    "parental_leave",
    "child_illness",
    "adoption",
    "international_adoption",
    "disabled_child_leave",
    "serious_family_reasons",
    "serious_illness",
    "illness",
    "recall_to_arms",
    "red_cross",
    "director_appointment",
    "elected_office",
    "cooperation_leave",
    "union_leave",
    "humanitarian_mission",
    "disabled_relatives_104",
    "retired_occasional",
)
