"""What a provider says of a person, in the names of SPID and CIE or in those of OpenID Connect.

SPID (AgID, table of attributes): `fiscalNumber` with the prefix `TINIT-`, `name`, `familyName`, `email`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triennio.kernel.tax_code import TaxCodeFault, read

PREFIX = "TINIT-"
# The identity documents' own attribute names may come as addresses: only the last word counts.
_TAX_CODE = ("fiscalNumber", "fiscal_number", "fiscalnumber")
_FIRST_NAME = ("given_name", "name", "spidName")
_LAST_NAME = ("family_name", "familyName")


@dataclass(frozen=True, slots=True)
class Claims:
    """`tax_code` is empty where the provider gave none that is well formed."""

    tax_code: str
    first_name: str
    last_name: str
    email: str


def read_claims(data: Mapping[str, Any]) -> Claims:
    """The claims of a user info answer or of an identity token."""
    short = {str(name).rstrip("/").rsplit("/", 1)[-1]: value for name, value in data.items()}
    return Claims(
        tax_code=_tax_code(_first(short, _TAX_CODE)),
        first_name=_first(short, _FIRST_NAME),
        last_name=_first(short, _LAST_NAME),
        email=_first(short, ("email",)),
    )


def _first(data: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(data[name]).strip() for name in names if data.get(name)), "")


def _tax_code(text: str) -> str:
    try:
        return read(text.removeprefix(PREFIX))
    except TaxCodeFault:
        return ""
