"""Sentences said by a library, which a page may translate: the Italian template and its values travel apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(template: str) -> str:  # noqa: N802 — the name that tools for catalogues look for
    """Mark a template for the catalogues, and leave it as it is."""
    return template


@dataclass(frozen=True, slots=True)
class Message:
    """`template` is an Italian sentence with named places (`%(value)s`); `values` fill them, already as text."""

    template: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template
