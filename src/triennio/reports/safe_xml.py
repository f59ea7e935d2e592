"""Bytes to a tree of elements, without ever leaving the bytes: no entities, no DTD, no network, no surprises of size.

The text is decoded here, by the encoding the document declares, and handed over as UTF-8: what was looked at is
what is parsed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lxml import etree

MAX_BYTES = 25_000_000
ENCODINGS = {
    "iso8859-1": "ISO-8859-1",
    "iso8859-15": "ISO-8859-15",
    "cp1252": "windows-1252",
    "ascii": "US-ASCII",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARATION = re.compile(r"<\?xml\s[^>]*?\?>")
_DECLARED = re.compile(r"\sencoding\s*=\s*[\"']([A-Za-z][\w.\-]*)[\"']")
_SKIPPED = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_HINTS = "{http://www.w3.org/2001/XMLSchema-instance}"


class UnreadableFile(ValueError):
    """The file cannot be looked into at all. The message is a sentence in Italian."""


@dataclass(frozen=True, slots=True)
class Document:
    """`root` is the first element; `encoding` as the document says; `ascii` whether every byte is the same in all."""

    root: etree._Element
    encoding: str
    ascii: bool


def parse(content: bytes) -> Document:
    """The document of some bytes. UnreadableFile when they are no well-formed XML, or ask for more than text."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"Il documento supera {MAX_BYTES // 1_000_000} MB.")
    text, encoding = _decoded(content)
    body = text[found.end() :] if (found := _DECLARATION.match(text)) else text
    skipped = _SKIPPED.match(body)
    if skipped and body.startswith("<!DOCTYPE", skipped.end()):
        raise UnreadableFile(
            "Il documento contiene una DOCTYPE: un rapporto non ne ha, e può nascondere entità."
        )
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(body.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
        raise UnreadableFile(f"Il documento non è XML ben formato: {_reason(error)}.") from None
    for element in root.iter(etree.Element):
        for name in ("schemaLocation", "noNamespaceSchemaLocation"):
            if (hint := f"{_HINTS}{name}") in element.attrib:
                del element.attrib[hint]
    return Document(root, encoding, content.isascii())


def _decoded(content: bytes) -> tuple[str, str]:
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return _text(content, codec), ENCODINGS[codec.removesuffix("-sig")]
    head = content[:1024].decode("latin-1")
    declaration = _DECLARATION.match(head)
    declared = _DECLARED.search(declaration[0]) if declaration else None
    name = declared[1] if declared else "utf-8"
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec not in ENCODINGS or codec == "utf-16":
        raise UnreadableFile(f"La codifica dichiarata «{name}» non è ammessa: si usa ISO-8859-1.")
    return _text(content, codec), ENCODINGS[codec]


def _text(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        name = ENCODINGS[codec.removesuffix("-sig")]
        raise UnreadableFile(
            f"Il byte {error.start + 1} non è un carattere in {name}, la codifica dichiarata."
        ) from None


def _reason(error: Exception) -> str:
    return str(error).split(" (<string>")[0].replace("\n", " ")
