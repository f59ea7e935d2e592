"""The form of a plan: every objective under its area, a percentage beside each; most of them stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from triennio.kernel.refusal import Refusal
from triennio.registry.domain.dossiers import Objective
from triennio.registry.queries.dossiers import book, known
from triennio.rules.ecm.dossier import AREAS

PREFIX = "objective-"


@dataclass(frozen=True, slots=True)
class Line:
    """One objective with what was typed, the percent that the employer's dossier gives it, and a note."""

    objective: Objective
    typed: str
    employer: int
    radiation: bool

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.objective.code}"


def lines(
    typed: Mapping[int, str], employer: Mapping[int, int], profession: int | None
) -> list[tuple[str, list[Line]]]:
    """The three areas with their objectives. The tables offer every objective to every profession: what is the
    profession's own stands first (18), what the law of radiation protection asks of it is marked."""
    law, objectives = book(), known()
    concerned = profession in law.radiation["ten_percent"] or profession in law.radiation["fifteen_percent"]
    found = []
    for area in AREAS:
        mine = [each for each in objectives.values() if each.area == area]
        mine.sort(key=lambda each: (each.code != OWN_SUBJECT, each.code))
        found.append(
            (
                area,
                [
                    Line(
                        each,
                        typed.get(each.code, ""),
                        employer.get(each.code, 0),
                        concerned and each.code == law.radiation["objective"],
                    )
                    for each in mine
                ],
            )
        )
    return found


OWN_SUBJECT = 18
"""«Contenuti tecnico-professionali specifici di ciascuna professione»."""


def typed_in(request: HttpRequest) -> dict[int, str]:
    """What was typed, by objective; empty fields are left out."""
    found = {}
    for name, value in request.POST.items():
        code = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and code.isascii() and code.isdigit() and str(value).strip():
            found[int(code)] = str(value).strip()
    return found


def plan_in(typed: Mapping[int, str]) -> list[list[int]]:
    """[[objective, percent], …]; a zero is as good as nothing. Raises Refusal: DOSSIER_PERCENT."""
    found = []
    for code, text in typed.items():
        text = text.removesuffix("%").strip()
        if not (text.isascii() and text.isdigit() and int(text) <= 100):
            raise Refusal(
                "DOSSIER_PERCENT",
                _("La percentuale dell’obiettivo %(code)s non è un numero intero da 1 a 100.")
                % {"code": code},
            )
        if int(text):
            found.append([code, int(text)])
    return found
