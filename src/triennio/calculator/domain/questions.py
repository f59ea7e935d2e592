"""Which question concerns which period: a person is never asked what cannot change her number.

The first years of the trienni in which each question has an effect, with the rules that say so. A question
that is not in the table concerns every period. A test holds the table against the validity of the rules in
the rulebook.
"""

from __future__ import annotations

from typing import Final

from triennio.kernel.triennio import Triennio

FIRST_YEARS: Final[dict[str, tuple[int, ...]]] = {
    "nhs_work": (2011, 2014, 2017),  # OBL-5: psychologists, all bound from 2020
    "dossier_now": (2017, 2020, 2023, 2026),  # DOS-BUILD
    "dossier_now_late": (2017,),  # dossier of 2017-2019: 10 until 25 July 2019, 30 after
    "dossier_before": (2020, 2023, 2026),  # DOS-DONE, for a dossier built in the period before
    "certified": (2023, 2026),  # PREM-1, PREM-2, PREM-3
    "closed_late": (2020,),  # RED-20x
    "vaccines": (2020,),  # RED-V
    "earthquake_2009": (2011,),  # SEISM-3
    "earthquake_2012": (2011,),  # SEISM-2
    "earthquake_2016": (2014, 2017),  # SEISM-1
    "flood_2023": (2023,),  # FLOOD-1
    "radiation": (2020, 2023, 2026),  # RAD-1
}

PSYCHOLOGIST: Final = 5


def concerns(question: str, triennio: Triennio) -> bool:
    years = FIRST_YEARS.get(question)
    return years is None or triennio.first in years


def first_years(question: str) -> tuple[int, ...]:
    """Empty: the question concerns every period."""
    return FIRST_YEARS.get(question, ())
