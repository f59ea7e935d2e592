"""The certificate of continuing training, for the years that were asked about: the engine knows no others' credits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from triennio.calculator.domain.lawyers.case import Answers
from triennio.calculator.domain.lawyers.periods import OLD, STRADDLING, Years
from triennio.pictures.domain.numbers import said

Code = Literal["age", "may", "over", "short", "not_owed", "elsewhere", "none"]
LATEST, STRADDLING_YEARS, _OLDEST = OLD
AGE = "AVV-ATT-60"


@dataclass(frozen=True, slots=True)
class Certificate:
    """May it be asked for, on which triennio, until when it holds, what is missing.

    `over`: it held until a day gone by. `elsewhere` (code and field): the period to look at, for what these years
    cannot say. `open_end`: the day until which it holds cannot be told yet.
    """

    code: Code
    triennio: str
    until: date | None
    missing: str
    compulsory_missing: str
    elsewhere: str
    rule: str
    source: str

    @property
    def open_end(self) -> bool:
        return self.code == "may" and self.until is None


def certificate(
    now: Mapping[str, Any], then: Mapping[str, Any], shown: Collection[str], answers: Answers
) -> Certificate:
    """`now` and `then` are the engine's answers on the certificate today and at the end of the years asked about;
    `shown` are the trienni whose years were all asked about."""
    over = now["rule"] != AGE and now["triennio"] not in shown and then["triennio"] in shown
    told = then if over and then["may_be_requested"] else now
    code = "over" if told is then else _code(told, told["triennio"] in shown)
    other = _period_of_the_last(answers) if code in ("over", "elsewhere") else None
    return Certificate(
        code=code,
        triennio=told["triennio"] or "",
        until=date.fromisoformat(told["valid_until"]) if told["valid_until"] else None,
        missing=said(told["missing"] or "0"),
        compulsory_missing=said(told["compulsory_missing"] or "0"),
        elsewhere=str(other) if other and other != answers.years else "",
        rule="AVV-ATT-FINE" if code == "over" else told["rule"],
        source=told["source"],
    )


def _code(told: Mapping[str, Any], asked_about: bool) -> Code:
    if told["rule"] == AGE:
        return "age"
    if told["triennio"] is None:
        return "none"
    if not asked_about:
        return "elsewhere"
    if told["may_be_requested"]:
        return "may"
    return "not_owed" if told["missing"] == "0.00" else "short"


def _period_of_the_last(answers: Answers) -> Years:
    """Where the last triennio concluded of this person is asked about."""
    return STRADDLING_YEARS if answers.enrolled == STRADDLING else LATEST
