"""Names that may stand in an address: random, short enough to read aloud, saying nothing about the person."""

import secrets

# Without letters and digits that look alike on paper.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 14


def new_code() -> str:
    """A random name: 69 bits, so that guessing one is hopeless."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
