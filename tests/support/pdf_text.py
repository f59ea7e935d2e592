"""What a PDF says, read back from its glyphs; and which fonts it carries. For documents of the product only."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject
from pyhanko.pdf_utils.reader import PdfFileReader

_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TOKEN = re.compile(rb"/(\w+)\s+[\d.]+\s+Tf|\((?:\\.|[^\\()])*\)|<([0-9A-Fa-f]*)>|ET", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(content: bytes) -> Iterator[Any]:
    """The pages of a PDF."""
    root = PdfFileReader(io.BytesIO(content)).root["/Pages"]
    stack = [root]
    while stack:
        node = stack.pop(0).get_object()
        if node.get("/Type") == "/Page":
            yield node
        else:
            stack = [*node["/Kids"], *stack]


def fonts(content: bytes) -> dict[str, bool]:
    """Name of each font → whether it is inside the file."""
    found: dict[str, bool] = {}
    for page in pages(content):
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values()):
            below = font["/DescendantFonts"][0]["/FontDescriptor"]
            inside = any(name in below for name in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[str(font["/BaseFont"]).split("+")[-1]] = inside
    return found


def text(content: bytes) -> str:
    """Every word of the document, a space after each block of text."""
    return " ".join(_page(page) for page in pages(content))


def _page(page: Any) -> str:
    listed = page["/Resources"]["/Font"].items()
    maps = {name[1:]: _unicode(font.get_object()["/ToUnicode"].data) for name, font in listed}
    raw = page["/Contents"]
    streams = raw if isinstance(raw, ArrayObject) else [raw]
    words, current = [], {}
    for found in _TOKEN.finditer(b"\n".join(each.get_object().data for each in streams)):
        if found[1]:
            current = maps[found[1].decode()]
        elif found[0] == b"ET":
            words.append(" ")
        else:
            glyphs = bytes.fromhex(found[2].decode()) if found[2] is not None else _plain(found[0][1:-1])
            codes = [int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2)]
            words.append("".join(current.get(code, "") for code in codes))
    return re.sub(r"\s+", " ", "".join(words))


def _plain(raw: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        what = found[1]
        return bytes([int(what, 8)]) if what[:1].isdigit() else _NAMED.get(what, what)

    return _ESCAPE.sub(one, raw)


def _unicode(table: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, to in _CHAR.findall(block):
            found[int(code, 16)] = bytes.fromhex(to.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, to in _RANGE.findall(block):
            start = int(to, 16)
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(start + code - int(first, 16))
    return found
