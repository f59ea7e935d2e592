"""The yearly bands that employees had up to 2014-2016."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triennio.pictures.domain.numbers import said


@dataclass(frozen=True, slots=True)
class Year:
    """What a year asked at least and admitted at most, and what was earned in it."""

    year: int
    minimum: str
    maximum: str
    earned: str


def bands(triennio: Mapping[str, Any]) -> list[Year]:
    """One row a year; nothing where the period has no yearly bands for the person."""
    return [
        Year(int(item["year"]), said(item["minimum"]), said(item["maximum"]), said(item["earned"]))
        for item in triennio["annual"]
    ]
