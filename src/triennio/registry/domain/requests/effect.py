"""What accepting a request would do: the position before and after, the credits recognised, by which rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from triennio.registry.domain.requests.changes import (
    UNLISTED,
    Attended,
    Away,
    Change,
    RegisterEntry,
    Training,
    added,
)
from triennio.rules.book import load
from triennio.rules.families import position

Json = dict[str, Any]
# Kind of training → rule in force now, rule before it. Which one is decided by the day of acquisition.
_RULES = {
    "publication": ("IND-PUB", "IND-PUBo"),
    "trial": ("IND-TRIAL", "IND-TRIALo"),
    "tutoring": ("IND-TUT", "IND-TUTo"),
    "self_training": ("IND-AUTO", "IND-AUTO"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """`before` and `after` are answers of the engine. `recognised` are the credits of the activity before caps, as
    the engine writes amounts, and `credit` its row in the position; both empty where the request is of none.
    `ignored` says what of the change has no effect, and why; `commission` that the measure is not known yet.
    """

    before: Json
    after: Json
    recognised: str = ""
    credit: Json | None = None
    rule: str = ""
    ignored: Sequence[Json] = ()
    commission: bool = False

    @property
    def changes_nothing(self) -> bool:
        """Whether the position stays as it is."""
        return bool(self.before["trienni"] == self.after["trienni"])


def effect_of(
    case: Mapping[str, Any], change: Change, *, code: str, filed: date, recognised: int | None = None
) -> Effect:
    """Weigh a change against the case of a person. Raises InputFaults where the rules cannot read them."""
    after_case = added(case, change, code=code, filed=filed, recognised=recognised)
    before, after = position(case), position(after_case)
    row = _row_of(after, change.code or code if isinstance(change, Attended) else code)
    known = {(each["rule"], each["reason"]) for each in before["ignored"]}
    return Effect(
        before=before,
        after=after,
        recognised=row["recorded"] if row else "",
        credit=row,
        rule=rule_of(change),
        ignored=[each for each in after["ignored"] if (each["rule"], each["reason"]) not in known],
        commission=isinstance(change, Away) and change.sealed["kind"] == UNLISTED,
    )


def _row_of(answer: Json, code: str) -> Json | None:
    rows = (row for triennio in answer["trienni"] for row in triennio["credits"])
    return next((row for row in rows if row["id"] == code), None)


def rule_of(change: Change) -> str:
    """The rule that measures the change; "" where it is only recorded. Never one that tells an absence's reason."""
    match change:
        case Training(kind="abroad"):
            if change.acquired < load().since("IND-EST2"):
                return "IND-ESTo"
            return "IND-EST1" if change.data["leef"] else "IND-EST2"
        case Training():
            now, earlier = _RULES[change.kind]
            return now if now == earlier or change.acquired >= load().since(now) else earlier
        case Away():
            return "EXE-2" if change.nature == "exemption" else "EXO-1"
        case Attended():
            return "MISS-1"
        case RegisterEntry():
            return "START-1" if change.act == "enrolment" else "REG-4"
    return ""
