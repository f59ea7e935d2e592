"""A position for eyes that are not the person's own: nothing in it tells what an absence was for.

Amounts stay, because they add up to the obligation; rules, labels, sources and reasons that name a kind of absence go.
All absences of a triennio become one step, so that their number is not told either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

Json = dict[str, Any]
_FAMILIES: Final = ("EXE-", "EXO-", "RET-")
_ALSO: Final = frozenset({"SEISM-1"})
"""Not of a family of absences, yet one kind of exoneration is measured by it and by nothing else."""
_PLACES: Final = ("$.exonerations", "$.exemptions")
_TELLING_FACTS: Final = frozenset({"retired", "regular_practice_declared"})
LABEL: Final = "Riduzione per periodi registrati"
NOTE: Final = "Il motivo lo vedono la persona e chi decide la sua richiesta, nessun altro."
REASON: Final = "Acquisito in un periodo in cui i crediti non valgono."
SHOWN_OF_AN_ABSENCE: Final = ("id", "from", "to")


def tells_an_absence(rule: str | None) -> bool:
    """Whether the id of a rule says that there was an absence of some kind."""
    return bool(rule) and (str(rule).startswith(_FAMILIES) or rule in _ALSO)


def redacted(answer: Mapping[str, Any]) -> Json:
    """The answer of `position` without what tells a kind of absence."""
    return {
        **answer,
        "trienni": [_triennio(each) for each in answer["trienni"]],
        "ignored": _sayable(answer.get("ignored", ())),
        "notes": _sayable(answer.get("notes", ())),
    }


def redacted_case(case: Mapping[str, Any]) -> Json:
    """The facts without what tells a kind of absence: only the days stay, of all absences alike."""
    absences = [
        {name: each[name] for name in SHOWN_OF_AN_ABSENCE if name in each}
        for each in (*case.get("exonerations", ()), *case.get("exemptions", ()))
    ]
    facts = [each for each in case.get("facts", ()) if each["kind"] not in _TELLING_FACTS]
    kept = {key: value for key, value in case.items() if key not in ("exonerations", "exemptions", "facts")}
    return {**kept, "facts": facts, "absences": sorted(absences, key=lambda each: (each["from"], each["to"]))}


def _sayable(items: Iterable[Mapping[str, Any]]) -> list[Json]:
    """What was ignored or noted, but not of an absence: neither by its rule nor by its place in the case."""
    return [
        dict(each)
        for each in items
        if not tells_an_absence(each.get("rule")) and not str(each.get("what", "")).startswith(_PLACES)
    ]


def _triennio(found: Mapping[str, Any]) -> Json:
    kept = {key: value for key, value in found.items() if key != "trace"}
    if tells_an_absence(found.get("standard_rule")):
        kept |= {"standard_rule": "", "standard_source": ""}
    return {**kept, "steps": _steps(found["steps"]), "credits": [_credit(each) for each in found["credits"]]}


def _steps(steps: Sequence[Mapping[str, Any]]) -> list[Json]:
    """The steps with those of absences made one, where the last of them stood; every result still follows."""
    hidden = [step for step in steps if tells_an_absence(step["rule"])]
    if not hidden:
        return [dict(step) for step in steps]
    together = _together(hidden)
    kept: list[Json] = []
    running = _start(steps)
    for step in steps:
        if step is hidden[-1]:
            said = together
        elif tells_an_absence(step["rule"]):
            continue
        else:
            said = dict(step)
        base, running = running, running + Decimal(said["amount"])
        kept.append({**said, "base": f"{base:.2f}", "result": f"{running:.2f}"})
    return kept


def _together(hidden: Sequence[Mapping[str, Any]]) -> Json:
    """One step for all absences."""
    amount = sum((Decimal(step["amount"]) for step in hidden), Decimal(0))
    said = {"rule": "", "label": LABEL, "amount": f"{amount:.2f}", "source": "", "confidence": ""}
    return {**said, "note": NOTE}


def _start(steps: Sequence[Mapping[str, Any]]) -> Decimal:
    """What the first step began from."""
    return Decimal(steps[0]["result"]) - Decimal(steps[0]["amount"])


def _credit(credit: Mapping[str, Any]) -> Json:
    if not tells_an_absence(credit.get("rule")):
        return dict(credit)
    return {**credit, "rule": None, "reason": REASON}
