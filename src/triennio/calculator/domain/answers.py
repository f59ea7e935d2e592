"""What a person told the calculator, parsed: no texts any more, no doubts about shape.

Amounts are credits as `Decimal` with at most two decimals, never negative. The form guarantees the shapes,
the engine judges the content.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from triennio.kernel.triennio import Triennio

AbsenceKind = Literal["none", "suspended_year", "suspended_months", "course_year", "unsaid_year"]
DossierKind = Literal["none", "individual", "group"]
Practice = Literal["employee", "freelance"]

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Absence:
    """One calendar year. `unsaid_year` is a whole year away whose reason the person keeps to herself:
    suspension and study lower the duty by the same third, so the number is the same. `months` only for
    `suspended_months`.
    """

    kind: AbsenceKind = "none"
    months: int = 0


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits of the chosen period by kind; `recruited` and `radiation` are parts of `learner`."""

    learner: Decimal = NOTHING
    recruited: Decimal = NOTHING
    radiation: Decimal = NOTHING
    teaching: Decimal = NOTHING
    individual: Decimal = NOTHING
    self_training_hours: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class Answers:
    """Questions that do not concern the chosen period may carry an answer; `case.build` passes over them."""

    profession: int
    triennio: Triennio
    enrolled: int
    """Calendar year of the enrolment in the Order."""
    practice: Practice
    nhs_work: bool = False
    previous_credits: Decimal | None = None
    """None is «non lo so»."""
    dossier_now: DossierKind = "none"
    dossier_now_late: bool = False
    """Only 2017-2019: built after 25 July 2019, when the measure changed."""
    dossier_before: DossierKind = "none"
    certified: bool = False
    closed_late: bool = False
    vaccines: Decimal = NOTHING
    earthquake_2009: bool = False
    earthquake_2012: bool = False
    earthquake_2016: bool = False
    flood_2023: bool = False
    absences: tuple[Absence, Absence, Absence] = (Absence(), Absence(), Absence())
    credits: Credits = Credits()
