"""What the register would hold after a request is accepted, and how the rules read it.

Each change is what one accepted request writes. `added` puts it into a case as if it had already been written, so that
the effect shown before sending is the one that follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Json = dict[str, Any]
NEUTRAL_EXEMPTION = "illness"
"""The measure of an exemption that no text lists: all suspensions are measured alike (EXE-2, EXE-3)."""
UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Training:
    """An individual credit. `data` is what the rules read, `description` what people read."""

    kind: str
    acquired: date
    data: Json
    description: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Away:
    """An exoneration or an exemption; `sealed` says of which kind, with the measures that belong to it."""

    nature: str
    start: date
    end: date
    sealed: Json


@dataclass(frozen=True, slots=True)
class Attended:
    """A participation that the register did not hold. `credits` in hundredths."""

    provider_code: str
    event_code: str
    edition: int
    role: str
    acquired: date
    credits: int
    details: Json
    code: str = ""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An act of the Order. An enrolment takes the place of the one recorded; other acts are added."""

    act: str
    day: date


@dataclass(frozen=True, slots=True)
class Practice:
    """`nhs_work` None leaves what is recorded: only psychologists are asked."""

    practice: str
    nhs_work: bool | None = None


@dataclass(frozen=True, slots=True)
class Profession:
    profession: int
    disciplines: tuple[int, ...]


Change = Training | Away | Attended | RegisterEntry | Practice | Profession


def decimal(hundredths: int) -> str:
    """1040 → "10.40", as the rules read amounts."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def rules_kind(nature: str, kind: str) -> str:
    """The kind that the rules measure: their own, or the neutral one for an exemption outside the list."""
    return NEUTRAL_EXEMPTION if nature == "exemption" and kind == UNLISTED else kind


def added(
    case: Mapping[str, Any], change: Change, *, code: str, filed: date, recognised: int | None = None
) -> Json:
    """The case with the change in it, as the register would give it back. `code` names the new row."""
    match change:
        case Training():
            row: Json = {"id": code, "kind": change.kind, "acquired": change.acquired.isoformat()}
            row |= change.data
            if recognised is not None:
                row["recognised"] = decimal(recognised)
            return {**case, "credits": [*case["credits"], row]}
        case Attended():
            return {**case, "credits": [*case["credits"], _credit(change, code, recognised)]}
        case Away():
            return _away(case, change, code, filed, recognised)
        case RegisterEntry():
            return {**case, "person": {**case["person"], "register": register_after(case["person"], change)}}
        case Practice():
            return {**case, "person": _practising(case["person"], change)}
        case Profession():
            now = {"profession": change.profession, "disciplines": list(change.disciplines)}
            return {**case, "person": {**case["person"], **now}}


def _practising(person: Mapping[str, Any], change: Practice) -> Json:
    after = {**person, "practice": change.practice}
    if change.nhs_work is not None:
        after.pop("nhs_work", None)
        if change.nhs_work:
            after["nhs_work"] = True
    return after


def _credit(change: Attended, code: str, recognised: int | None) -> Json:
    row: Json = {
        "id": change.code or code,
        "kind": "event",
        "role": change.role,
        "credits": decimal(change.credits if recognised is None else recognised),
        "acquired": change.acquired.isoformat(),
        "event": f"{change.provider_code}-{change.event_code}",
        "edition": change.edition,
        "recruited": bool(change.details.get("recruited")),
        "accredited": True,
    }
    return row | {name: change.details[name] for name in ("objective", "format") if change.details.get(name)}


def _away(case: Mapping[str, Any], change: Away, code: str, filed: date, recognised: int | None) -> Json:
    sealed = {name: value for name, value in change.sealed.items() if value is not None}
    row: Json = {"id": code, "from": change.start.isoformat(), "to": change.end.isoformat(), **sealed}
    row["kind"] = rules_kind(change.nature, sealed["kind"])
    group = "exemptions" if change.nature == "exemption" else "exonerations"
    if change.nature == "exoneration":
        row["filed"] = filed.isoformat()
        if recognised is not None:
            row["credits"] = decimal(recognised)
    return {**case, group: [*case[group], row]}


def register_after(person: Mapping[str, Any], change: RegisterEntry) -> list[Json]:
    """The acts once this one is recorded, in the order of their days."""
    acts = [dict(each) for each in person.get("register", ())]
    new = {"act": change.act, "date": change.day.isoformat()}
    if change.act == "enrolment":
        acts = [each for each in acts if each["act"] != "enrolment"]
    return sorted([*acts, new], key=lambda each: each["date"])
