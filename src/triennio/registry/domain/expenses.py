"""Expenses in cents, and the paid days of training (rulebook FISC-1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from triennio.kernel.refusal import Refusal

KINDS: Final = ("master", "course", "refresher", "congress")
PAID_DAYS_A_YEAR: Final = 8
"""FISC-1: days of paid leave for optional updating, in a calendar year, for who is employed."""
MOST_CENTS: Final = 10_000_000
_EURO = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](\d{1,2}))?", re.ASCII)


def cents_of(text: str) -> int:
    """`1.234,5` → 123450. Raises Refusal: EXPENSE_AMOUNT, EXPENSE_TOO_LARGE.

    A dot before exactly three digits parts thousands, as people write in Italian; before one or two, decimals.
    """
    found = _EURO.fullmatch(text.strip().removesuffix("€").removeprefix("€").strip())
    if not found:
        raise Refusal(
            "EXPENSE_AMOUNT",
            "L’importo non si legge.",
            next_step="Scriverlo in euro, per esempio 120 oppure 120,50.",
            field="amount",
        )
    whole, decimals = found[1].replace(".", ""), (found[2] or "").ljust(2, "0")
    cents = int(whole) * 100 + int(decimals)
    if not 0 < cents <= MOST_CENTS:
        raise Refusal(
            "EXPENSE_TOO_LARGE",
            f"L’importo va da un centesimo a {MOST_CENTS // 100:,} euro.".replace(",", "."),
            next_step="Controllare le cifre.",
            field="amount",
        )
    return cents


def totals(expenses: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Cents by kind, every kind listed."""
    found = dict.fromkeys(KINDS, 0)
    for kind, cents in expenses:
        found[kind] += cents
    return found


@dataclass(frozen=True, slots=True)
class PaidDays:
    """The counter of one year."""

    year: int
    days: tuple[date, ...]

    @property
    def left(self) -> int:
        return max(PAID_DAYS_A_YEAR - len(self.days), 0)


def check_paid_day(day: date, taken: Iterable[date], *, employed: bool) -> None:
    """Raise Refusal where one more paid day cannot be: PAID_DAYS_FREELANCE, PAID_DAY_TWICE, PAID_DAYS_OVER."""
    if not employed:
        raise Refusal(
            "PAID_DAYS_FREELANCE",
            "I giorni di permesso retribuito riguardano chi lavora come dipendente (regola FISC-1).",
            next_step="Chi ora è dipendente può chiedere all’Ordine di correggere il modo di esercizio.",
            decides="Ordine di appartenenza",
        )
    same = [each for each in taken if each.year == day.year]
    if day in same:
        raise Refusal("PAID_DAY_TWICE", "Questo giorno è già nell’elenco.", field="day")
    if len(same) >= PAID_DAYS_A_YEAR:
        raise Refusal(
            "PAID_DAYS_OVER",
            f"Nel {day.year} i giorni segnati sono già {len(same)}: il contratto ne dà {PAID_DAYS_A_YEAR} l’anno "
            "(regola FISC-1).",
            next_step="Togliere un giorno segnato per errore, oppure chiedere all’ufficio del personale.",
            decides="Datore di lavoro",
            field="day",
        )
