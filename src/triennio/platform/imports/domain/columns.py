"""What a table must hold: its columns, declared once, for reading, for the template and for the help."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class Kind(Enum):
    """What a cell is read as: text, date, hundredths of a credit, bool, tax code, int, int of a table, list of ints."""

    TEXT = "text"
    DATE = "date"
    CREDITS = "credits"
    BOOLEAN = "boolean"
    TAX_CODE = "tax_code"
    WHOLE = "whole"
    CODE = "code"
    CODES = "codes"
    WORD = "word"


@dataclass(frozen=True, eq=False)
class Column:
    """One column. `label` is its header; `aliases` are headers of other programs.

    `choices` of a CODE or CODES map the code as text to its name; of a WORD, the value kept to the word written.
    `longest` bounds a text; `width` is the number of digits of a code that a spreadsheet may have shortened.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    help: str = ""
    aliases: tuple[str, ...] = ()
    longest: int = 200
    width: int = 0
    least: int = 0
    most: int = 999_999

    @cached_property
    def headers(self) -> frozenset[str]:
        """The headers that mean this column."""
        return frozenset(map(heading, (self.name, self.label, *self.aliases)))

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Words that may be written in a WORD column → the value kept."""
        known = {heading(value): value for value in self.choices}
        known.update({heading(word): value for value, word in self.choices.items()})
        return known


@dataclass(frozen=True, slots=True)
class Header:
    """Which cell is which column. `unknown` are headers nobody asked for, `repeated` and `missing` are labels."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]
    missing: tuple[str, ...]


def heading(text: str) -> str:
    """A header as it is compared: small letters, no accents, one space between words."""
    split = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in split if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", bare).strip()


def match(cells: Sequence[object], columns: Iterable[Column]) -> Header:
    """The header of a table, wherever its columns stand."""
    columns = list(columns)
    known = {name: column for column in columns for name in column.headers}
    places: dict[str, int] = {}
    unknown, repeated = [], []
    for place, cell in enumerate(cells):
        text = str(cell).strip() if cell is not None else ""
        column = known.get(heading(text))
        if not text:
            continue
        if column is None:
            unknown.append(text)
        elif column.name in places:
            repeated.append(column.label)
        else:
            places[column.name] = place
    missing = [column.label for column in columns if column.required and column.name not in places]
    return Header(places, tuple(unknown), tuple(repeated), tuple(missing))
