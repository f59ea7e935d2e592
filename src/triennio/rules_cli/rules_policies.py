"""`triennio rules policies`: the points the law leaves open, and what a case may choose instead."""

from __future__ import annotations

import argparse

from triennio.rules.book.model import Policy
from triennio.rules_cli.guard import ANSWERED
from triennio.rules_cli.layout import Page
from triennio.rules_cli.rules_data import policy_json
from triennio.rules_cli.shelf import DEFAULT, EVENTS, FAMILIES, shelf
from triennio.rules_cli.writing import pretty, write

OPEN = {"decimal": "un altro numero, con il punto", "date": "un altro giorno, AAAA-MM-GG"}

OTHERS = "Altre famiglie di scelte: " + ", ".join(
    f"{name} (--family {name})" for name in FAMILIES if name not in (DEFAULT, EVENTS)
)
"""The last line; the events leave nothing open to choose."""


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    policies = shelf(arguments.family or DEFAULT).policies
    if arguments.json:
        write(pretty([policy_json(policy) for policy in policies.values()]))
        return ANSWERED
    page = Page()
    for policy in policies.values():
        page.blank()
        _policy(page, policy)
    if arguments.family is None:
        page.blank()
        page.text(OTHERS)
    write(str(page))
    return ANSWERED


def _policy(page: Page, policy: Policy) -> None:
    page.text(policy.name)
    page.field("  se non si dice", policy.default, width=18)
    page.field("  valori", values_line(policy), width=18)
    page.field("  che cosa è", policy.meaning, width=18)
    page.field("  regole", ", ".join(policy.rules), width=18)
    page.field("  verificata", "sì" if policy.verified else "no", width=18)
    page.field("  avviso", policy.shown, width=18)


def values_line(policy: Policy) -> str:
    """The values a case may give."""
    return ", ".join([*policy.values, *([OPEN[policy.pattern]] if policy.pattern in OPEN else [])])
