"""A sheet and its data become a PDF that lasts (PDF/A-3a) and can be read aloud (PDF/UA-1).

Sheets are Typst files of `templates/documents/sheets/`; they hold form, never words: what is written comes as data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

ROOM = Path(__file__).parent
SHEETS = ROOM / "templates" / "documents" / "sheets"
FONTS = ROOM / "vendor"
STANDARDS: Final[list[Literal["a-3a", "ua-1"]]] = ["a-3a", "ua-1"]
UNKNOWN: Final = "□"
"""Stands where a letter is in none of our fonts: a document with a gap would not be readable aloud."""
KEPT: Final = "\n\t"


class SheetError(Exception):
    """A sheet does not compile, or compiles with a warning: an absent font would otherwise pass unseen."""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folders = [str(each) for each in sorted(FONTS.iterdir()) if each.is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every letter and sign that our fonts have."""
    lines = (FONTS / "dejavu-sans" / "coverage.txt").read_text(encoding="ascii").splitlines()
    ranges = [line.split("-") for line in lines]
    return frozenset(
        chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1)
    ) | frozenset(KEPT)


def _legible(value: Any) -> Any:
    """The same data with nothing that our fonts cannot write."""
    match value:
        case str():
            return "".join(each if each in _known() else UNKNOWN for each in value)
        case Mapping():
            return {name: _legible(each) for name, each in value.items()}
        case list() | tuple():
            return [_legible(each) for each in value]
    return value


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a sheet (`"declaration"`) with its data: plain values, texts already in the reader's language.

    Letters that no font of ours has become `UNKNOWN`. Raises SheetError.
    """
    try:
        compiler = typst.Compiler(str(SHEETS / f"{template}.typ"), root=str(SHEETS), font_paths=_fonts())
        content, warnings = compiler.compile_with_warnings(
            format="pdf", sys_inputs={"data": json.dumps(_legible(data))}, pdf_standards=[*STANDARDS]
        )
    except (typst.TypstError, RuntimeError) as error:
        raise SheetError(f"{template}: {error}") from None
    if warnings:
        raise SheetError(f"{template}: {'; '.join(str(each) for each in warnings)}")
    if not isinstance(content, bytes):
        raise SheetError(f"{template}: not one file")
    return content
