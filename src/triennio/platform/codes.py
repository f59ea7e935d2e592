"""Names that may stand in an address: random, short enough to read aloud, saying nothing about the person."""

import secrets

# Without letters and digits that look alike on paper.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 14
_EVEN = 256 - 256 % len(ALPHABET)


def new_code() -> str:
    """A random name: 69 bits, so that guessing one is hopeless."""
    while True:
        # Bytes above the last whole multiple of the alphabet are left out, so that every letter is as likely.
        found = [ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(2 * LENGTH) if byte < _EVEN]
        if len(found) >= LENGTH:
            return "".join(found[:LENGTH])
