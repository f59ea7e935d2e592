"""What a file is, told from its bytes and not from its name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from triennio.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Kind:
    """`media` is what a browser is told; `inline` whether it may be shown instead of saved."""

    name: str
    label: str
    media: str
    inline: bool = False


PDF = Kind("pdf", "PDF", "application/pdf", inline=True)
PNG = Kind("png", "PNG", "image/png", inline=True)
JPEG = Kind("jpeg", "JPEG", "image/jpeg", inline=True)
P7M = Kind("p7m", "p7m", "application/pkcs7-mime")
XML = Kind("xml", "XML", "application/xml")
XLSX = Kind("xlsx", "Excel (xlsx)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
ZIP = Kind("zip", "zip", "application/zip")
CSV = Kind("csv", "CSV", "text/csv")
KINDS = {kind.name: kind for kind in (PDF, PNG, JPEG, P7M, XML, XLSX, ZIP, CSV)}
PROOFS = (PDF, PNG, JPEG, P7M)

# The object identifier of "signed data", as it stands near the beginning of every DER envelope.
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")


def _is_zip_of(content: bytes, member: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return member in archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return False


def _is_text(content: bytes) -> bool:
    head = content[:8192]
    return bool(head) and b"\x00" not in head and not any(byte < 9 or 13 < byte < 32 for byte in head)


def sniff(content: bytes) -> Kind | None:
    """What the bytes are, of the kinds the product knows; None for anything else."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content[:1] == b"\x30" and _SIGNED_DATA in content[:64]:
        return P7M
    if content.startswith((b"-----BEGIN PKCS7", b"-----BEGIN CMS")):
        return P7M
    if content.startswith(b"PK\x03\x04"):
        return XLSX if _is_zip_of(content, "xl/workbook.xml") else ZIP
    text = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<?xml"):
        return XML
    return CSV if _is_text(content) and not text.startswith(b"<") else None


def accept(content: bytes, allowed: tuple[Kind, ...], limit: int) -> Kind:
    """The kind of a file that may come in. Raises Refusal: EMPTY_FILE, FILE_TOO_LARGE, FILE_KIND."""
    names = ", ".join(kind.label for kind in allowed)
    if not content:
        raise Refusal("EMPTY_FILE", "Il file è vuoto.", next_step="Scegliere di nuovo il file.")
    if len(content) > limit:
        raise Refusal(
            "FILE_TOO_LARGE",
            f"Il file supera il limite di {limit // (1024 * 1024)} MB.",
            next_step="Ridurre la risoluzione della scansione o dividere il file.",
        )
    kind = sniff(content)
    if kind is None or kind not in allowed:
        raise Refusal(
            "FILE_KIND",
            f"Il file non è di un tipo ammesso. Tipi ammessi: {names}.",
            next_step="Salvare il documento come PDF e inviarlo di nuovo.",
        )
    return kind
