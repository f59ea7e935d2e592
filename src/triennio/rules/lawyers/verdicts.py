"""For each credit: does it count, in part, or not, and the first reason that cut it, in one sentence."""

from __future__ import annotations

from triennio.kernel.units import italian, shown
from triennio.kernel.year import Year
from triennio.rules.book import Book
from triennio.rules.lawyers.facts import Credit
from triennio.rules.lawyers.fold import Career, Period

ACTIVITY_NAMES = {
    "lecture": "relazioni e lezioni",
    "publication": "pubblicazioni",
    "teaching": "contratti di insegnamento",
    "study_group": "commissioni e gruppi di studio",
}


def verdicts(period: Period, year: Year, found: Career) -> list[dict[str, str | None]]:
    """One verdict for each credit of a year, by day of acquisition and id."""
    rows = [row for row, credit in enumerate(period.credits) if credit.acquired in year]
    rows.sort(key=lambda row: (period.credits[row].acquired, period.credits[row].id))
    return [_verdict(period, row, found) for row in rows]


def not_yet(credits: list[Credit], book: Book, year: Year) -> list[dict[str, str | None]]:
    """The credits of a year whose act does not exist: recorded, not judged."""
    rule = book.unpublished[year].rule
    reason = f"Le regole per il {year} non sono ancora pubblicate."
    ordered = sorted(credits, key=lambda credit: (credit.acquired, credit.id))
    return [_entry(c, shown(c.stated), None, "not_yet", rule, reason) for c in ordered]


def _entry(
    credit: Credit, recorded: str, counted: str | None, verdict: str, rule: str | None, reason: str | None
) -> dict[str, str | None]:
    return {
        "id": credit.id,
        "subject": credit.subject,
        "mode": credit.mode,
        "recorded": recorded,
        "counted": counted,
        "verdict": verdict,
        "rule": rule,
        "reason": reason,
    }


def _verdict(period: Period, row: int, found: Career) -> dict[str, str | None]:
    rows, credit = period.frame.rows, period.credits[row]
    recorded, counted = rows["recorded"][row], rows["counted"][row]
    kind = "counts" if counted == recorded and recorded else "partly" if counted else "does_not_count"
    rule, reason = (None, None) if kind == "counts" else _cut(period, row, found)
    return _entry(credit, shown(recorded), shown(counted), kind, rule, reason)


def _cut(period: Period, row: int, found: Career) -> tuple[str, str]:
    """The first stage that took something away."""
    rows, credit = period.frame.rows, period.credits[row]
    year = credit.acquired.year
    if rows["not_due"][row]:
        if found.age_day is not None and year >= found.age_day.year and found.owed[year]:
            return "AVV-ETA", f"Nel {year} non si deve nulla: 25 anni di albo o 60 di età."
        return "AVV-INIZIO", f"Nel {year} l'obbligo non c'era."
    if not rows["recorded"][row]:
        return "AVV-ANNO", "Nessun credito registrato."
    if rows["after_activity"][row] < rows["admitted"][row]:
        limit = f"per {ACTIVITY_NAMES[credit.activity]} valgono {italian(rows['activity_limit'][row])} crediti l'anno"
        return "AVV-ATTIV", _sentence(rows["counted"][row], rows["recorded"][row], limit)
    limit = f"a distanza valgono {italian(period.units('distance_limit'))} crediti nel triennio"
    return "AVV-FAD", _sentence(rows["counted"][row], rows["recorded"][row], limit)


def _sentence(left: int, recorded: int, limit: str) -> str:
    if left:
        return f"Conta per {italian(left)} su {italian(recorded)}: {limit}."
    return f"Non conta: {limit}."
