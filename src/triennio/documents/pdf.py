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


class SheetError(Exception):
    """A sheet does not compile, or compiles with a warning: an absent font would otherwise pass unseen."""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS / "titillium-web")]
    )


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a sheet (`"declaration"`) with its data: plain values, texts already in the reader's language.

    Raises SheetError.
    """
    try:
        compiler = typst.Compiler(str(SHEETS / f"{template}.typ"), root=str(SHEETS), font_paths=_fonts())
        content, warnings = compiler.compile_with_warnings(
            format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_standards=[*STANDARDS]
        )
    except typst.TypstError as error:
        raise SheetError(f"{template}: {error}") from None
    if warnings:
        raise SheetError(f"{template}: {'; '.join(str(each) for each in warnings)}")
    if not isinstance(content, bytes):
        raise SheetError(f"{template}: not one file")
    return content
