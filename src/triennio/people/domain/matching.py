"""Is the person who asks the one who stands in the register? What agrees and what does not, side by side.

Nothing is decided here: an office looks at the two and answers for the choice. Tax codes are compared as issued; two
that differ by homocody only belong to two people, and that is said.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from triennio.kernel.messages import N_, Message
from triennio.kernel.tax_code import canonical

Field = Literal["tax_code", "first_name", "last_name", "profession", "number"]


@dataclass(frozen=True, slots=True)
class Identity:
    """What one side says of a person. `profession` and `number` are empty where the side does not say."""

    tax_code: str
    first_name: str
    last_name: str
    profession: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which the two sides do not agree. `grave` ones need an explicit yes of whoever decides."""

    field: Field
    message: Message
    grave: bool


_HOMOCODY = N_("I due codici fiscali differiscono solo per omocodia: di regola sono due persone diverse.")
_TAX_CODE = N_("Il codice fiscale non è quello dell’albo.")
_FIRST_NAME = N_("Il nome non è quello dell’albo.")
_LAST_NAME = N_("Il cognome non è quello dell’albo.")
_PROFESSION = N_("La professione non è quella dell’albo.")
_NUMBER = N_("Il numero di iscrizione non è quello dell’albo.")


def differences(asked: Identity, register: Identity) -> tuple[Difference, ...]:
    """Where the two sides do not agree, gravest first. Accents, case and hyphens of names are no difference."""
    found: list[Difference] = []
    if asked.tax_code != register.tax_code:
        alike = canonical(asked.tax_code) == canonical(register.tax_code)
        found.append(Difference("tax_code", Message(_HOMOCODY if alike else _TAX_CODE), grave=True))
    if plain_name(asked.last_name) != plain_name(register.last_name):
        found.append(Difference("last_name", Message(_LAST_NAME), grave=True))
    if plain_name(asked.first_name) != plain_name(register.first_name):
        found.append(Difference("first_name", Message(_FIRST_NAME), grave=True))
    if asked.profession and register.profession and asked.profession != register.profession:
        found.append(Difference("profession", Message(_PROFESSION), grave=False))
    if asked.number and register.number and _number(asked.number) != _number(register.number):
        found.append(Difference("number", Message(_NUMBER), grave=False))
    return tuple(found)


def plain_name(name: str) -> str:
    """A name for comparison only: without accents, case, apostrophes and hyphens.

    >>> plain_name("D’Angelò-Rossi")
    'dangelo rossi'
    """
    letters = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    kept = "".join(char for char in letters if not unicodedata.combining(char) and char not in "'’`´ʼ")
    return " ".join("".join(char if char.isalnum() else " " for char in kept).casefold().split())


def _number(number: str) -> str:
    return number.strip().lstrip("0").casefold()
