"""Fields of a form and how what people type becomes a value. A draft keeps the text; reading it says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from triennio.kernel.messages import N_, Message

Type = Literal["day", "whole", "amount", "choice", "check", "text", "long"]
Choices = tuple[tuple[str, str], ...]
Values = dict[str, Any]

YES_NO: Final[Choices] = (("yes", N_("Sì")), ("no", N_("No")))
EARLIEST: Final = date(2008, 1, 1)
LATEST: Final = date(2099, 12, 31)
_WHOLE = re.compile(r"[0-9]{1,6}")
_AMOUNT = re.compile(r"([0-9]{1,7}|[0-9]{1,3}(?:\.[0-9]{3})+(?=,|$))(?:[.,]([0-9]{1,2}))?")
_DAY = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `when` names another question and the answers with which this one is asked.

    Values by type: `day` a date, `whole` an int, `amount` a Decimal, `choice` one of the codes, `check` True,
    `text` and `long` a string without blanks around it.
    """

    name: str
    type: Type
    label: str
    hint: str = ""
    choices: Choices = ()
    required: bool = True
    when: tuple[str, tuple[str, ...]] | None = None
    limit: int = 300
    most: int = 9_999


@dataclass(frozen=True, slots=True)
class Reading:
    """Values of the fields that could be read, and a sentence for each that could not."""

    values: Values = field(default_factory=dict)
    faults: dict[str, Message] = field(default_factory=dict)


def asked(each: Field, raw: Mapping[str, str]) -> bool:
    """Whether the question concerns who gave these answers."""
    return each.when is None or raw.get(each.when[0], "").strip() in each.when[1]


def read(fields: Sequence[Field], raw: Mapping[str, str]) -> Reading:
    """Read every field that is asked; an empty one that is required is a fault, an empty optional one has no value."""
    found = Reading()
    for each in fields:
        if not asked(each, raw):
            continue
        text = raw.get(each.name, "").strip()
        if not text:
            if each.required:
                found.faults[each.name] = _missing(each)
            continue
        value = _value(each, text)
        if isinstance(value, Message):
            found.faults[each.name] = value
        else:
            found.values[each.name] = value
    return found


def _missing(each: Field) -> Message:
    if each.type == "check":
        return Message(N_("Serve la conferma."))
    return Message(N_("Manca la risposta."))


def _value(each: Field, text: str) -> Any:
    match each.type:
        case "day":
            return _day(text)
        case "whole":
            return _whole(text, each.most)
        case "amount":
            return _amount(text)
        case "choice":
            known = {code for code, _ in each.choices}
            return text if text in known else Message(N_("Scegliere una delle risposte."))
        case "check":
            return True
    if len(text) > each.limit:
        return Message(N_("Testo troppo lungo: al massimo %(limit)s caratteri."), {"limit": each.limit})
    return text


def _day(text: str) -> date | Message:
    found = _DAY.fullmatch(text)
    parts = found.groups() if found else tuple(reversed(text.split("-")))
    try:
        day, month, year = (int(part) for part in parts)
        value = date(year, month, day)
    except ValueError:
        return Message(N_("Indicare il giorno così: 01/03/2026."))
    if not EARLIEST <= value <= LATEST:
        return Message(N_("La data è fuori dal tempo delle regole: dal 2008 in poi."))
    return value


def _whole(text: str, most: int) -> int | Message:
    if not _WHOLE.fullmatch(text):
        return Message(N_("Indicare un numero intero, senza decimali."))
    if int(text) > most:
        return Message(N_("Numero troppo grande: al massimo %(most)s."), {"most": most})
    return int(text)


def _amount(text: str) -> Decimal | Message:
    found = _AMOUNT.fullmatch(text)
    if not found:
        return Message(N_("Indicare un numero, per esempio 25 oppure 18,4."))
    return Decimal(f"{found[1].replace('.', '')}.{found[2] or 0}")
