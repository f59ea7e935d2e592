"""CMS envelopes (`.p7m`): what is inside, who signed it, and whether it is still what they signed.

Integrity is always checked. Whether a certificate is to be trusted depends on anchors, which are configuration:
without any, a whole signature says "firma integra, certificato non verificato".
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, core, pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from triennio.kernel import tax_code
from triennio.reports.safe_xml import UnreadableFile

_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
_TAX_CODE = re.compile(
    r"(?<![A-Z0-9])([A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z])"
)
_PERSONAL = ("serial_number", "dn_qualifier", "common_name", "unique_identifier")
_ODD_INPUT = (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, AttributeError)

STATEMENTS = {
    "broken": "firma non integra",
    "whole": "firma integra, certificato non verificato",
    "trusted": "firma integra, certificato verificato",
    "untrusted": "firma integra, certificato non fidato",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """One signer. `whole`: the content is what was signed; `trusted`: by the anchors, None when there were none."""

    name: str
    tax_code: str
    issuer: str
    valid_from: datetime | None
    valid_to: datetime | None
    signed_at: datetime | None
    whole: bool
    trusted: bool | None
    reason: str = ""

    @property
    def state(self) -> str:
        """One word for the outcome, to keep: a key of `STATEMENTS`."""
        if not self.whole:
            return "broken"
        return {None: "whole", True: "trusted", False: "untrusted"}[self.trusted]

    @property
    def statement(self) -> str:
        """What may be said of it, in Italian."""
        return STATEMENTS[self.state]


def looks_signed(content: bytes) -> bool:
    """Whether the bytes may be an envelope: DER or BER, PEM, bare base64."""
    return _der(content) is not None


def open_envelope(
    content: bytes, anchors: Sequence[x509.Certificate] = (), at: datetime | None = None
) -> tuple[bytes, list[Signature]]:
    """The content of an envelope and who signed it. UnreadableFile when there is nothing to take out.

    `at` is the instant at which certificates are judged; it is needed with anchors.
    """
    der = _der(content)
    if der is None:
        raise UnreadableFile("Il file non è una busta firmata (CMS).")
    try:
        signed = _signed_data(der)
        inner = _content(signed)
        signatures = [_signature(info, signed, inner, anchors, at) for info in signed["signer_infos"]]
    except UnreadableFile:
        raise
    except _ODD_INPUT:
        raise UnreadableFile("La busta della firma è guasta.") from None
    return inner, signatures


def certificates(content: bytes) -> list[x509.Certificate]:
    """Certificates of a PEM or DER file, for anchors. ValueError when there is none."""
    if pem.detect(content):
        found = [x509.Certificate.load(der) for _, _, der in pem.unarmor(content, multiple=True)]
    else:
        found = [x509.Certificate.load(content, strict=True)]
    for certificate in found:
        certificate.native  # noqa: B018 — parsed to the end now, so that a bad one is refused here
    return found


def _der(content: bytes) -> bytes | None:
    if content[:1] == b"\x30" and len(content) > 2:
        return content
    stripped = content.strip()
    if stripped.startswith(b"-----BEGIN"):
        try:
            return pem.unarmor(stripped)[2]
        except ValueError:
            return None
    if stripped[:2] == b"MI" and _BASE64.fullmatch(stripped):
        try:
            return base64.b64decode(stripped)
        except ValueError:
            return None
    return None


def _signed_data(der: bytes) -> cms.SignedData:
    info = cms.ContentInfo.load(der)
    if info["content_type"].native != "signed_data":
        raise UnreadableFile("La busta non contiene una firma (SignedData).")
    return info["content"]


def _content(signed: cms.SignedData) -> bytes:
    inside = signed["encap_content_info"]["content"]
    if inside is core.VOID or inside is None or inside.native is None:
        raise UnreadableFile("La firma è staccata: la busta non contiene il documento.")
    octets = inside.native
    if not isinstance(octets, bytes):
        raise UnreadableFile("La busta non contiene un file.")
    return octets


def _signature(
    info: cms.SignerInfo,
    signed: cms.SignedData,
    content: bytes,
    anchors: Sequence[x509.Certificate],
    at: datetime | None,
) -> Signature:
    others = (
        [c.chosen for c in signed["certificates"] if c.name == "certificate"]
        if signed["certificates"]
        else []
    )
    certificate = next((one for one in others if _is_of(info, one)), None)
    if certificate is None:
        return Signature("", "", "", None, None, _signed_at(info), False, None, "certificato assente")
    trusted, reason = _trust(certificate, others, anchors, at) if anchors else (None, "")
    return Signature(
        name=name_of(certificate),
        tax_code=person_of(certificate),
        issuer=certificate.issuer.human_friendly,
        valid_from=certificate.not_valid_before,
        valid_to=certificate.not_valid_after,
        signed_at=_signed_at(info),
        whole=_is_whole(info, certificate, signed, content),
        trusted=trusted,
        reason=reason,
    )


def _is_of(info: cms.SignerInfo, certificate: x509.Certificate) -> bool:
    chosen = info["sid"].chosen
    if info["sid"].name == "issuer_and_serial_number":
        return bool(
            chosen["issuer"] == certificate.issuer
            and chosen["serial_number"].native == certificate.serial_number
        )
    return bool(chosen.native == certificate.key_identifier)


def _is_whole(
    info: cms.SignerInfo, certificate: x509.Certificate, signed: cms.SignedData, content: bytes
) -> bool:
    kind = signed["encap_content_info"]["content_type"].native
    try:
        digest = hashlib.new(info["digest_algorithm"]["algorithm"].native, content).digest()
        intact, valid = validate_sig_integrity(info, certificate, kind, digest)
    except (SignatureValidationError, CMSExtractionError, CMSStructuralError, PdfError, *_ODD_INPUT):
        return False
    return intact and valid


def _trust(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    anchors: Sequence[x509.Certificate],
    at: datetime | None,
) -> tuple[bool, str]:
    """Path to an anchor at an instant; revocation is not asked, since nothing here goes to the network."""
    context = ValidationContext(
        trust_roots=list(anchors), other_certs=list(others), moment=at, allow_fetching=False,
        revocation_mode="soft-fail",
    )  # fmt: skip
    validator = CertificateValidator(certificate, others, validation_context=context)
    try:
        asyncio.run(validator.async_validate_path())
    except PathBuildingError:
        return False, "nessuno di essi lo ha rilasciato"
    except (PathValidationError, *_ODD_INPUT) as error:
        return False, str(error)
    return True, ""


def name_of(certificate: x509.Certificate) -> str:
    """The name on a certificate; "" where it has none."""
    subject = certificate.subject.native
    common = subject.get("common_name") or subject.get("organization_name") or ""
    return str(common if isinstance(common, str) else common[0])


def person_of(certificate: x509.Certificate) -> str:
    """The tax code: `TINIT-…` in serialNumber as the European standard wants, or where older certificates put it."""
    subject = certificate.subject.native
    for key in _PERSONAL:
        values = subject.get(key) or ()
        for value in [values] if isinstance(values, str) else values:
            for found in _TAX_CODE.findall(str(value).upper()):
                if tax_code.is_valid(found):
                    return str(found)
    return ""


def _signed_at(info: cms.SignerInfo) -> datetime | None:
    """As the signer says, without a time stamp."""
    attributes = info["signed_attrs"]
    for attribute in attributes if attributes is not core.VOID else ():
        if attribute["type"].native == "signing_time":
            value = attribute["values"][0].native
            return value if isinstance(value, datetime) else None
    return None
