"""The certificate of continuing training (art. 25): may it be asked for, for which triennio, until when it holds."""

from __future__ import annotations

from typing import Any

from triennio.kernel.units import italian, shown
from triennio.rules.book import Book
from triennio.rules.lawyers.fold import Career, Period


def certificate(found: Career, book: Book) -> dict[str, Any]:
    """`may_be_requested` never replaces the Order's check. Years outside a triennio give no certificate.

    `missing` is what the last concluded triennio lacks; None where none is concluded.
    """
    as_of = found.case.as_of
    ended = [p for p in found.periods if p.span.concluded and p.span.end < as_of]
    last = ended[-1] if ended else None
    if last is not None and last.units("triennio_due") and not last.units("triennio_missing"):
        reason = f"Obbligo del {last.span.name} adempiuto: l'Ordine rilascia l'attestato dopo la verifica."
        return _answer(last, True, "AVV-ATT", reason, found, book)
    if found.age_day is not None and found.age_day <= as_of:
        reason = "25 anni di albo o 60 di età: l'attestato si può chiedere."
        return _answer(last, True, "AVV-ATT-60", reason, found, book)
    if last is None:
        reason = "Nessun triennio è concluso: gli anni fuori dai trienni non danno l'attestato."
    elif not last.units("triennio_due"):
        reason = f"Nel {last.span.name} non si doveva nulla: decide l'Ordine."
    else:
        lacked = last.units("triennio_missing")
        how_many = "manca 1 credito" if italian(lacked) == "1" else f"mancano {italian(lacked)} crediti"
        reason = f"Nel {last.span.name} {how_many}."
    return _answer(last, False, "AVV-ATT", reason, found, book)


def _answer(
    last: Period | None, may: bool, rule: str, reason: str, found: Career, book: Book
) -> dict[str, Any]:
    return {
        "triennio": None if last is None else last.span.name,
        "may_be_requested": may,
        "valid_until": _valid_until(last, found) if may else None,
        "missing": None if last is None else shown(last.units("triennio_missing")),
        "compulsory_missing": None if last is None else shown(last.units("triennio_compulsory_missing")),
        "rule": rule,
        "reason": reason,
        "source": book.rules[rule].source_line,
    }


def _valid_until(last: Period | None, found: Career) -> str | None:
    """The end of the next triennio (AVV-ATT-FINE); None while no triennio has followed to its end."""
    if last is None:
        return None
    later = [p for p in found.periods if p.span.concluded and p.span.years[0] > last.span.years[-1]]
    return later[0].span.end.isoformat() if later else None
