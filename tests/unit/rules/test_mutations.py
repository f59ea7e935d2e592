"""A changed number of the law turns a case red: for each value, pool, window and validity of the rulebooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.unit.rules.law_cases import LawCase, differences, law_cases
from triennio.rules.book import Book, load
from triennio.rules.ecm import compensation, position

BOOK = load("ecm")
CASES = law_cases()
ONE_DAY = timedelta(days=1)


def fresh(**changes: Any) -> Book:
    """The book with some parts replaced, and nothing remembered."""
    return replace(BOOK, **changes, _params={}, _constants={}, _plans={})


def bumped(raw: Any) -> Any:
    """The same value, a little larger; a switch is turned."""
    if isinstance(raw, list):
        return [bumped(raw[0]), *raw[1:]]
    if "/" in raw:
        return "1/2"
    if raw == "1":
        return "0"
    whole, dot, tail = raw.partition(".")
    return f"{int(whole) + 1}{dot}{tail}"


def value_changes() -> Iterator[Any]:
    for index, value in enumerate(BOOK.values):
        default = BOOK.policies[value.policy].default if value.policy else None
        if value.by_policy:
            change = {"by_policy": {**value.by_policy, default: bumped(value.by_policy[str(default)])}}
        elif value.policy:
            continue  # the value is the policy's own: its default is changed below
        else:
            change = {"value": bumped(value.value)}
        values = (*BOOK.values[:index], replace(value, **change), *BOOK.values[index + 1 :])
        yield pytest.param(value.rule, {"values": values}, id=f"{value.triennio or 'all'} {value.key}")


def policy_changes() -> Iterator[Any]:
    for name, policy in BOOK.policies.items():
        if policy.pattern == "decimal":
            policies = {**BOOK.policies, name: replace(policy, default=bumped(policy.default))}
            yield pytest.param(policy.rules[0], {"policies": policies}, id=f"policy {name}")


def pool_changes() -> Iterator[Any]:
    for triennio, entries in BOOK.pools.items():
        for index, (pool, entry) in enumerate(entries):
            changed = replace(pool, numerator=10 * pool.numerator + 1, denominator=10 * pool.denominator)
            pools = {**BOOK.pools, triennio: (*entries[:index], (changed, entry), *entries[index + 1 :])}
            yield pytest.param(pool.rule, {"pools": pools}, id=f"{triennio} pool {pool.rule}")


def shifted(day: date) -> tuple[date, date]:
    """One day later; and, for dates no act or credit can tell by a day (30 June is far away), some years later."""
    return day + ONE_DAY, day + 1500 * ONE_DAY


def date_changes() -> Iterator[Any]:
    for rule, validity in BOOK.validity.items():
        for field in ("first", "last"):
            day = getattr(validity, field)
            if 2011 <= day.year < 2030:
                options = [
                    {"validity": {**BOOK.validity, rule: replace(validity, **{field: new})}}
                    for new in shifted(day)
                ]
                yield pytest.param(rule, *options, id=f"validity {rule} {field}")
    for triennio, window in BOOK.windows.items():
        for field in ("earned_until", "move_until"):
            if field == "move_until" and window.policy:
                continue
            changed_windows = {
                **BOOK.windows,
                triennio: replace(window, **{field: getattr(window, field) - ONE_DAY}),
            }
            yield pytest.param(
                window.rule, {"windows": changed_windows}, None, id=f"window {triennio} {field}"
            )
    for triennio, term in BOOK.dossier.items():
        changed_terms = {**BOOK.dossier, triennio: replace(term, built_until=term.built_until - ONE_DAY)}
        yield pytest.param("DOS-B", {"dossier": changed_terms}, None, id=f"dossier {triennio}")


def red(case: LawCase, book: Book) -> bool:
    """True when the case no longer gets what it expects, also because the engine refuses the number."""
    try:
        if case.command == "compensation":
            answer = {"compensation": compensation({"balances": case.facts["balances"]}, book)}
        else:
            answer = position(case.facts, book)
    except (ArithmeticError, ValueError):
        return True
    return bool(differences(case.expected, answer))


def noticed(rule: str, changes: dict[str, Any]) -> bool:
    book = fresh(**changes)
    family = rule.split("-")[0]
    order = sorted(CASES, key=lambda c: (rule not in c.rules, not any(r.startswith(family) for r in c.rules)))
    return any(red(case, book) for case in order)


@pytest.mark.parametrize(("rule", "changes"), [*value_changes(), *policy_changes(), *pool_changes()])
def test_a_changed_number_turns_a_case_red(rule: str, changes: dict[str, Any]) -> None:
    assert noticed(rule, changes), "no case notices the change"


@pytest.mark.parametrize(("rule", "changes", "larger"), [*date_changes()])
def test_a_changed_date_turns_a_case_red(
    rule: str, changes: dict[str, Any], larger: dict[str, Any] | None
) -> None:
    assert noticed(rule, changes) or (larger and noticed(rule, larger)), "no case notices the change"
