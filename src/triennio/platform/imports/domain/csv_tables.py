"""Comma, semicolon or tab; UTF-8 with or without its mark, UTF-16, Windows-1252: as programs of offices write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from triennio.kernel.messages import N_, Message
from triennio.platform.imports.domain.columns import Column, match
from triennio.platform.imports.domain.faults import TableFault

SEPARATORS = (";", ",", "\t")
MOST_COLUMNS = 200
_ENCODING = N_("Il file non è un testo in una codifica conosciuta (UTF-8 o Windows-1252).")
_QUOTES = N_("Il file non si legge oltre la riga %(row)s: forse ci sono virgolette non chiuse.")
_WIDE = N_("Il file ha più di %(most)s colonne.")


def decoded(content: bytes) -> str:
    """The text. UTF-8 is recognised because other encodings hardly ever pass for it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codecs: tuple[str, ...] = ("utf-16",)
    else:
        codecs = ("utf-8-sig", "cp1252")
    for codec in codecs:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableFault("ENCODING", Message(_ENCODING))


def rows(text: str, columns: Sequence[Column]) -> Iterator[list[str]]:
    """Every record, the header first. The line `sep=;` that a spreadsheet may put before it is obeyed and left out."""
    separator = ""
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], rest
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text, columns))
    count = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise TableFault("QUOTES", Message(_QUOTES, {"row": count})) from None
        count += 1
        if len(cells) > MOST_COLUMNS:
            raise TableFault("WIDE", Message(_WIDE, {"most": MOST_COLUMNS}))
        yield cells


def _separator(text: str, columns: Sequence[Column]) -> str:
    """The one under which the header names most columns; with a tie, the one that cuts more."""
    head = text[:20_000]
    best, score = SEPARATORS[0], (-1, -1)
    for separator in SEPARATORS:
        try:
            cells = next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), [])
        except csv.Error:
            continue
        found = (len(match(cells, columns).places), len(cells))
        if found > score:
            best, score = separator, found
    return best
