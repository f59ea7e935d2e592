"""The Italian tax code (codice fiscale) of a person: shape, check letter, homocody.

Source: ministerial decree of 23 December 1976 (sixteen characters, check letter, letters in the place of digits for
people who would share a code) and DPR 605/1973 (eleven digits, given for a time). The code is kept as issued:
two codes that differ by homocody belong to two different people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from triennio.kernel.messages import N_, Message

LENGTH, PROVISIONAL_LENGTH = 16, 11
HOMOCODY = "LMNPQRSTUV"
DIGIT_PLACES = (6, 7, 9, 10, 12, 13, 14)
MONTHS = "ABCDEHLMPRST"
FEMALE_FROM = 41

_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_TO_DIGIT = str.maketrans(HOMOCODY, "0123456789")
_DIGIT = f"[0-9{HOMOCODY}]"
_SHAPE = re.compile(rf"[A-Z]{{6}}{_DIGIT}{{2}}[A-Z]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z]")
_ALIKE_DIGIT = str.maketrans("OIZSB", "01258")
_ALIKE_LETTER = str.maketrans("0158", "OISB")

Code = Literal["TAX_CODE_LENGTH", "TAX_CODE_CHARACTERS", "TAX_CODE_CHECK"]

_LENGTH = N_("Il codice fiscale ha 16 caratteri (11 cifre se provvisorio): questi sono %(count)s.")
_CHARACTERS = N_("Il codice fiscale ha lettere e cifre al posto sbagliato, o un carattere che non può avere.")
_CHECK = N_(
    "L’ultimo carattere del codice fiscale non corrisponde agli altri: uno dei caratteri è sbagliato."
)


class TaxCodeFault(ValueError):
    """Why a text is no tax code. `suggestion` is a code that would be one and may be meant, or empty."""

    def __init__(self, code: Code, message: Message, suggestion: str = "") -> None:
        super().__init__(str(message))
        self.code: Code = code
        self.message = message
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Birth:
    """What the digits say of a birth. Only a hint: the year has two digits, and codes may be wrong from the start."""

    year: int
    month: int
    day: int
    sex: Literal["F", "M"]

    def agrees(self, born: date) -> bool:
        """Whether a date of birth is the one that the code says, in whichever century."""
        return (born.year % 100, born.month, born.day) == (self.year, self.month, self.day)


def read(text: str) -> str:
    """The code in capitals, without spaces around. TaxCodeFault with the first thing that is wrong.

    >>> read(" rssmra85t10a562s ")
    'RSSMRA85T10A562S'
    """
    code = text.strip()
    code = code.upper() if code.isascii() else code
    if len(code) == PROVISIONAL_LENGTH and code.isascii() and code.isdigit():
        if check_digit(code[:-1]) != code[-1]:
            raise TaxCodeFault("TAX_CODE_CHECK", Message(_CHECK))
        return code
    if len(code) != LENGTH:
        raise TaxCodeFault("TAX_CODE_LENGTH", Message(_LENGTH, {"count": len(code)}), _squeezed(code))
    if not _SHAPE.fullmatch(code):
        raise TaxCodeFault("TAX_CODE_CHARACTERS", Message(_CHARACTERS), _with_alike(code))
    if check_letter(code[:-1]) != code[-1]:
        raise TaxCodeFault("TAX_CODE_CHECK", Message(_CHECK))
    return code


def is_valid(text: str) -> bool:
    """Whether `read` would take it."""
    try:
        read(text)
    except TaxCodeFault:
        return False
    return True


def canonical(code: str) -> str:
    """The code as it was before homocody. For comparison only: who has it is never the same person by that alone.

    >>> canonical("RSSMRA85T10A56NH")
    'RSSMRA85T10A562S'
    """
    if len(code) != LENGTH:
        return code
    first = "".join(
        char.translate(_TO_DIGIT) if place in DIGIT_PLACES else char for place, char in enumerate(code[:-1])
    )
    return first + check_letter(first)


def check_letter(first_fifteen: str) -> str:
    """The last letter, from the other fifteen characters in capitals."""
    total = 0
    for place, char in enumerate(first_fifteen):
        value = int(char) if char.isdigit() else ord(char) - ord("A")
        total += value if place % 2 else _ODD[value]
    return chr(ord("A") + total % 26)


def check_digit(first_ten: str) -> str:
    """The last digit of a provisional code: digits in even places doubled, nines cast out."""
    total = 0
    for place, char in enumerate(first_ten):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def birth(code: str) -> Birth | None:
    """What a code of sixteen characters says of the birth; None for a provisional code or an impossible day."""
    if len(code) != LENGTH:
        return None
    digits = canonical(code)
    month, number = MONTHS.find(digits[8]) + 1, int(digits[9:11])
    sex: Literal["F", "M"] = "F" if number >= FEMALE_FROM else "M"
    day = number - FEMALE_FROM + 1 if sex == "F" else number
    year = int(digits[6:8])
    try:
        date(2000 if year % 4 == 0 else 2001, month, day)
    except ValueError:
        return None
    return Birth(year, month, day, sex)


def made_up(surname: str, name: str, born: date, sex: Literal["F", "M"], number: int = 0) -> str:
    """A well-formed code for examples and tests. Its place of birth begins with X: none does, so it is nobody's.

    `number`, 0 to 999, tells apart people of the same name and day.
    """
    day = born.day + (FEMALE_FROM - 1 if sex == "F" else 0)
    letters = _consonants_first(surname)[:3] + _of_name(name)
    first = f"{letters}{born.year % 100:02d}{MONTHS[born.month - 1]}{day:02d}X{number:03d}"
    return first + check_letter(first)


def with_homocody(code: str, places: int) -> str:
    """The code as issued to somebody who would share it: letters for the last `places` digits (1 to 7)."""
    chars = list(code[:-1])
    for place in DIGIT_PLACES[len(DIGIT_PLACES) - places :]:
        chars[place] = HOMOCODY[int(chars[place])]
    first = "".join(chars)
    return first + check_letter(first)


def _squeezed(code: str) -> str:
    """Without the spaces and marks that people put between the groups, if that makes a code."""
    short = re.sub(r"[\s.\-/]", "", code)
    return short if short != code and is_valid(short) else ""


def _with_alike(code: str) -> str:
    """O for zero and the like, put right, if that makes a code."""
    mended = "".join(
        char.translate(_ALIKE_DIGIT) if place in DIGIT_PLACES else char.translate(_ALIKE_LETTER)
        for place, char in enumerate(code)
    )
    return mended if _SHAPE.fullmatch(mended) and check_letter(mended[:-1]) == mended[-1] else ""


def _consonants_first(word: str) -> str:
    letters = [char for char in word.upper() if "A" <= char <= "Z"]
    consonants = [char for char in letters if char not in "AEIOU"]
    return "".join([*consonants, *(char for char in letters if char in "AEIOU"), "X", "X", "X"])


def _of_name(name: str) -> str:
    consonants = [char for char in name.upper() if "A" <= char <= "Z" and char not in "AEIOU"]
    if len(consonants) > 3:
        return consonants[0] + consonants[2] + consonants[3]
    return _consonants_first(name)[:3]
