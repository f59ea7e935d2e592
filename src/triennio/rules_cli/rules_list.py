"""`triennio rules list`: one rule a line."""

from __future__ import annotations

import argparse

from triennio.rules.book import load
from triennio.rules_cli.guard import ANSWERED
from triennio.rules_cli.rules_data import brief_json
from triennio.rules_cli.scope import concerns
from triennio.rules_cli.writing import pretty, write


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    book = load("ecm")
    found = [
        rule
        for rule in book.rules.values()
        if (arguments.triennio is None or concerns(book, rule, arguments.triennio))
        and arguments.kind in (None, rule.kind)
        and (rule.open or not arguments.open)
    ]
    if arguments.json:
        write(pretty([brief_json(rule) for rule in found]))
        return ANSWERED
    lines = [f"{rule.id:<11}{rule.kind:<12}{rule.title}{' (aperta)' if rule.open else ''}" for rule in found]
    total = "1 regola" if len(found) == 1 else f"{len(found)} regole"
    write("".join(f"{line}\n" for line in (*lines, f"{total} su {len(book.rules)}")))
    return ANSWERED
