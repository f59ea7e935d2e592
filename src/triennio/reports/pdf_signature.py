"""Signatures inside a PDF (PAdES): who signed, and whether the file is still what they signed.

As for envelopes, integrity is checked and certificates are not: that needs anchors, and nothing here asks the network.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Literal

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from triennio.reports.safe_xml import UnreadableFile
from triennio.reports.signature import name_of, person_of

State = Literal["whole", "added", "broken"]
_ODD = (
    PdfError, SignatureValidationError, CMSExtractionError, CMSStructuralError, ValueError, TypeError, KeyError,
    IndexError, OverflowError, RecursionError, AttributeError, OSError, NotImplementedError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """`whole`: the file is what was signed; `added`: something was added to it afterwards; `broken`: neither."""

    name: str
    tax_code: str
    state: State


def pdf_signatures(content: bytes) -> list[PdfSignature]:
    """The signatures of a PDF, in the order in which they were made. UnreadableFile where it cannot be read."""
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        return [_signature(each) for each in reader.embedded_regular_signatures]
    except _ODD:
        raise UnreadableFile("Il PDF non si può leggere.") from None


def _signature(found: EmbeddedPdfSignature) -> PdfSignature:
    certificate = found.signer_cert
    return PdfSignature(name_of(certificate), person_of(certificate), _state(found))


def _state(found: EmbeddedPdfSignature) -> State:
    try:
        found.compute_integrity_info(skip_diff=True)
        kind = found.signed_data["encap_content_info"]["content_type"].native
        intact, valid = validate_sig_integrity(
            found.signer_info, found.signer_cert, kind, found.compute_digest()
        )
    except _ODD:
        return "broken"
    if not intact or not valid:
        return "broken"
    return "whole" if found.coverage == SignatureCoverageLevel.ENTIRE_FILE else _covered(found)


def _covered(found: EmbeddedPdfSignature) -> State:
    return "added" if found.coverage == SignatureCoverageLevel.ENTIRE_REVISION else "broken"
