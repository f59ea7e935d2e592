"""Kinds of values that operations take and give: amounts are decimal strings, days and instants ISO 8601."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from ninja import Field, Header, Path, Query, Schema
from pydantic import BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

T = TypeVar("T")
_PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_CODE = r"^[a-z0-9]{1,20}$"
_KEY = r"^[!-~]{8,80}$"
MOST_ID = 2**31 - 1

Code = Annotated[str, StringConstraints(pattern=_CODE)]
CodeInPath = Annotated[str, Path(pattern=_CODE)]
IdInPath = Annotated[int, Path(ge=1, le=MOST_ID)]
Line = Annotated[str, StringConstraints(max_length=300, pattern=_PLAIN)]
Text = Annotated[str, StringConstraints(max_length=4000, pattern=_PLAIN)]
Credits = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", examples=["10.40"])]
Euros = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", examples=["120.50"])]
Amount = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}(\.[0-9]{1,2})?$")]
Short = Annotated[str, StringConstraints(max_length=20, pattern=_PLAIN)]
Words = Annotated[str, StringConstraints(max_length=100, pattern=_PLAIN)]

RequiredKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=_KEY,
        description="Scelta da chi chiama, una per ogni cosa da fare: ripetere con la stessa non la fa due volte.",
    ),
]
OptionalKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=_KEY,
        description="Facoltativa: con la stessa chiave la risposta è la stessa.",
    ),
]


def _only_days(value: Any) -> Any:
    """A day is written 2026-03-01; numbers and instants are not days."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("not a day")
    return value


Day = Annotated[
    date, BeforeValidator(_only_days), WithJsonSchema({"type": "string", "format": "date"}, mode="validation")
]


class Given(Schema):
    """Base of what operations take: a name that is not expected is a fault."""

    model_config = ConfigDict(extra="forbid")


Asked = Annotated[str, Query(max_length=100, pattern=_PLAIN)]
"""Words of a search. The library loses the default of a parameter whose type has constraints of its own."""
Limit = Annotated[int, Query(ge=1, le=200, description="Quanti al massimo")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Quanti saltarne")]


class Page(Schema, Generic[T]):
    """A part of a list. `next` is the offset of the part that follows, null at the end."""

    items: list[T]
    total: int
    limit: int
    offset: int
    next: int | None


def page_of(rows: Any, limit: int, offset: int, shown: Callable[[Any], Any]) -> dict[str, Any]:
    """A part of a list or of a queryset, each row as `shown` says."""
    total = len(rows) if isinstance(rows, Sequence) else rows.count()
    part = [shown(each) for each in rows[offset : offset + limit]]
    after = offset + len(part)
    return {
        "items": part,
        "total": total,
        "limit": limit,
        "offset": offset,
        "next": after if after < total else None,
    }


def decimal(hundredths: int) -> str:
    """Hundredths as a decimal string: 1040 → "10.40", −5 → "-0.05"."""
    sign, whole = ("-", -hundredths) if hundredths < 0 else ("", hundredths)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def hundredths(amount: str) -> int:
    """The other way: "10.4" → 1040. The amount has been checked by its shape."""
    whole, _, part = amount.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])
