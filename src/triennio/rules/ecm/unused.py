"""Facts and dossiers of the file that no triennio could use, with the rule and the reason."""

from __future__ import annotations

from collections.abc import Iterator

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.ecm.absence_rows import italian_day
from triennio.rules.ecm.facts import Fact, Ignored
from triennio.rules.ecm.fold import FIRST_YEAR, Career

LATE_CLOSING = Triennio(2017)
VACCINES = Triennio(2017)


def unused(found: Career, book: Book) -> list[Ignored]:
    """Everything the person gave that has no effect in any triennio."""
    return [*_dossiers(found, book), *_facts(found), *_credits(found, book)]


def _dossiers(found: Career, book: Book) -> Iterator[Ignored]:
    for dossier in found.case.dossiers:
        triennio = Triennio.of(dossier.built)
        term = book.dossier.get(triennio)
        if term is None:
            yield Ignored(dossier.path, "DOS-A", f"Nel {triennio} il dossier formativo non dava riduzioni.")
        elif dossier.built > term.built_until:
            reason = f"Il dossier del {triennio} andava costruito entro il {italian_day(term.built_until)}."
            yield Ignored(dossier.path, "DOS-B", reason)
        elif dossier.realised and (period := found.periods.get(triennio)) and period.wholly_absent:
            reason = f"Con esonero o esenzione per tutto il {triennio} il dossier non risulta soddisfatto."
            yield Ignored(dossier.path, "DOS-G", reason)


def _facts(found: Career) -> Iterator[Ignored]:
    for fact in found.case.facts:
        reason = _idle(fact)
        if reason:
            yield Ignored(fact.path, *reason)


def _idle(fact: Fact) -> tuple[str, str] | None:
    if fact.kind == "closed_previous_late" and fact.triennio != LATE_CLOSING:
        return "RED-20x", "La regola riguarda solo il 2017-2019 chiuso nell'anno di proroga."
    if fact.kind == "vaccine_credits" and fact.triennio != VACCINES:
        return "RED-V", "Contano solo i crediti sui vaccini del 2017-2019."
    return None


def _credits(found: Career, book: Book) -> Iterator[Ignored]:
    first = book.trienni[0].first
    for credit in found.case.credits:
        if credit.acquired.year < FIRST_YEAR:
            yield Ignored(credit.path, "OBL-4", "È di prima del 2008: qui non si calcola.")
        elif credit.acquired.year < first:
            yield Ignored(
                credit.path, "OBL-4", "Del 2008-2010 conta solo la somma, per la riduzione del 2011-2013."
            )
        elif Triennio.of(credit.acquired) > book.trienni[-1]:
            yield Ignored(credit.path, "OBL-1", "Per questo triennio non ci sono ancora regole pubblicate.")
