"""For each credit: does it count, in part, or not, and the first reason that cut it, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triennio.kernel.units import hundredths, italian, text_of_hundredths
from triennio.rules.book import Book
from triennio.rules.ecm.credits import Placed
from triennio.rules.ecm.fold import Period


@dataclass(frozen=True, slots=True)
class Verdict:
    """One credit in one triennio. Amounts in units; `verdict`: counts, partly, does_not_count."""

    id: str
    recorded: int
    counted: int
    verdict: str
    rule: str | None
    reason: str | None
    moved_in: bool

    def as_json(self) -> dict[str, object]:
        shape: dict[str, object] = {
            "id": self.id,
            "recorded": text_of_hundredths(hundredths(self.recorded)),
            "counted": text_of_hundredths(hundredths(self.counted)),
            "verdict": self.verdict,
            "rule": self.rule,
            "reason": self.reason,
        }
        if self.moved_in:
            shape["moved_in"] = True
        return shape


FLAGS = {
    "START-2": "Acquisito in un anno in cui l'obbligo non c'era.",
    "REG-1": "Acquisito nell'anno della cancellazione dall'albo, non dovuto.",
    "REG-2": "Acquisito nell'anno della reiscrizione, non dovuto.",
    "OBL-5": "Acquisito in un anno in cui l'obbligo non c'era per questa professione o per chi non era iscritto.",
    "EXE-5": "Acquisito in un periodo di esenzione: non conta.",
    "EXO-8b": "Acquisito durante un esonero prima del 2019: allora non contava.",
    "REC-2": "Spostato nel triennio precedente: qui non conta più.",
    "ACC-1": "Formazione non accreditata: non conta.",
    "FSC-LP": "Per i liberi professionisti la formazione sul campo conta dal 1º gennaio 2015.",
    "CAP-6": "Conta una sola edizione dell'evento per anno e per ruolo: ne conta un'altra.",
    "CAP-7": "Prima del 2019 nello stesso evento contava un ruolo solo: ne conta un altro.",
    "CAP-9": "Il responsabile scientifico sceglie un ruolo solo: ne conta un altro.",
    "EVT-4": "Il congresso e il suo workshop non si sommano: conta quello che vale di più.",
}


def verdicts(period: Period, book: Book) -> list[Verdict]:
    """One verdict for each credit placed in this triennio, in the order in which caps are filled."""
    return [_verdict(period, book, row, placed) for row, placed in enumerate(period.placed)]


def _verdict(period: Period, book: Book, row: int, placed: Placed) -> Verdict:
    rows = period.frame.rows
    recorded, counted = rows["recorded"][row], rows["counted"][row]
    kind = "counts" if counted == recorded and recorded else "partly" if counted else "does_not_count"
    rule, reason = (None, None) if kind == "counts" else _cut(period, book, row, placed)
    return Verdict(placed.credit.id, recorded, counted, kind, rule, reason, placed.moved_in)


def _cut(period: Period, book: Book, row: int, placed: Placed) -> tuple[str, str]:
    """The first stage that took something away."""
    for rule in placed.flags.values():
        return rule, FLAGS.get(rule, book.rules[rule].title + ".")
    if not period.frame.rows["recorded"][row]:
        return _worthless(placed, book)
    before = period.frame.rows["chosen"][row]
    for rule, amounts in _stages(period):
        if amounts[row] < before:
            return rule, _sentence(rule, row, period, book)
        before = amounts[row]
    raise AssertionError("a credit that lost something lost it at a stage")


def _stages(period: Period) -> Iterator[tuple[str, list[int]]]:
    yield "CAP-5", period.frame.rows["after_event"]
    yield "OBL-2", period.frame.rows["after_band"]
    yield from period.frame.after_pool.items()


def _worthless(placed: Placed, book: Book) -> tuple[str, str]:
    credit = placed.credit
    old = credit.acquired < book.since("IND-TUT")
    match credit.kind:
        case "publication":
            return "IND-PUB", "La pubblicazione non è censita in Scopus o Web of Science."
        case "trial":
            return "IND-TRIAL", "Manca la durata della sperimentazione."
        case "tutoring" if old:
            return "IND-TUTo", "Non completa un altro mese di tutoraggio: servono almeno 16 giorni."
        case "tutoring":
            return "IND-TUT", "Non arriva a 15 ore di tutoraggio."
        case "abroad" if old:
            return "IND-ESTo", "Paese non previsto, oppure né crediti né ore indicati."
        case "abroad" if credit.leef:
            return "IND-EST1", "Il certificato non indica né crediti né ore."
        case "abroad":
            return "IND-EST2", "Paese fuori elenco, corso a distanza, oppure né crediti né ore indicati."
        case "self_training":
            return "IND-AUTO", "Manca almeno un'ora intera di studio."
    return "ROUND-1", "Nessun credito registrato."


def _sentence(rule: str, row: int, period: Period, book: Book) -> str:
    left, recorded = period.frame.rows["counted"][row], period.frame.rows["recorded"][row]
    if rule == "CAP-5":
        limit = "un evento dà al massimo 50 crediti a persona"
    elif rule == "OBL-2":
        limit = "nell'anno è raggiunto il massimo per i dipendenti"
    else:
        pool = next(outcome for outcome in period.frame.pools if outcome.rule == rule)
        limit = f"{_lower(book.rules[rule].title)}: il limite di {italian(pool.limit)} crediti è raggiunto"
    if left:
        return f"Conta per {italian(left)} su {italian(recorded)}: {limit}."
    return f"Non conta: {limit}."


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:] if not title[:2].isupper() else title
