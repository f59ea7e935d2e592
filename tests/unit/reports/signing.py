"""A certificate authority of our own, and envelopes made with openssl, another's hand than the one that reads them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

FROM = datetime(2024, 1, 1, tzinfo=UTC)
AT = datetime(2025, 4, 1, 12, tzinfo=UTC)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Signer:
    """Files of a certificate and its key."""

    certificate: Path
    key: Path


class Authority:
    """Issues certificates of invented people."""

    def __init__(self, folder: Path, name: str = "Ente di prova") -> None:
        self.folder, self.name = folder, x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.key = ec.generate_private_key(ec.SECP256R1())
        own = self._built(self.name, self.key, days=3650).add_extension(
            x509.BasicConstraints(True, None), True
        )
        self.certificate = own.sign(self.key, hashes.SHA256())
        self.path = folder / f"{name.replace(' ', '-')}.pem"
        self.path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def issue(self, name: str, serial: str | None, *, days: int = 730, with_rsa: bool = False) -> Signer:
        """A person whose serialNumber is as given."""
        key: Key = (
            rsa.generate_private_key(65537, 2048) if with_rsa else ec.generate_private_key(ec.SECP256R1())
        )
        subject = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
        if serial:
            subject.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial))
        usage = x509.KeyUsage(False, True, *[False] * 7)
        built = self._built(x509.Name(subject), key, days=days)
        certificate = (
            built.add_extension(x509.BasicConstraints(False, None), True)
            .add_extension(usage, True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .sign(self.key, hashes.SHA256())
        )
        stem = self.folder / f"{name}-{certificate.serial_number}".replace(" ", "-")
        signer = Signer(stem.with_suffix(".pem"), stem.with_suffix(".key"))
        signer.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        signer.key.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return signer

    def _built(self, subject: x509.Name, key: Key, days: int) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(FROM)
            .not_valid_after(FROM + timedelta(days=days))
        )


def sign(content: bytes, *signers: Signer, form: str = "DER", options: tuple[str, ...] = ()) -> bytes:
    """An envelope with the content in it, by `openssl cms`, CAdES attributes included."""
    who = [word for one in signers for word in ("-signer", str(one.certificate), "-inkey", str(one.key))]
    done = subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-outform", form, *who, *options],
        input=content,
        capture_output=True,
        check=True,
    )
    return done.stdout
