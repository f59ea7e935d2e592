"""`triennio rules policies`: the points the law leaves open, and what a case may choose instead."""

from __future__ import annotations

import argparse

from triennio.rules.book import load
from triennio.rules.book.model import Policy
from triennio.rules_cli.guard import ANSWERED
from triennio.rules_cli.layout import Page
from triennio.rules_cli.rules_data import policy_json
from triennio.rules_cli.writing import pretty, write

OPEN = {"decimal": "un altro numero, con il punto", "date": "un altro giorno, AAAA-MM-GG"}


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    book = load("ecm")
    if arguments.json:
        write(pretty([policy_json(policy) for policy in book.policies.values()]))
        return ANSWERED
    page = Page()
    for policy in book.policies.values():
        page.blank()
        _policy(page, policy)
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
