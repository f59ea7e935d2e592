"""How the questions are laid out: which step, under which heading, for which periods."""

from collections.abc import Mapping
from typing import Final

from triennio.calculator.domain.questions import FIRST_YEARS
from triennio.calculator.web.forms import CalculatorForm
from triennio.kernel.triennio import Triennio

STEPS: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("professione", "periodo", "iscrizione", "lavoro", "ssn"),
    2: (
        "precedenti",
        "precedenti_non_so",
        "dossier",
        "dossier_tardi",
        "dossier_prima",
        "premialita",
        "assenza_1",
        "mesi_1",
        "assenza_2",
        "mesi_2",
        "assenza_3",
        "mesi_3",
        "chiuso_tardi",
        "vaccini",
        "sisma_2009",
        "sisma_2012",
        "sisma_2016",
        "alluvione",
    ),
    3: ("discente", "reclutato", "radioprotezione", "docenza", "individuali", "autoformazione"),
}

# Field of the form → question of the domain, where the question concerns some periods only.
QUESTIONS: Final[Mapping[str, str]] = {
    "ssn": "nhs_work",
    "dossier": "dossier_now",
    "dossier_tardi": "dossier_now_late",
    "dossier_prima": "dossier_before",
    "premialita": "certified",
    "chiuso_tardi": "closed_late",
    "vaccini": "vaccines",
    "sisma_2009": "earthquake_2009",
    "sisma_2012": "earthquake_2012",
    "sisma_2016": "earthquake_2016",
    "alluvione": "flood_2023",
    "radioprotezione": "radiation",
}


def first_step_with_errors(form: CalculatorForm) -> int:
    return next((step for step, names in STEPS.items() if any(name in form.errors for name in names)), 1)


def periods_of(name: str) -> list[Triennio]:
    """The periods a field concerns; empty means all."""
    return [Triennio(first) for first in FIRST_YEARS.get(QUESTIONS.get(name, ""), ())]
