"""Numbers, days and short words as a person reads them in Italian."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from triennio.kernel.units import italian

MINUS = "−"
LEARNER_QUOTA = "CAP-1"
MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)
CONFIDENCE = {
    "official": "atto o testo ufficiale",
    "order": "guida di un Ordine professionale",
    "secondary": "fonte secondaria: da confermare",
    "impl": "ricavata da un sistema pubblico di accreditamento: da confermare",
    "inferred": "lettura nostra: il testo non lo dice in modo esplicito",
}
GOVERNED_BY = {
    "triennio": "il triennio",
    "acquired": "il giorno in cui il credito è acquisito",
    "from": "il giorno in cui comincia il periodo",
    "filed": "il giorno della domanda",
    "built": "il giorno in cui il dossier è costruito",
    "start": "il giorno in cui l'evento comincia",
    "act": "il giorno dell'atto dell'Ordine",
}
SOURCE_KINDS = {
    "legge": "legge",
    "delibera": "delibera",
    "agenas": "AGENAS",
    "ordine": "Ordine professionale",
    "guida": "guida",
    "stampa": "stampa",
    "implementazione": "programma pubblico",
}


def doubtful(confidence: str) -> bool:
    """A number that nobody official has confirmed."""
    return confidence not in ("", "official", "order")


def said(amount: str | Decimal) -> str:
    """An amount inside a sentence: `"18.40"` → `18,4`."""
    return italian(f"{Decimal(amount):.2f}").replace("-", MINUS)


def column(amount: str | Decimal) -> str:
    """An amount inside a column, always two decimals: `"-30.00"` → `−30,00`."""
    return f"{Decimal(amount):.2f}".replace(".", ",").replace("-", MINUS)


def credits(amount: str | Decimal) -> str:
    """`1 credito`, `18,4 crediti`."""
    return f"{said(amount)} {'credito' if Decimal(amount) == 1 else 'crediti'}"


def lacking(amount: str | Decimal) -> str:
    """`Manca 1 credito`, `Mancano 18,4 crediti`."""
    return f"{'Manca' if Decimal(amount) == 1 else 'Mancano'} {credits(amount)}"


def day(value: str | date) -> str:
    """`31 dicembre 2028`, `1° gennaio 2019`."""
    when = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{when.day}{'°' if when.day == 1 else ''} {MONTHS[when.month - 1]} {when.year}"


def short_day(value: str | date) -> str:
    """`03/05/2021`."""
    when = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{when:%d/%m/%Y}"


def listed(words: list[str]) -> str:
    """`a`, `a e b`, `a, b e c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} e {words[-1]}" if words else ""
