"""The engine's answer as the page of lawyers shows it. Everything is computed here; templates only place it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from triennio.calculator.domain.lawyers.bars import Bar, bar, compulsory_bar
from triennio.calculator.domain.lawyers.case import Answers
from triennio.calculator.domain.lawyers.certificate import Certificate, certificate
from triennio.calculator.domain.lawyers.periods import FIRST_ALONE, as_of
from triennio.pictures.domain.numbers import said

Code = Literal["unpublished", "not_bound", "nothing_owed", "missing_now", "missing_past", "reached"]
Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A number with what opens behind it."""

    rule: str
    label: str
    base: str
    amount: str
    result: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Credits that do not count, and why."""

    amount: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """Credits that pass from one period to another."""

    took: bool
    other: str
    amount: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What a year or a triennio asks, has and lacks. `reason` where its rules do not exist yet."""

    name: str
    published: bool
    reason: str
    rule: str
    due: str
    compulsory_due: str
    counted: str
    compulsory_counted: str
    held: str
    carried_in: str
    carried_out: str
    missing: str
    compulsory_missing: str
    met: bool | None
    ended: bool
    owed: bool
    lines: Sequence[Line]
    cuts: Sequence[Cut]
    arrows: Sequence[Arrow]
    caps: Sequence[Line]
    bar: Bar | None = None
    strip: Bar | None = None

    @property
    def short(self) -> bool:
        return self.met is False

    @property
    def nothing(self) -> bool:
        return self.due == "0"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one sentence of the page, as a code and its numbers."""

    code: Code
    year: str
    deadline: date
    duty_from: date
    missing: str
    short: Sequence[Owed]

    @property
    def good(self) -> bool:
        return self.code in ("not_bound", "nothing_owed", "reached")


@dataclass(frozen=True, slots=True)
class Result:
    period: str
    as_of: date
    verdict: Verdict
    years: Sequence[Owed]
    trienni: Sequence[Owed]
    surplus: Mapping[str, str] | None
    next_unpublished: str
    distance_split: bool
    alone: bool
    certificate: Certificate
    away_inside: bool

    @property
    def anything_to_know(self) -> bool:
        """Has the page a notice to show?"""
        return any((self.next_unpublished, self.surplus, self.distance_split, self.alone, self.away_inside))

    @property
    def rules(self) -> set[str]:
        """Every rule the page names."""
        found: set[str] = set()
        for one in (*self.years, *self.trienni):
            found |= {line.rule for line in (*one.lines, *one.caps)} | {one.rule}
            found |= {cut.rule for cut in one.cuts} | {arrow.rule for arrow in one.arrows}
        found.add(self.certificate.rule)
        return {rule for rule in found if rule}


def result(output: Found, answers: Answers, today: date, certificate_now: Found) -> Result:
    """`output` is the engine's answer to the case of `answers` built for `today`; `certificate_now` what it says on
    the certificate as of today."""
    period = answers.years
    listed = [year for year in output["years"] if year["year"] in period]
    scale = max(
        (Decimal(year[key] or 0) for year in listed for key in ("due", "counted")), default=Decimal(0)
    )
    years = [_year(year, scale) for year in listed]
    trienni = [
        _triennio(t) for t in output["trienni"] if not t["open"] and set(t["years"]) <= set(period.numbers)
    ]
    spare = output["surplus_2020"]
    unpublished = [str(entry["year"]) for entry in output["not_published"] if entry["year"] not in period]
    return Result(
        period=str(period),
        as_of=as_of(period, today),
        verdict=_verdict(years, trienni, answers, today),
        years=years,
        trienni=trienni,
        surplus=_surplus(spare) if spare and 2020 in period and Decimal(spare["total"]) else None,
        next_unpublished=unpublished[0] if unpublished and today.year in period else "",
        alone=period.first >= FIRST_ALONE and any(year.published and not year.short for year in years),
        distance_split=any(c.distance and c.distance < c.total for c in answers.credits.values()),
        certificate=certificate(certificate_now, output["certificate"], {t.name for t in trienni}, answers),
        away_inside=_away_inside(answers),
    )


def _away_inside(answers: Answers) -> bool:
    """Does the exemption or waiver touch the years asked about?"""
    if answers.away is None:
        return False
    first, last = answers.away
    return first.year <= answers.years.last and last.year >= answers.years.first


def _surplus(spare: Found) -> dict[str, str]:
    return {"total": said(spare["total"]), "left": said(spare["left"]), "rule": spare["rule"]}


def _year(year: Found, scale: Decimal) -> Owed:
    common: dict[str, Any] = {
        "lines": [_line(step) for step in year["steps"]],
        "cuts": _cuts(year["credits"]),
        "arrows": [_arrow(line) for line in year["carried"]],
        "caps": [],
    }
    if not year["published"]:
        blank: dict[str, Any] = dict.fromkeys(_AMOUNTS, "")
        return Owed(
            name=str(year["year"]),
            published=False,
            reason=year["reason"],
            rule=year["rule"],
            held="",
            met=None,
            ended=year["ended"],
            owed=False,
            **blank,
            **common,
        )
    amounts: dict[str, Any] = {key: said(year[key]) for key in _AMOUNTS}
    held = Decimal(year["counted"]) + Decimal(year["carried_in"]) - Decimal(year["carried_out"])
    return Owed(
        name=str(year["year"]),
        published=True,
        reason="",
        rule="AVV-MANCA",
        held=said(held),
        met=year["met"],
        ended=year["ended"],
        owed=year["owed"],
        bar=bar(year, scale),
        strip=compulsory_bar(year, scale),
        **amounts,
        **common,
    )


_AMOUNTS = (
    "due",
    "compulsory_due",
    "counted",
    "compulsory_counted",
    "carried_in",
    "carried_out",
    "missing",
    "compulsory_missing",
)


def _triennio(found: Found) -> Owed:
    amounts: dict[str, Any] = {key: said(found[key]) for key in _AMOUNTS if key != "carried_out"}
    held = Decimal(found["counted"]) + Decimal(found["carried_in"])
    return Owed(
        name=found["triennio"],
        published=True,
        reason="",
        rule="AVV-MANCA",
        held=said(held),
        carried_out="0",
        met=found["met"],
        ended=found["ended"],
        owed=True,
        lines=[_line(step) for step in found["steps"]],
        cuts=[],
        arrows=[],
        caps=[_cap(cap) for cap in found["caps"]],
        **amounts,
    )


def _line(step: Found) -> Line:
    numbers = {key: said(step[key]) for key in ("base", "amount", "result")}
    return Line(step["rule"], step["label"], source=step["source"], confidence=step["confidence"], **numbers)


def _cap(cap: Found) -> Line:
    return Line(
        cap["rule"],
        cap["label"],
        said(cap["limit"]),
        said(cap["used"]),
        said(cap["excess"]),
        cap["source"],
        cap["confidence"],
    )


def _cuts(credits: Sequence[Found]) -> list[Cut]:
    """One line for each credit that counts less than it is worth, or that cannot be judged yet."""
    return [
        Cut(said(Decimal(c["recorded"]) - Decimal(c["counted"])), c["rule"] or "", c["reason"] or "")
        for c in credits
        if c["counted"] is not None and c["verdict"] != "counts"
    ]


def _arrow(line: Found) -> Arrow:
    took = line["direction"] == "took"
    return Arrow(took, line["other"], said(line["credits"]), line["rule"], line["reason"])


def _verdict(years: Sequence[Owed], trienni: Sequence[Owed], answers: Answers, today: date) -> Verdict:
    current = next((year for year in years if year.name == str(today.year)), None)
    short = [one for one in (*trienni, *years) if one.short and (one.ended or one is current)]
    return Verdict(
        code=_code(current, short, years),
        year=str(today.year),
        deadline=date(today.year, 12, 31),
        duty_from=date(answers.enrolled + 1, 1, 1),
        missing=current.missing if current else "",
        short=[one for one in short if one is not current],
    )


def _code(current: Owed | None, short: Sequence[Owed], years: Sequence[Owed]) -> Code:
    if current is not None and not current.published:
        return "unpublished"
    if not any(year.owed for year in years):
        return "not_bound"
    if short:
        return "missing_now" if current is not None and current.short else "missing_past"
    return "nothing_owed" if all(year.nothing for year in years if year.owed) else "reached"
