"""The only door to the engine and to the rulebook. The rest of the app knows their answers, not them."""

from collections.abc import Mapping
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules.book import load
from triennio.rules.book.model import Policy, Rule
from triennio.rules.ecm import position

FAMILY = "ecm"


def evaluate(case: dict[str, Any]) -> dict[str, Any]:
    """The position of one case. Raises InputFaults."""
    return position(case)


def rules() -> Mapping[str, Rule]:
    """Every rule of the health professions by id, in the order of the rulebook."""
    return load(FAMILY).rules


def trienni() -> tuple[Triennio, ...]:
    """The periods the rulebook knows, oldest first."""
    return load(FAMILY).trienni


def professions() -> list[tuple[int, str]]:
    """(registry code, name) in alphabetical order."""
    listed = load(FAMILY).professions["professions"]
    return sorted(((item["code"], item["name"]) for item in listed), key=lambda pair: pair[1])


def policies(rule: Rule) -> list[Policy]:
    """The points that the law leaves open in a rule, with what is assumed."""
    known = load(FAMILY).policies
    return [known[name] for name in rule.policies if name in known]
