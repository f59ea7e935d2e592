"""The port to a virus scanner: ClamAV's INSTREAM over TCP. Without a scanner a file is marked as not scanned."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable

from django.conf import settings

from triennio.kernel.refusal import Refusal

CHUNK = 64 * 1024
TIMEOUT_SECONDS = 30

Scanner = Callable[[bytes], bool]
"""True when the content is harmless. Raises ScannerDown."""


class ScannerDown(Exception):
    """The scanner does not answer, or answers nothing that can be understood."""


def clamav(address: str) -> Scanner:
    """A scanner at `host:port`."""
    host, _, port = address.rpartition(":")

    def scan(content: bytes) -> bool:
        try:
            with socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS) as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), CHUNK):
                    chunk = content[start : start + CHUNK]
                    line.sendall(struct.pack("!L", len(chunk)) + chunk)
                line.sendall(struct.pack("!L", 0))
                answer = line.recv(4096).rstrip(b"\0\n ")
        except (OSError, ValueError) as error:
            raise ScannerDown(type(error).__name__) from None
        if answer.endswith(b"OK"):
            return True
        if answer.endswith(b"FOUND"):
            return False
        raise ScannerDown("answer not understood")

    return scan


def verdict(content: bytes) -> str:
    """ "clean", or "unscanned" where no scanner is set up. Raises Refusal: FILE_INFECTED, SCANNER_DOWN."""
    if not settings.CLAMAV:
        return "unscanned"
    try:
        harmless = clamav(settings.CLAMAV)(content)
    except ScannerDown:
        raise Refusal(
            "SCANNER_DOWN",
            "Il controllo antivirus non risponde: il file non è stato salvato.",
            next_step="Riprovare tra qualche minuto; i dati del modulo restano.",
        ) from None
    if not harmless:
        raise Refusal(
            "FILE_INFECTED",
            "Il controllo antivirus ha fermato il file: non è stato salvato.",
            next_step="Controllare il dispositivo, poi inviare un’altra copia del documento.",
        )
    return "clean"
