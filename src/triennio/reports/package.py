"""From the file somebody uploads to the document in it: envelopes opened, the one entry of a zip taken out.

What a file is, its bytes say, not its name.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import x509

from triennio.reports.safe_xml import MAX_BYTES, UnreadableFile
from triennio.reports.signature import Signature, looks_signed, open_envelope

MAX_ENVELOPES = 3
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Package:
    """`content` is XML or CSV; `signatures` of all envelopes, the outermost first; `envelopes` is 0 if unsigned."""

    content: bytes
    signatures: tuple[Signature, ...]
    envelopes: int
    zipped: bool


def open_file(
    content: bytes, anchors: Sequence[x509.Certificate] = (), at: datetime | None = None
) -> Package:
    """Everything taken out of an uploaded file. UnreadableFile with a sentence when there is nothing to read."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"Il file supera {MAX_BYTES // 1_000_000} MB.")
    signatures: list[Signature] = []
    envelopes, zipped = 0, False
    while True:
        if not content.strip():
            raise UnreadableFile("Il file è vuoto." if not envelopes else "La busta è vuota.")
        if content.startswith((_ZIP, _EMPTY_ZIP)):
            if not envelopes:
                raise UnreadableFile(
                    "Il file è uno zip senza firma: si firma lo zip (.zip.p7m), oppure si carica l’XML."
                )
            if zipped:
                raise UnreadableFile("Lo zip contiene un altro zip.")
            content, zipped = _only_entry(content), True
        elif looks_signed(content):
            if envelopes == MAX_ENVELOPES or zipped:
                raise UnreadableFile("Le buste una dentro l’altra sono troppe.")
            content, found = open_envelope(content, anchors, at)
            signatures += found
            envelopes += 1
        else:
            return Package(content, tuple(signatures), envelopes, zipped)


def _only_entry(content: bytes) -> bytes:
    """The single file of a zip. What its directory says of sizes is not believed."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) != 1 or entries[0].is_dir():
                raise UnreadableFile(
                    f"Lo zip contiene {len(entries)} elementi: ci vuole un solo file, il rapporto."
                )
            entry = entries[0]
            if entry.flag_bits & 1:
                raise UnreadableFile("Lo zip è protetto da una password.")
            if entry.compress_type not in _PLAIN_METHODS:
                raise UnreadableFile("Lo zip usa una compressione che il registro non legge.")
            with archive.open(entry) as stream:
                inside = stream.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile("Lo zip è guasto.") from None
    if len(inside) > MAX_BYTES:
        raise UnreadableFile(f"Il documento nello zip supera {MAX_BYTES // 1_000_000} MB.")
    return inside
