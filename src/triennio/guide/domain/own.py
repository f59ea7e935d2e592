"""One's own numbers for a page: from a position (the answer of `triennio position`) to sentences.

Only totals: absences are always one amount, «esoneri ed esenzioni», never a kind or a label that could tell one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from triennio.guide.domain.law import current_triennio, day
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import italian
from triennio.rules.book import load

Position = Mapping[str, Any]
TELLABLE = ("OBL", "START", "PRO", "REG", "RED", "PREM", "DOS", "COV", "SEISM", "FLOOD")
"""Families of rules whose label says nothing about absences; every other step is told as one sum without a label."""
_ABSENCES = "esoneri ed esenzioni"


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """Sentences in Italian about the viewer's own position, and the day they are true."""

    sentences: tuple[str, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class View:
    """A position seen on a day; `now` is the triennio of that day, None when the position does not list it."""

    position: Position
    today: date
    period: Triennio
    now: Position | None

    @property
    def trienni(self) -> list[Position]:
        return list(self.position["trienni"])


def answer(slug: str, position: Position, today: date) -> OwnAnswer | None:
    """What a page can say with this position; None where the page has no own numbers or there is nothing to say."""
    teller = _TELLERS.get(slug)
    if teller is None:
        return None
    period = current_triennio(today)
    now = next((t for t in position["trienni"] if t["triennio"] == str(period)), None)
    sentences = tuple(teller(View(position, today, period, now)))
    return OwnAnswer(sentences, today) if sentences else None


def slugs() -> frozenset[str]:
    """The pages that can answer with one's own numbers."""
    return frozenset(_TELLERS)


# --- words


def two(amount: str | Decimal) -> str:
    """`108.00` → `108,00`."""
    return f"{Decimal(amount):.2f}".replace(".", ",")


def short(amount: str | Decimal) -> str:
    """`108.00` → `108`, `46.67` → `46,67`, without sign."""
    return italian(f"{abs(Decimal(amount)):.2f}")


def credits(amount: str | Decimal) -> str:
    """`1.00` → `1 credito`, `21.60` → `21,60 crediti`."""
    value = Decimal(amount)
    return f"{short(value) if value == value.to_integral() else two(abs(value))} credit{'o' if value == 1 else 'i'}"


def _tellable(step: Position) -> bool:
    return str(step["rule"]).partition("-")[0] in TELLABLE


def _signed(amount: str) -> str:
    return f"{'−' if Decimal(amount) < 0 else '+'} {short(amount)}"


def _grouped(now: Position) -> list[tuple[str, Decimal]]:
    """(label, amount) of the steps, with all absences in one."""
    rows: list[tuple[str, Decimal]] = []
    for step in now["steps"]:
        amount, label = Decimal(step["amount"]), step["label"] if _tellable(step) else _ABSENCES
        at = next((i for i, (name, _) in enumerate(rows) if name == label == _ABSENCES), None)
        if at is None:
            rows.append((label, amount))
        else:
            rows[at] = (label, rows[at][1] + amount)
    return rows


# --- the obligation


def _obligation(view: View) -> Iterator[str]:
    now = view.now
    if now is None:
        return
    if not now["years_due"]:
        yield f"Per il triennio {view.period} non è dovuto alcun credito."
        return
    sum_of = " ".join(_signed(str(amount)) for _, amount in _grouped(now))
    how = f"{short(now['standard'])} {sum_of}" if sum_of else "nessuna riduzione"
    yield f"Per il triennio {view.period} l’obbligo è di {two(now['obligation'])} crediti: {how}."


def _steps(view: View) -> Iterator[str]:
    now = view.now
    if now is None or not now["years_due"]:
        return
    yield f"Triennio {view.period}: si parte da {credits(now['standard'])}."
    for label, amount in _grouped(now):
        yield f"{_signed(str(amount))}: {label[:1].lower() + label[1:] if label != _ABSENCES else label}."
    yield f"L’obbligo è di {two(now['obligation'])} crediti."


def _start(view: View) -> Iterator[str]:
    due = [t for t in view.trienni if t["years_due"]]
    if not due:
        yield "A oggi non risulta alcun anno dovuto."
        return
    first = due[0]
    years = {1: "un anno", 2: "due anni", 3: "tre anni"}[first["years_due"]]
    yield f"Il primo triennio dovuto è il {first['triennio']}, per {years} su tre: {two(first['obligation'])} crediti."


def _bands(view: View) -> Iterator[str]:
    for triennio in view.trienni:
        for year in triennio["annual"]:
            band = f"da {short(year['minimum'])} a {short(year['maximum'])}"
            yield f"Nel {year['year']}: {credits(year['earned'])}, con una fascia {band}."


def _steps_of(*families: str) -> Callable[[View], Iterator[str]]:
    """Sentences about the steps of some families of rules, in every triennio that has them."""

    def tell(view: View) -> Iterator[str]:
        for triennio in view.trienni:
            for step in triennio["steps"]:
                if step["rule"].startswith(families):
                    yield f"Nel {triennio['triennio']}: {_signed(step['amount'])} crediti ({step['label']})."

    return tell


def _absences(view: View) -> Iterator[str]:
    for triennio in view.trienni:
        total = sum((amount for label, amount in _grouped(triennio) if label == _ABSENCES), Decimal())
        if total:
            yield f"Nel {triennio['triennio']} {_ABSENCES} tolgono in tutto {credits(abs(total))}."


# --- what counts


def _of(rows: list[Position], rule: str) -> Position | None:
    return next((row for row in rows if row["rule"] == rule), None)


def _learner(view: View) -> Iterator[str]:
    quota = _of(view.now["quotas"], "CAP-1") if view.now else None
    if quota:
        left = max(Decimal(quota["minimum"]) - Decimal(quota["reached"]), Decimal())
        tail = f"ne mancano {two(left)}" if left else "la quota è raggiunta"
        yield f"Come discente: {two(quota['reached'])} crediti su un minimo di {two(quota['minimum'])}; {tail}."


def _cap(rule: str, what: str) -> Callable[[View], Iterator[str]]:
    """Sentences about the room left under a cap of the current triennio."""

    def tell(view: View) -> Iterator[str]:
        cap = _of(view.now["caps"], rule) if view.now else None
        if cap is None:
            return
        left = max(Decimal(cap["limit"]) - Decimal(cap["used"]), Decimal())
        room = f"ne entrano ancora {two(left)}" if left else "il tetto è pieno"
        told = f"{two(cap['used'])} crediti su un massimo di {two(cap['limit'])}"
        yield f"{what}: nel {view.period} contano {told}; {room}."
        if Decimal(cap["excess"]):
            yield f"Oltre il tetto restano {credits(cap['excess'])}, che non contano."

    return tell


def _both(*tellers: Callable[[View], Iterator[str]]) -> Callable[[View], Iterator[str]]:
    def tell(view: View) -> Iterator[str]:
        for teller in tellers:
            yield from teller(view)

    return tell


def _cut(rule: str, why: str) -> Callable[[View], Iterator[str]]:
    """Sentences about the credits that a rule cut, in every triennio."""

    def tell(view: View) -> Iterator[str]:
        for triennio in view.trienni:
            lost = sum(
                (
                    Decimal(credit["recorded"]) - Decimal(credit["counted"])
                    for credit in triennio["credits"]
                    if credit["rule"] == rule
                ),
                Decimal(),
            )
            if lost:
                yield f"Nel {triennio['triennio']} {credits(lost)} non contano: {why}."

    return tell


def _radiation(view: View) -> Iterator[str]:
    quota = _of(view.now["quotas"], "RAD-1") if view.now else None
    if quota:
        told = f"{two(quota['reached'])} crediti su un minimo di {two(quota['minimum'])}"
        state = "è" if quota["met"] else "non è ancora"
        yield f"Radioprotezione nel {view.period}: {told}; la quota {state} raggiunta."


# --- register, past trienni, insurance


def _position(view: View) -> Iterator[str]:
    now = view.now
    if now is None:
        return
    yield f"Al {day(view.today)} sono riconosciuti {two(now['recognised'])} crediti su {two(now['obligation'])} dovuti."
    if Decimal(now["missing"]):
        yield f"Ne mancano {two(now['missing'])}, da prendere entro il {day(view.period.end)}."
    else:
        yield f"Per il triennio {view.period} non manca nulla."


def _certifiable(view: View) -> Iterator[str]:
    ended = [t for t in view.trienni if t["years_due"] and Triennio.parse(t["triennio"]).end < view.today]
    compensated = view.position["compensation"].get("certifiable", {})
    names: dict[bool, list[str]] = {True: [], False: []}
    for triennio in ended:
        name = triennio["triennio"]
        names[bool(triennio["certifiable"] or compensated.get(name))].append(name)
    if names[True]:
        yield f"Certificabili: {', '.join(names[True])}."
    if names[False]:
        yield f"Non ancora certificabili: {', '.join(names[False])}."


def _movable(view: View) -> Iterator[str]:
    windows = load().windows
    for triennio in view.trienni:
        window = windows.get(Triennio.parse(triennio["triennio"]))
        if window and view.today <= window.earned_until and Decimal(triennio["missing"]):
            yield (
                f"Al {triennio['triennio']} mancano {credits(triennio['missing'])}: si possono spostare corsi presi "
                f"entro il {day(window.earned_until)}."
            )


def _compensation(view: View) -> Iterator[str]:
    compensation = view.position["compensation"]
    if not compensation.get("balances"):
        return
    if Decimal(compensation["needed"]):
        yield f"Per coprire i debiti vecchi servono ancora {credits(compensation['needed'])} compensativi."
    else:
        yield "I debiti vecchi, se ci sono, sono già coperti."


def _insurance(view: View) -> Iterator[str]:
    insurance = view.position.get("insurance")
    if insurance:
        state = "raggiunta" if insurance["reached"] else "non raggiunta"
        told = f"{two(insurance['threshold'])} crediti, {state}"
        yield f"La soglia della polizza guarda il {insurance['triennio']}: {told}."
        yield "Verso l’Ordine resta dovuto l’intero obbligo."


_INDIVIDUAL = _cap("CAP-2", "Docenza e formazione individuale")
_SELF = _cap("CAP-3", "Autoformazione")
_SPONSORED = _cap("CAP-4", "Con il reclutamento")
_TELLERS: Mapping[str, Callable[[View], Iterator[str]]] = {
    "obbligo": _obligation,
    "come-si-calcola": _steps,
    "decorrenza": _start,
    "fasce-annuali": _bands,
    "riduzioni": _steps_of("RED-"),
    "premialita": _steps_of("PREM-"),
    "bonus-covid": _steps_of("COV-"),
    "calamita": _steps_of("SEISM-", "FLOOD-"),
    "dossier-bonus": _steps_of("DOS-"),
    "dossier-individuale": _steps_of("DOS-"),
    "dossier-gruppo": _steps_of("DOS-"),
    "esoneri": _absences,
    "esenzioni": _absences,
    "crediti-in-assenza": _cut("EXE-5", "sono stati acquisiti in giorni che non danno crediti validi"),
    "vincoli": _both(_learner, _INDIVIDUAL, _SELF, _SPONSORED),
    "come-acquisire": _both(_learner, _INDIVIDUAL),
    "docenza": _INDIVIDUAL,
    "formazione-individuale": _both(_INDIVIDUAL, _SELF),
    "pubblicazioni": _INDIVIDUAL,
    "sperimentazioni": _INDIVIDUAL,
    "tutoraggio": _INDIVIDUAL,
    "estero": _INDIVIDUAL,
    "autoformazione": _SELF,
    "reclutamento": _SPONSORED,
    "radioprotezione": _radiation,
    "cinquanta-crediti": _cut("CAP-5", "superano il massimo di un evento"),
    "edizioni": _cut("CAP-6", "sono di altre edizioni dello stesso evento"),
    "congressi": _cut("EVT-4", "il workshop e il congresso non si sommano"),
    "non-accreditati": _cut("ACC-1", "l’evento non è accreditato"),
    "posizione": _position,
    "certificazione": _certifiable,
    "spostamento": _movable,
    "compensazione": _compensation,
    "assicurazione": _insurance,
}
