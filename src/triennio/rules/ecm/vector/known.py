"""What the file says of each person besides credits and absences: facts and dossiers, as flags and sums."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import UNITS_PER_HUNDREDTH
from triennio.rules.book import Book
from triennio.rules.ecm.dossier import AREAS
from triennio.rules.ecm.facts import EXONERATION_KINDS, FACT_KINDS
from triennio.rules.ecm.vector.register import People

Ints = npt.NDArray[np.int64]
KIND = {name: index for index, name in enumerate(FACT_KINDS)}


class Known:
    """Facts and dossiers of a chunk on one day: arrays with one element a person."""

    def __init__(self, people: People, book: Book, choices: Mapping[str, str], as_of: date) -> None:
        self.people, self.book, self.as_of = people, book, as_of
        self.realised = realised_dossiers(people, book, choices)

    def has_course(self, kind: str) -> npt.NDArray[np.bool_]:
        items = self.people.exonerations
        day = self.as_of.toordinal()
        mine = (
            (items["kind"] == EXONERATION_KINDS.index(kind))
            & (items["from"] <= day)
            & (items["filed"] <= day)
        )
        return self.anyone(items.person()[mine])

    def anyone(self, persons: Ints) -> npt.NDArray[np.bool_]:
        flags = np.zeros(self.people.count, dtype=bool)
        flags[persons] = True
        return flags

    def fact(self, kind: str, triennio: Triennio | None = None) -> npt.NDArray[np.bool_]:
        """Which facts are of a kind (and of a triennio)."""
        facts = self.people.facts
        mine: npt.NDArray[np.bool_] = facts["kind"] == KIND[kind]
        return mine & (facts["triennio"] == triennio.first) if triennio else mine

    def fact_sum(self, kind: str, triennio: Triennio) -> Ints:
        facts, mine = self.people.facts, self.fact(kind, triennio)
        sums = np.zeros(self.people.count, dtype=np.int64)
        np.add.at(sums, facts.person()[mine], facts["credits"][mine].astype(np.int64) * UNITS_PER_HUNDREDTH)
        return sums

    def has_fact(self, kind: str, triennio: Triennio | None = None) -> npt.NDArray[np.bool_]:
        return self.anyone(self.people.facts.person()[self.fact(kind, triennio)])

    def dossier(
        self, triennio: Triennio, kind: int, *, realised: bool, first_regime: bool | None
    ) -> npt.NDArray[np.bool_]:
        """Who built a dossier of a kind in time in a triennio (first or second regime, or either)."""
        term, d = self.book.dossier.get(triennio), self.people.dossiers
        if term is None:
            return np.zeros(self.people.count, dtype=bool)
        last = min(term.built_until, self.as_of).toordinal()
        mine = (d["type"] == kind) & (d["built"] >= triennio.start.toordinal()) & (d["built"] <= last)
        if realised:
            mine &= self.realised
        second = term.second_regime_from
        if first_regime is not None:
            early = d["built"] < second.toordinal() if second else np.zeros(d.size, dtype=bool)
            mine &= early if first_regime else ~early
        return self.anyone(d.person()[mine])


def realised_dossiers(people: People, book: Book, choices: Mapping[str, str]) -> npt.NDArray[np.bool_]:
    """Which dossiers were satisfied: as the file says, or by their areas (see `dossier.satisfied`)."""
    d = people.dossiers
    params = book.params(book.trienni[0], choices)
    threshold = params.count("dossier_coherence_percent")
    planned = [d[f"{area}_planned"].astype(np.int64) for area in AREAS]
    done = [d[f"{area}_realised"].astype(np.int64) for area in AREAS]
    reached = [np.minimum(r, p) for r, p in zip(done, planned, strict=True)]
    if params.count("dossier_overall"):
        good = 100 * np.sum(reached, axis=0) >= threshold * np.sum(planned, axis=0)
    else:
        good = np.all([100 * r >= threshold * p for r, p in zip(reached, planned, strict=True)], axis=0)
    good &= np.sum(planned, axis=0) > 0
    result: npt.NDArray[np.bool_] = np.where(d["by_area"] == 1, good, d["realised"] == 1)
    return result
