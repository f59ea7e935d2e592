"""The only door to the engine and to the rulebook. The rest of the app knows their answers, not them."""

from collections.abc import Mapping
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.rules.book import load
from triennio.rules.book.model import Policy, Rule
from triennio.rules.families import position

FAMILY = "ecm"
LAWYERS = "lawyers"


def evaluate(case: dict[str, Any]) -> dict[str, Any]:
    """The position of one case. Raises InputFaults."""
    return position(case)


def rules(family: str = FAMILY) -> Mapping[str, Rule]:
    """Every rule of a family by id, in the order of the rulebook."""
    return load(family).rules


def family_of_rule(rule: str) -> str | None:
    """The family that has a rule of this id; None where there is none."""
    return next((family for family in (FAMILY, LAWYERS) if rule in rules(family)), None)


def last_year_of_lawyers() -> int:
    """The last year the rulebook of lawyers speaks of, be it only to say that its act does not exist."""
    return load(LAWYERS).years[-1].number


def unpublished_years() -> set[int]:
    """The years of lawyers whose act does not exist yet."""
    return {year.number for year in load(LAWYERS).unpublished}


def trienni() -> tuple[Triennio, ...]:
    """The periods the rulebook knows, oldest first."""
    return load(FAMILY).trienni


def professions() -> list[tuple[int, str]]:
    """(registry code, name) in alphabetical order."""
    listed = load(FAMILY).professions["professions"]
    return sorted(((item["code"], item["name"]) for item in listed), key=lambda pair: pair[1])


def policies(rule: Rule) -> list[Policy]:
    """The points that the law leaves open in a rule, with what is assumed."""
    known = load(family_of_rule(rule.id) or FAMILY).policies
    return [known[name] for name in rule.policies if name in known]
